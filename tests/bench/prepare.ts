/**
 * Makes a data folder with rooms full of people who are seated, signed in and in the discussion, so
 * that the measured server starts as after a restart and carries no garbage of the preparation.
 */
import { newId } from '#server/auth/arrival.ts';
import { cookieName } from '#server/auth/cookies.ts';
import type { App } from '#server/app.ts';
import type { Room } from '#server/meeting/room.ts';
import type { Command } from '#lib/meeting/registry.ts';
import { makeMeeting, resident, seatId, sitDown } from '../live/people.ts';
import { serve } from '../live/serve.ts';

export interface Prepared {
	code: string;
	/** The key in its public addresses. */
	addressKey: string;
	item: string;
	people: { seat: string; cookie: string }[];
	chair: { seat: string; cookie: string };
}

/** `rooms` meetings of `size` members each, all in the discussion of the first item. */
export async function prepare(dataDir: string, rooms: number, size: number): Promise<Prepared[]> {
	const served = await serve(dataDir);
	const made: Prepared[] = [];
	try {
		for (let n = 0; n < rooms; n++) made.push(await prepareRoom(served.app, size));
	} finally {
		await served.stop();
	}
	return made;
}

async function prepareRoom(app: App, size: number): Promise<Prepared> {
	const names = Array.from({ length: size }, (_, n) => resident(`居民${n + 1}`));
	const room = await makeMeeting(app, names, 'twelve-rules');
	const { order, seats } = room.committed.state.roll;
	const members = order.filter((seat) => seats[seat]!.role === 'member');
	const people = await seatAll(app, room, members);

	const chair = seatId(room, 'chair');
	const cookie = await sitDown(app, room, chair);
	const session = cookie.split('=')[1]!.split('.')[0]!;
	const send = async (command: Command, as: string) => {
		const who = { session: as === 'organiser' ? null : session, owner: true, door: true };
		const answer = await room.ask({ id: newId(), as, command }, who);
		if ('refused' in answer) throw new Error(`${command.type} was refused: ${answer.refused}`);
	};
	await send({ type: 'plan.open' }, 'organiser');
	await send({ type: 'attendance.sign-in-all', seats: members }, 'organiser');
	const { stages, stageId: stageId } = room.committed.state.runsheet;
	const to = stages.find((stage) => stage.kind === 'discussion')!.id;
	await send({ type: 'runsheet.go', from: stageId!, to, force: true, reason: 'bench' }, chair);
	return {
		code: room.code,
		addressKey: room.addressKey,
		item: room.committed.state.queue.item!,
		people,
		chair: { seat: chair, cookie }
	};
}

/** Seats everybody at once: their commands share a few commits. */
async function seatAll(app: App, room: Room, seats: string[]): Promise<Prepared['people']> {
	const { sqlite } = app.connection;
	sqlite.exec('BEGIN');
	const sessions = await Promise.all(seats.map(() => app.sessions.create('seat')));
	sqlite.exec('COMMIT');
	return Promise.all(
		seats.map(async (seat, n) => {
			const { session, token } = sessions[n]!;
			const answer = await room.ask(
				{ id: newId(), as: 'door', command: { type: 'roll.claim', seat } },
				{ session: session.id, owner: false, door: true, proves: seat }
			);
			if ('refused' in answer) throw new Error(`seat ${seat} was refused: ${answer.refused}`);
			return { seat, cookie: `${cookieName('seat', false)}=${token}` };
		})
	);
}
