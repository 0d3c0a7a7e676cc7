/** A whole app on a data folder of its own, with a clock that tests move. Only tests import this. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cookies } from '@sveltejs/kit';
import type { Command } from '#lib/meeting/registry.ts';
import type { SeatRole } from '#lib/meeting/names.ts';
import type { RollEntry } from '#lib/meeting/roll/roll.ts';
import { startApp, type App } from '#server/app.ts';
import { readConfig } from '#server/config.ts';
import { createLog } from '#server/log.ts';
import { testClock } from '#server/test-clock.ts';
import { createMeeting } from '#server/meeting/create.ts';
import type { Room } from '#server/meeting/room.ts';
import { newId } from './arrival.ts';
import type { Session } from './session.ts';
import { PasswordStrength } from './strength.ts';

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

export interface Stage {
	readonly app: App;
	/** Lets so many ms pass. */
	later(ms: number): void;
	/** Stops the app and opens it again on the same folder. */
	restart(): Promise<void>;
	/** A phone with the cookies of one from before a restart. */
	phone(jar: ReadonlyMap<string, string>): ReturnType<typeof phone>;
	close(): Promise<void>;
}

/** One for all: its lists of words take a second to read. */
let strength: PasswordStrength | undefined;

/** Opens an app; close it after each test. */
export async function stage(): Promise<Stage> {
	const folder = mkdtempSync(join(tmpdir(), 'yitang-auth-'));
	const clock = testClock(Date.UTC(2026, 3, 11, 6, 30));
	const config = readConfig({ DATA_DIR: folder, PORT: '0', DEMO: 'off', LOG_LEVEL: 'silent' });
	const start = async () => {
		const started = await startApp(config, createLog(config.logLevel), clock.environment);
		strength ??= new PasswordStrength(config.root);
		return Object.assign(started, { strength });
	};
	let app = await start();
	return {
		get app() {
			return app;
		},
		later: clock.pass,
		async restart() {
			await app.stop();
			app = await start();
		},
		phone: (jar) => phone(app, jar),
		async close() {
			await app.stop();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

/** One person on a roll. */
export function person(name: string, role: SeatRole = 'member'): RollEntry {
	return {
		name,
		building: role === 'member' ? '5号楼' : '',
		title: '',
		role,
		votes: role === 'member',
		official: false,
		channel: 'hall',
		hasPhone: true
	};
}

/** A meeting with a chair, a clerk and these people; open when asked. */
export async function meeting(app: App, names: string[], open = true): Promise<Room> {
	const entries = [
		person('周雅琴', 'chair'),
		person('孙晓彤', 'clerk'),
		...names.map((n) => person(n))
	];
	const made = await createMeeting(app, {
		owner: null,
		plan: {
			draft: { title: '试一试', matter: '怎样办老年食堂？' },
			preset: 'eight',
			template: 'seven-set',
			items: []
		},
		then: [{ type: 'roll.add', entries }, ...(open ? [{ type: 'plan.open' } as const] : [])]
	});
	if ('refused' in made) throw new Error(made.refused);
	return made;
}

/** The seat of a person by name. */
export function seatOf(room: Room, name: string): string {
	for (const [seat, one] of room.committed.hidden.roll.people) if (one?.name === name) return seat;
	throw new Error(`nobody is called ${name}`);
}

/** Sends a command as a seat that this session holds. */
export function sendForSeat(room: Room, session: Session, as: string, command: Command) {
	return room.ask({ id: newId(), as, command }, { session: session.id, owner: false });
}

/** A phone with a jar for its cookies. */
export function phone(app: App, kept: ReadonlyMap<string, string> = new Map()) {
	const jar = new Map<string, string>(kept);
	const set = (name: string, value: string) => void jar.set(name, value);
	const cookies = {
		set,
		get: (name: string) => jar.get(name),
		delete: (name: string) => void jar.delete(name)
	} as unknown as Cookies;
	return {
		jar,
		/** What a door sees of this phone now. */
		async caller() {
			const seat = await app.sessions.validate(jar.get('yitang_seat'), 'seat');
			return { app, cookies, https: false, seat };
		},
		async session(): Promise<Session> {
			return (await app.sessions.validate(jar.get('yitang_seat'), 'seat'))!;
		}
	};
}
