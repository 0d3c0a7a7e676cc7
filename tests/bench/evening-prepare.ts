/** Makes a data folder with the meeting of the evening: in its discussion, with two who write its minutes. */
import { documentPath } from '#lib/documents/wire.ts';
import type { Command } from '#lib/meeting/registry.ts';
import { newId } from '#server/auth/arrival.ts';
import type { App } from '#server/app.ts';
import { makeMeeting, resident, seatId, sitDown } from '../live/people.ts';
import { serve } from '../live/serve.ts';

const MEMBERS = 12;

export interface PreparedEvening {
	code: string;
	/** Path of the minutes' socket. */
	minutes: string;
	/** The chair, the clerk, then the members, each with the session that holds the seat. */
	seats: { seat: string; session: string; cookie: string }[];
}

/** Prepared by this process, so that the measured one starts as after a restart. */
export async function prepareEvening(dataDir: string): Promise<PreparedEvening> {
	const served = await serve(dataDir);
	try {
		return await prepareRoom(served.app);
	} finally {
		await served.stop();
	}
}

async function prepareRoom(app: App): Promise<PreparedEvening> {
	const people = Array.from({ length: MEMBERS }, (_, n) => resident(`居民${n + 1}`));
	const room = await makeMeeting(app, people, 'thirteen');
	const members = Array.from({ length: MEMBERS }, (_, n) => seatId(room, n + 1));
	const chair = seatId(room, 'chair');
	const seats: PreparedEvening['seats'] = [];
	for (const seat of [chair, seatId(room, 'clerk'), ...members]) {
		const cookie = await sitDown(app, room, seat);
		seats.push({ seat, session: cookie.split('=')[1]!.split('.')[0]!, cookie });
	}
	const send = async (as: string, command: Command) => {
		const session = seats.find(({ seat }) => seat === as)?.session ?? null;
		const answer = await room.ask(
			{ id: newId(), as, command },
			{ session, owner: true, door: true }
		);
		if ('refused' in answer) throw new Error(`${command.type} was refused: ${answer.refused}`);
	};
	await send('organiser', { type: 'plan.open' });
	await send('organiser', { type: 'record.set', publish: 'live' });
	await send('organiser', { type: 'attendance.sign-in-all', seats: members });
	const { stages, stageId: from } = room.committed.state.runsheet;
	const to = stages.find((stage) => stage.kind === 'discussion')!.id;
	await send(chair, { type: 'runsheet.go', from: from!, to, force: true, reason: 'x' });
	await send(chair, { type: 'minutes.allow', seat: members[0]!, allowed: true });
	const { epoch } = await app.documents.open(room.meeting, 'minutes');
	return { code: room.code, minutes: documentPath(room.meeting, 'minutes', epoch), seats };
}
