import { expect, it } from 'vitest';
import { MinutesProjection } from '../minutes/projection.ts';
import { call, discussion, end, people, raise, start } from '../queue/test-discussion.ts';
import { buildRecord } from './build-record.ts';
import { RecordFeed } from './record-feed.ts';
import { recordFor } from './publish.ts';
import type { MeetingRecord } from './record.ts';

it('looks into the lines that a turn changed, and shares the others, however long the record is', () => {
	const world = discussion(people('a', 'b', 'c'), 'thirteen');
	const projection = new MinutesProjection();
	const feed = new RecordFeed();
	let record: MeetingRecord | null = null;
	const read: number[] = [];
	for (let turn = 1; turn <= 400; turn++) {
		raise(world, 'abc'[turn % 3]!, 'for');
		call(world);
		start(world);
		world.pass(60_000);
		end(world);
		for (const event of world.events.slice(projection.seq)) projection.add(event);
		const { state } = world;
		const { seq, facts } = projection;
		const before: MeetingRecord | null = record;
		record = buildRecord({ state, seq, head: '', facts, blocks: [] });
		const shown = { version: `v${turn}`, open: true, takes: false, people: {}, text: () => 'x' };
		const known = feed.read;
		const change = feed.next({ ...shown, record: recordFor(record, true) }, new Set());
		if (turn > 1) expect(change?.lines.map((line) => line.id)).toEqual([`f${facts.at(-1)!.seq}`]);
		if (turn % 100 === 0) read.push(feed.read - known);
		const same = record.lines.filter((line, n) => line === before?.lines[n]);
		if (turn > 1) expect(same).toHaveLength(record.lines.length - 1);
	}
	expect(read).toEqual([1, 1, 1, 1]);
});
