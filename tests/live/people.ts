/** People without a browser: sessions written directly, seats taken through the room, real sockets. */
import type { Command, PrivateView } from '#lib/meeting/registry.ts';
import type { SignalDown } from '#lib/meeting/calls/signal.ts';
import type { Directory } from '#lib/meeting/directory.ts';
import type { RollEntry } from '#lib/meeting/roll/roll.ts';
import type { RulePreset } from '#lib/meeting/queue/presets.ts';
import type { Answer, PresenceMessage } from '#lib/meeting/wire.ts';
import { LiveClient } from '#lib/live/client.ts';
import type { Replica } from '#lib/live/replica.ts';
import { resident } from '#lib/meeting/roll/test-rolls.ts';
import { cookieName } from '#server/auth/cookies.ts';
import { newId } from '#server/auth/arrival.ts';
import { createMeeting } from '#server/meeting/create.ts';
import type { Room } from '#server/meeting/room.ts';
import type { App } from '#server/app.ts';
import type { Served } from './serve.ts';

export { resident };

/** A staff seat. */
export function staff(name: string, role: RollEntry['role']): RollEntry {
	return resident(name, { role, votes: false, official: true, building: '', title: '' });
}

/** Makes a small meeting with chair, clerk and these people, which everybody was told of; returns its room. */
export async function makeMeeting(
	app: App,
	people: RollEntry[],
	preset = 'twelve-rules',
	presetChanges: Partial<RulePreset> = {},
	announced = true,
	closedToOthers = false
): Promise<Room> {
	const made = await createMeeting(app, {
		owner: null,
		plan: {
			draft: { title: '试一试', matter: '怎样办老年食堂？' },
			preset,
			presetChanges,
			template: 'seven-set',
			private: closedToOthers,
			items: [
				{ title: '用途', minutes: 20, goal: '办不办老年食堂' },
				{ title: '开业条件', minutes: 20, goal: '定下三条' }
			]
		},
		then: [
			{
				type: 'roll.add',
				entries: [staff('周雅琴', 'chair'), staff('孙晓彤', 'clerk'), ...people]
			},
			...(announced ? [{ type: 'plan.announce' } as const] : [])
		]
	});
	if ('refused' in made) throw new Error(`the meeting was refused: ${made.refused}`);
	return made;
}

/** Seat id of a role, of the nth voting seat (from 1), or as it is given. */
export function seatId(room: Room, which: string | number): string {
	const { seats, order } = room.committed.state.roll;
	const id = order.find((seat) =>
		typeof which === 'number'
			? seats[seat]!.no === which
			: seats[seat]!.role === which || seat === which
	);
	if (!id) throw new Error(`no seat ${which}`);
	return id;
}

/** A person with a phone: a session, a seat, a socket, a folded copy. */
export class Phone {
	copy: Replica | null = null;
	privateView: PrivateView | null = null;
	directory: Directory = {};
	presence: PresenceMessage | null = null;
	connected = false;
	/** Since when its line brings nothing, though it has not ended. */
	quietSince: number | null = null;
	/** Who hears what comes of calls. */
	readonly onSignal = new Set<(message: SignalDown) => void>();
	readonly seat: string;
	readonly client: LiveClient;
	#watchers = new Set<() => void>();

	constructor(origin: string, address: string, seat: string, cookie: string, resendAfter?: number) {
		this.seat = seat;
		const changed = () => {
			for (const watch of this.#watchers) watch();
		};
		this.client = new LiveClient(
			{
				origin,
				address,
				copy: null,
				resendAfter,
				headers: { origin, ...(cookie ? { cookie } : {}) }
			},
			{
				copy: (copy) => ((this.copy = copy), changed()),
				private: (privateView) => ((this.privateView = privateView), changed()),
				directory: (people, whole) => (
					(this.directory = whole ? people : { ...this.directory, ...people }),
					changed()
				),
				presence: (presence) => ((this.presence = { ...this.presence, ...presence }), changed()),
				connection: (connected) => ((this.connected = connected), changed()),
				signal: (message) => this.onSignal.forEach((hear) => hear(message)),
				quiet: (since) => ((this.quietSince = since), changed()),
				outdated: () => {}
			}
		);
	}

	/** Sends a command as this seat. */
	send(command: Command): Promise<Answer> {
		return this.client.send(this.seat, command);
	}

	/** Resolves when the condition holds; looks again whenever something arrives. */
	until(condition: (phone: this) => boolean, what = 'a condition', ms = 60_000): Promise<void> {
		if (condition(this)) return Promise.resolve();
		return new Promise((resolve, reject) => {
			const watch = () => {
				if (!condition(this)) return;
				clearTimeout(timer);
				this.#watchers.delete(watch);
				resolve();
			};
			const timer = setTimeout(() => {
				this.#watchers.delete(watch);
				reject(new Error(`waited ${ms} ms in vain for ${what}`));
			}, ms);
			this.#watchers.add(watch);
		});
	}

	close(): void {
		this.client.close();
	}
}

/** A session that holds a seat, made by its personal link like a real phone's. Returns its cookie. */
export async function sitDown(app: App, room: Room, seat: string): Promise<string> {
	const { session, token } = await app.sessions.create('seat');
	const answer = await room.ask(
		{ id: newId(), as: 'door', command: { type: 'roll.claim', seat } },
		{ session: session.id, owner: false, door: true, proves: seat }
	);
	if ('refused' in answer) throw new Error(`seat ${seat} was refused: ${answer.refused}`);
	return `${cookieName('seat', false)}=${token}`;
}

/** Sits down and connects; resolves when the phone shows the room. */
export async function join(served: Served, room: Room, which: string | number): Promise<Phone> {
	const seat = seatId(room, which);
	const phone = new Phone(served.origin, room.code, seat, await sitDown(served.app, room, seat));
	await phone.until((p) => p.copy !== null && p.privateView !== null, 'the room to show');
	return phone;
}
