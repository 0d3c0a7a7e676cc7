/** A published record counted again whole, and the first thing named that is not so [E46]. */
import { describe, expect, it } from 'vitest';
import { eventFor } from '../disclosure/events.ts';
import type { MeetingEvent } from '../registry.ts';
import type { TestRoom } from '../test-room.ts';
import { auditRecord, recordFileIn, type RecordFile } from './audit-record.ts';
import { begin, cast, CHAIR, close, PEOPLE, talked } from './test-votes.ts';

/** As strangers may read it. */
function published(room: TestRoom): RecordFile {
	const events = room.events.map((event) => eventFor(event, 'public')) as MeetingEvent[];
	const heads = events.map((_, n) => `${n}`.padStart(8, '0'));
	return structuredClone({ meeting: 'm1', events, heads, texts: {} });
}
function held(): TestRoom {
	const room = talked();
	for (const secrecy of ['unsigned', 'named'] as const) {
		const vote = begin(room, { settings: { kind: 'yes-no', secrecy } });
		for (const [n, who] of PEOPLE.entries()) cast(room, who, n < 4 ? 'yes' : 'no');
		close(room, vote);
	}
	return room;
}
const closing = ({ events }: RecordFile) =>
	events.find(({ type }) => type === 'ballots.closed') as Extract<
		MeetingEvent,
		{ type: 'ballots.closed' }
	>;

describe('[E46] a record as it was published', () => {
	it('is well, also where votes went by area and nobody outside sees whose', () => {
		expect(auditRecord(published(held())).fault).toBeNull();
		const room = talked();
		const units = PEOPLE.map((name) => {
			return { unit: name, area: 8250, owner: name, seat: room.seat(name) };
		});
		room.do(CHAIR, { type: 'ballots.register', units, area: 8250 * PEOPLE.length });
		const settings = { kind: 'yes-no', rule: 'V06' } as const;
		const followed = begin(room, { settings: { ...settings, silentFollow: true } });
		for (const who of PEOPLE.slice(0, 5)) cast(room, who, 'yes');
		expect(close(room, followed).result!.tally.followed).toMatchObject({ heads: 2 });
		const vote = begin(room, { settings });
		for (const who of PEOPLE.slice(0, 6)) cast(room, who, 'yes');
		close(room, vote);
		const file = published(room);
		expect(JSON.stringify(closing(file).body.result.box)).toContain('"area":null');
		expect(auditRecord(file).fault).toBeNull();
		closing(file).body.result.tally.options[0]!.heads -= 1;
		expect(auditRecord(file).fault).toMatchObject({ what: 'vote', vote: followed });
	});

	it.each<[string, (file: RecordFile) => void, object]>([
		['an event gone', ({ events }) => void events.splice(6, 1), { what: 'order', seq: 7 }],
		['a time set back', ({ events }) => void (events[9]!.at -= 9e9), { what: 'time', seq: 10 }],
		['a check code gone', ({ heads }) => void heads.pop(), { what: 'heads' }],
		['one too many', ({ heads }) => void heads.push('00000000'), { what: 'heads' }],
		['another number', (file) => void (closing(file).body.result.box[0]!.n += 1), { what: 'vote' }],
		[
			'another outcome',
			(file) => void (closing(file).body.result.tally.outcome = 'failed'),
			{ what: 'vote' }
		],
		[
			'a stranger among those who may vote',
			({ events }) => {
				const opened = events.find(({ type }) => type === 'ballots.opened')!;
				(opened.body as { voters: string[] }).voters.push('s99');
			},
			{ what: 'voters' }
		],
		['another turnout', (file) => void (closing(file).body.turnout.hall = 9), { what: 'vote' }]
	])('%s is named', (_what, change, fault) => {
		const file = published(held());
		change(file);
		expect(auditRecord(file).fault).toMatchObject(fault);
	});

	it('of two things the first is named; what is no record is none', () => {
		const file = published(held());
		closing(file).body.result.box[0]!.n += 1;
		file.events.at(-1)!.seq += 1;
		expect(auditRecord(file).fault).toMatchObject({ what: 'vote' });
		expect(recordFileIn(JSON.stringify(file))).not.toBeNull();
		for (const text of [
			'',
			'[]',
			'{"events":[1],"heads":[],"texts":{}}',
			'{"format":"yitang.board/1"}'
		])
			expect(recordFileIn(text)).toBeNull();
	});
});
