/** A meeting as large as we promise: many seats, many turns, long minutes, closed, with its record open to all. */
import * as Y from 'yjs';
import { minutesFragment } from '#lib/documents/minutes.ts';
import type { Command } from '#lib/meeting/registry.ts';
import { newId } from '#server/auth/arrival.ts';
import type { Room } from '#server/meeting/room.ts';
import { makeMeeting, resident, seatId } from './people.ts';
import { serve } from './serve.ts';

const OWNER = { session: null, owner: true, door: true };

export interface LargeMeeting {
	code: string;
	address: string;
	events: number;
}

/** Fills a data folder; each turn is four events and a paragraph of the minutes. */
export async function fillLarge(dir: string, seats: number, turns: number): Promise<LargeMeeting> {
	const it = await serve(dir);
	try {
		const people = Array.from({ length: seats }, (_, n) => resident(`居民${n}`));
		const room = await makeMeeting(it.app, people);
		const send = speaker((await it.app.sessions.create('seat')).session.id, room);
		const [chair, clerk] = [seatId(room, 'chair'), seatId(room, 'clerk')];
		await send.sit(chair);
		await send.sit(clerk);
		await send.as('organiser', { type: 'plan.open' });
		const { seats: all, order } = room.committed.state.roll;
		const voting = order.filter((id) => all[id]!.votes);
		await send.as(clerk, { type: 'attendance.sign-in-all', seats: voting });
		const { runsheet } = room.committed.state;
		const to = runsheet.stages.find(({ kind }) => kind === 'discussion')!.id;
		await send.as(chair, { type: 'runsheet.go', from: runsheet.stageId!, to, force: true });
		const document = await it.app.documents.open(room.meeting, 'minutes');
		for (let n = 0; n < turns; n++) await turn(send.as, room, { chair, clerk }, voting[n % seats]!);
		for (let n = 0; n < turns; n += 50)
			await document.change((doc) => minutesFragment(doc).push(paragraphs(n, 50)));
		await send.as(chair, { type: 'plan.close' });
		return { code: room.code, address: room.addressKey, events: room.committed.seq };
	} finally {
		await it.stop();
	}
}

function speaker(session: string, room: Room) {
	const ask = async (as: string, command: Command, who: object) => {
		const answer = await room.ask({ id: newId(), as, command }, { ...OWNER, ...who });
		if ('refused' in answer) throw new Error(`${command.type}: ${JSON.stringify(answer)}`);
	};
	return {
		sit: (seat: string) =>
			ask('door', { type: 'roll.claim', seat }, { session, owner: false, proves: seat }),
		as: (as: string, command: Command) =>
			ask(as, command, as === 'organiser' ? {} : { session, owner: false })
	};
}

async function turn(
	send: (as: string, command: Command) => Promise<void>,
	room: Room,
	{ chair, clerk }: { chair: string; clerk: string },
	seat: string
): Promise<void> {
	const item = room.committed.state.agenda.items.find(({ status }) => status === 'open')!.id;
	await send(clerk, { type: 'queue.join', seat, item, stance: 'for' });
	const entry = room.committed.state.queue.entries.find((one) => one.seat === seat)!.id;
	await send(chair, { type: 'queue.call', item, expect: entry });
	await send(chair, { type: 'queue.start', entry });
	await send(chair, { type: 'queue.end', entry });
}

function paragraphs(from: number, count: number): Y.XmlElement[] {
	return Array.from({ length: count }, (_, n) => {
		const paragraph = new Y.XmlElement('paragraph');
		paragraph.insert(0, [new Y.XmlText(`第${from + n}条。${'食堂要干净，离得近。'.repeat(10)}`)]);
		return paragraph;
	});
}
