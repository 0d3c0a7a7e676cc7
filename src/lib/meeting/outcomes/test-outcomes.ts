/** Results for tests: a meeting in ⑥, and lines written by the clerk. */
import { opened, plan } from '../runsheet/test-meetings.ts';
import type { TestRoom } from '../test-room.ts';
import type { OutcomeDraft, OutcomeLine, OutcomeSource } from './outcomes.ts';

export const CHAIR = '周雅琴';
export const CLERK = '孙晓彤';
export const PEOPLE = ['甲', '乙', '丙'];

/** The last minute of a day in China. */
export const day = (text: string) => Date.parse(`${text}T23:59:00+08:00`);

/** In ⑥, with the first item talked about in one round. */
export function atResults(): TestRoom {
	const room = opened(plan(), PEOPLE);
	speak(room, PEOPLE[0]!);
	if (room.go('result', { force: true }) !== 'ok') throw new Error('⑥ did not begin');
	return room;
}

/** One turn on the first item; it stays open. */
export function speak(room: TestRoom, who: string): void {
	room.go('discussion', { force: true });
	const item = room.state.agenda.items[0]!.id;
	room.do(CHAIR, { type: 'agenda.open', item });
	room.do(who, { type: 'queue.join', seat: room.seat(who), item, stance: 'for' });
	const entry = room.state.queue.entries[0]!.id;
	room.do(CHAIR, { type: 'queue.call', item, expect: entry });
	room.do(CHAIR, { type: 'queue.start', entry });
	room.pass(20_000).do(CHAIR, { type: 'queue.end', entry });
	room.pass(20_000);
}

/** All that 即办件 needs. */
export const WHOLE = {
	text: '用房办老年食堂',
	class: 'act-now',
	owner: { body: '社区党委' },
	measure: '办理用房移交',
	due: day('2026-05-11')
} as const satisfies OutcomeDraft;

/** Written by the clerk; the line as it is then. */
export function written(
	room: TestRoom,
	draft: OutcomeDraft = WHOLE,
	source: OutcomeSource | null = null
): OutcomeLine {
	room.do(CLERK, { type: 'outcomes.write', source, draft });
	return room.state.outcomes.lines.at(-1)!;
}

/** What the room answers to a change of the line as it stands. */
export function revise(
	room: TestRoom,
	line: OutcomeLine,
	draft: OutcomeDraft,
	{ reason, by = CLERK }: { reason?: string; by?: string } = {}
): string {
	const { id: outcome, version } = line;
	return room.send(by, {
		type: 'outcomes.revise',
		outcome,
		version,
		draft,
		...(reason === undefined ? {} : { reason })
	});
}
