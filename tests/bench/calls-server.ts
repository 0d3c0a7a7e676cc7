/** Our server with rooms whose sound is on, as a process of its own for the bench of calls; it says who sits where. */
import { HALL } from '#lib/meeting/calls/calls.ts';
import { newId } from '#server/auth/arrival.ts';
import { cookieName } from '#server/auth/cookies.ts';
import { makeMeeting, resident, seatId, sitDown } from '../live/people.ts';
import { serve } from '../live/serve.ts';
import { answerParent } from './meter.ts';

/** The hall's device and one who listens, of one room. */
export interface SoundingRoom {
	origin: string;
	address: string;
	room: typeof HALL;
	listener: string;
	/** What is talked about: hands can go up. */
	item: string;
	cookies: { station: string; listener: string };
}

const served = await serve(process.env.DATA_DIR!);
const { app, origin } = served;

async function sounding(): Promise<SoundingRoom> {
	const room = await makeMeeting(app, [resident('赵敏', { channel: 'online' })]);
	const listener = seatId(room, 1);
	const chair = seatId(room, 'chair');
	const { session } = await app.sessions.create('seat');
	const claim = { id: newId(), as: 'door', command: { type: 'roll.claim', seat: chair } } as const;
	await room.ask(claim, { session: session.id, owner: false, door: true, proves: chair });
	const who = { session: session.id, owner: false };
	const { stages } = room.committed.state.runsheet;
	const to = stages.find(({ kind }) => kind === 'discussion')!.id;
	for (const command of [
		{ type: 'plan.open' },
		{ type: 'attendance.sign-in', seat: listener, channel: 'online' },
		{ type: 'runsheet.go', from: stages[0]!.id, to, force: true, reason: 'bench' },
		{ type: 'calls.open-hall' }
	] as const) {
		const answer = await room.ask({ id: newId(), as: chair, command }, who);
		if ('refused' in answer) throw new Error(`${command.type}: ${answer.refused}`);
	}
	const { token } = await app.sessions.create('display', null, undefined, room.meeting);
	const cookies = {
		station: `${cookieName('display', false)}=${token}`,
		listener: await sitDown(app, room, listener)
	};
	const item = room.committed.state.queue.item!;
	return { origin, address: room.addressKey, room: HALL, listener, item, cookies };
}

answerParent({
	async rooms({ count }): Promise<SoundingRoom[]> {
		const all: SoundingRoom[] = [];
		for (let left = Number(count); left > 0; left--) all.push(await sounding());
		return all;
	}
});
process.send!({ ready: true });
