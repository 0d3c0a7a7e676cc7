/** A folder, a server and phones for one test, put away afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { onTestFinished } from 'vitest';
import { fold } from '#lib/meeting/evolve.ts';
import { emptyMeeting } from '#lib/meeting/meeting.ts';
import type { MeetingState } from '#lib/meeting/registry.ts';
import type { RulePreset } from '#lib/meeting/queue/presets.ts';
import type { RollEntry } from '#lib/meeting/roll/roll.ts';
import { eventOf } from '#server/meeting/chain.ts';
import type { Store } from '#server/db/store.ts';
import type { Room } from '#server/meeting/room.ts';
import { join, makeMeeting, type Phone } from './people.ts';
import { serve, type Served } from './serve.ts';
import { storedRows } from './stored-rows.ts';

/** An empty folder that goes when the test ends. */
export function folder(): string {
	const dir = mkdtempSync(path(tmpdir(), 'yitang-'));
	onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
	return dir;
}

/** A server on that folder that stops when the test ends. */
export async function served(
	dir: string,
	wrap?: (store: Store) => Store,
	env?: NodeJS.ProcessEnv
): Promise<Served> {
	const it = await serve(dir, undefined, 0, wrap, env);
	onTestFinished(() => it.stop());
	return it;
}

/** A phone that hangs up when the test ends. */
export async function phone(served: Served, room: Room, which: string | number): Promise<Phone> {
	const it = await join(served, room, which);
	onTestFinished(() => it.close());
	return it;
}

/** A meeting that is open, with its chair and clerk at their screens. */
export async function openMeeting(
	it: Served,
	people: RollEntry[],
	rules: Partial<RulePreset> = {},
	preset = 'twelve-rules'
) {
	const room = await makeMeeting(it.app, people, preset, rules);
	const chair = await phone(it, room, 'chair');
	const clerk = await phone(it, room, 'clerk');
	await chair.send({ type: 'plan.open' });
	return { room, chair, clerk };
}

/** Goes to the discussion with everybody signed in. */
export async function discuss(room: Room, chair: Phone): Promise<void> {
	const { seats, order } = room.committed.state.roll;
	await chair.send({
		type: 'attendance.sign-in-all',
		seats: order.filter((seat) => seats[seat]!.votes)
	});
	const { runsheet } = room.committed.state;
	const to = runsheet.stages.find((stage) => stage.kind === 'discussion')!.id;
	await chair.send({ type: 'runsheet.go', from: runsheet.stageId!, to, force: true });
}

/** The state that the journal alone gives. */
export function replay(it: Served, room: Room): MeetingState {
	return fold(
		emptyMeeting(),
		storedRows(it.app, room.meeting).map((row) => eventOf(row.line))
	);
}
