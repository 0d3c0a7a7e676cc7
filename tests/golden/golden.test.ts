/** Journals of earlier releases still verify, fold, and say what they said. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fold } from '#lib/meeting/evolve.ts';
import { emptyMeeting } from '#lib/meeting/meeting.ts';
import type { MeetingState } from '#lib/meeting/registry.ts';
import { eventOf } from '#server/meeting/chain.ts';
import type { JournalRow } from '#server/meeting/unit-of-work.ts';
import { verify } from '#server/meeting/verify.ts';
import { recordScenarioA } from './scenario-a.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8');

test('version 1, scenario A to the end of the speaking round: the chain verifies and the fold is the same', () => {
	const rows = read('v1-scenario-a.jsonl')
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as JournalRow);
	const { meeting, state } = JSON.parse(read('v1-scenario-a.json')) as { meeting: string; state: unknown };
	expect(verify(meeting, rows)).toEqual({ ok: true, seq: rows.length, head: rows.at(-1)!.hash });
	const folded = fold(emptyMeeting(), rows.map((row) => eventOf(row.line)));
	// Later releases add to the state; what it said then it still says. Only why somebody is away has
	// left it: that is hidden (attendance A12).
	for (const one of Object.values((state as MeetingState).attendance.of))
		delete (one as { reason?: unknown }).reason;
	// And the stage that is on has been called `stageId` since.
	const { at, ...runsheet } = (state as { runsheet: { at: string } }).runsheet;
	const expected = { ...(state as object), runsheet: { ...runsheet, stageId: at } };
	expect(JSON.parse(JSON.stringify(folded))).toMatchObject(expected);
	expect(folded.queue.turns.map((turn) => turn.entry.stance)).toEqual([
		...['for', 'against', 'for', 'order', 'ask', 'against', 'for']
	]);
});

test('[6.A] a real room calls 王→赵→李→宋→刘→杨→王 and refuses the third hand', async () => {
	const { refusals, state } = await recordScenarioA();
	expect(refusals).toEqual(['王桂芳 turns-used']);
	expect(state.queue.turns).toHaveLength(7);
});

test('any changed, moved, missing or added row is found, and where', () => {
	const rows = read('v1-scenario-a.jsonl')
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as JournalRow);
	const { meeting } = JSON.parse(read('v1-scenario-a.json')) as { meeting: string };
	for (let i = 0; i < rows.length; i++) {
		const changed = rows.with(i, { ...rows[i]!, line: rows[i]!.line.replace(/\d(?=\D*$)/, (d) => String((+d + 1) % 10)) });
		expect(verify(meeting, changed)).toMatchObject({ ok: false, seq: i + 1 });
		if (i + 1 < rows.length) expect(verify(meeting, rows.toSpliced(i, 1))).toMatchObject({ ok: false, seq: i + 1 });
	}
	expect(verify('another', rows)).toMatchObject({ ok: false, seq: 1 });
});
