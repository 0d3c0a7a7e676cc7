import { describe, expect, it } from 'vitest';
import { call, discussion, end, people, raise, speak, start } from '../queue/test-discussion.ts';
import type { TextRef } from '../names.ts';
import type { TestRoom } from '../test-room.ts';
import { factsOf } from '../facts.ts';
import type { MinutesCommand } from './commands.ts';
import { minutesPhase } from './minutes.ts';
import { entryBegun, nextOwner, openNow, ownerOf } from './line-owner.ts';
import { readableLines } from './wordings.ts';

const HOUR = 3600_000;
const DAY = 24 * HOUR;

/** 王、李 came; 丁 did not. */
function meeting(): TestRoom {
	return discussion([{ id: 'wang' }, { id: 'li' }, { id: 'ding', absent: true }], 'twelve-rules');
}

const line = (id: string, text?: string, change = {}) => ({
	id,
	fact: null,
	tag: null,
	relayed: false,
	...(text === undefined ? {} : { text }),
	...change
});
const note = (...lines: ReturnType<typeof line>[]): MinutesCommand => ({
	type: 'minutes.note',
	lines,
	gone: []
});
const read = (world: TestRoom) =>
	world.state.minutes.lines.map(({ text }) => world.texts.get(text.id));
const phase = (world: TestRoom) => minutesPhase(world.state, world.now);
const object = (seat: string, text = '我没这么说'): MinutesCommand => ({
	type: 'minutes.object',
	seat,
	text
});
const SEAL: MinutesCommand = { type: 'minutes.seal', blocks: [], upTo: 1 };

/** The meeting is over and objections are open for a day. */
function objecting(): TestRoom {
	const world = meeting();
	world.do('chair', { type: 'plan.close' });
	world.do('organiser', { type: 'minutes.open-objections', until: world.now + DAY });
	return world;
}

describe('gist lines', () => {
	it('[M7] a line that is written on keeps its place and time; its former words are dropped', () => {
		const world = meeting();
		world.do('documents', note(line('g1', '一荤'), line('g2', '补贴')));
		const at = world.now;
		world.pass(2000).do('documents', note(line('g1', '一荤两素', { tag: 'agreed' })));
		expect(read(world)).toEqual(['一荤两素', '补贴']);
		expect(world.state.minutes.lines[0]).toMatchObject({ tag: 'agreed', at });
		const last = world.events.at(-1)!;
		expect(last.type === 'minutes.noted' && last.body.dropped).toHaveLength(1);
	});

	it('[M7] a tag alone changes no words, and drops none', () => {
		const world = meeting();
		world.do('documents', note(line('g1', '一荤两素')));
		world.do('documents', note(line('g1', undefined, { tag: 'disputed' })));
		expect(read(world)).toEqual(['一荤两素']);
		expect(world.events.at(-1)).toMatchObject({ body: { dropped: [] } });
	});

	it('[M7] a line that was taken out is gone, with its words', () => {
		const world = meeting();
		world.do('documents', note(line('g1', '一荤两素'), line('g2', '补贴')));
		world.do('documents', { type: 'minutes.note', lines: [], gone: ['g1', 'never'] });
		expect(read(world)).toEqual(['补贴']);
		expect(world.events.at(-1)).toMatchObject({ body: { gone: ['g1'] } });
	});

	it('[M14] an earlier moment has its lines and tags; words written over since are the later ones', () => {
		const world = meeting();
		const tell = (...lines: ReturnType<typeof line>[]) => {
			world.pass(2000).do('documents', note(...lines));
			return world.state.minutes.lines;
		};
		const first = tell(line('g1', '一荤'));
		const second = tell(line('g1', '一荤两素', { tag: 'agreed' }), line('g2', '补贴'));
		world.do('documents', { type: 'minutes.note', lines: [], gone: ['g2'] });
		const last = tell(line('g3', '坡道'));
		const then = (lines: typeof last) =>
			readableLines(lines, last).map(({ text, tag, later }) => {
				const left = world.events.some(
					(event) => event.type === 'minutes.noted' && event.body.dropped.includes(text.id)
				);
				return [left ? null : world.texts.get(text.id), tag, later ?? false];
			});
		expect(then(first)).toEqual([['一荤两素', null, true]]);
		// The one that was taken out is named, without words.
		expect(then(second)).toEqual([
			['一荤两素', 'agreed', false],
			[null, null, false]
		]);
		expect(then(last)).toEqual([
			['一荤两素', 'agreed', false],
			['坡道', null, false]
		]);
	});

	it('[M7] nobody but the document host notes', () => {
		const world = meeting();
		for (const who of ['chair', 'clerk', 'wang', 'organiser', 'clock'])
			expect(world.refused(who, note(line('g1', '一荤两素')))).toBe('not-allowed');
	});

	it('[M8] the chair lets somebody write, and takes it back', () => {
		const world = meeting();
		world.do('chair', { type: 'minutes.allow', seat: 'li', allowed: true });
		expect(world.state.minutes.writers).toEqual(['li']);
		expect(world.do('chair', { type: 'minutes.allow', seat: 'li', allowed: true })).toEqual([]);
		world.do('chair', { type: 'minutes.allow', seat: 'li', allowed: false });
		expect(world.state.minutes.writers).toEqual([]);
		expect(world.refused('li', { type: 'minutes.allow', seat: 'li', allowed: true })).toBe(
			'not-allowed'
		);
	});
});

describe('of whom a fact tells', () => {
	it('[M5] a turn is known by the fact that began it, on the floor and after, not once taken back', () => {
		const world = discussion(people('a', 'b'), 'twelve-rules');
		for (const id of ['a', 'b']) raise(world, id, 'for');
		speak(world, 1000);
		const fact = world.events.findLast(({ type }) => type === 'queue.started')!.seq;
		expect(entryBegun(world.state, fact)).toMatchObject({ seat: 'a', stance: 'for' });
		end(world);
		expect(entryBegun(world.state, fact)).toMatchObject({ seat: 'a' });
		expect(entryBegun(world.state, fact - 1)).toBeUndefined();
		call(world);
		start(world);
		const back = world.events.at(-1)!.seq;
		expect(entryBegun(world.state, back)).toMatchObject({ seat: 'b' });
		world.do('chair', { type: 'queue.undo', at: world.state.queue.undo?.at ?? 0 });
		expect(entryBegun(world.state, back)).toBeUndefined();
		expect(entryBegun(world.state, fact)).toMatchObject({ seat: 'a' });
	});
});

describe('whose words', () => {
	/** 甲 has spoken and the turn is over. */
	function spoken(): { world: TestRoom; fact: number } {
		const world = discussion(people('a', 'b'), 'twelve-rules', ['i1', 'i2']);
		raise(world, 'a', 'against');
		speak(world, 1000);
		const { fact } = world.state.queue.speaker!;
		end(world);
		return { world, fact: fact! };
	}
	const enter = (world: TestRoom, from: string, to: string) =>
		world
			.pass(1000)
			.tell([{ type: 'runsheet.entered', body: { from, to, how: 'next', reason: null } }]);

	it('[M16] a line is said by whoever had its turn, unless it is the meeting’s or the chair’s', () => {
		const { world, fact } = spoken();
		world.do(
			'documents',
			note(
				line('g1', '太贵', { fact }),
				line('g2', '先试一个月', { fact, owner: 'meeting' }),
				line('g3', '下面看第二项', { owner: 'chair' }),
				line('g4', '窗外下雨')
			)
		);
		const whose = () => world.state.minutes.lines.map((one) => ownerOf(world.state, one));
		expect(whose()).toEqual([
			{ entry: expect.objectContaining({ seat: 'a' }) },
			{ owner: 'meeting' },
			{ owner: 'chair' },
			null
		]);
		// What was noted for nobody else has the shape it always had.
		const noted = world.events.findLast(({ type }) => type === 'minutes.noted')!;
		expect(JSON.stringify(noted.body).match(/owner/g)).toHaveLength(2);
		world.do('documents', note(line('g2', undefined, { fact })));
		expect(whose()[1]).toMatchObject({ entry: { seat: 'a' } });
	});

	it('[M16] pressed, a line goes round: the speaker where there is one, the meeting, the chair', () => {
		const round = (fact: number | null) => {
			const first = nextOwner({ fact, owner: null });
			const second = nextOwner({ fact, owner: first });
			return [first, second, nextOwner({ fact, owner: second })];
		};
		expect(round(7)).toEqual(['meeting', 'chair', null]);
		expect(round(null)).toEqual(['meeting', 'chair', 'meeting']);
	});

	it('[M17] what is open is the turn that runs, then the last one, until stage or item change', () => {
		const { world, fact } = spoken();
		expect(openNow(world.state)).toEqual({ turn: fact, owner: 'chair' });
		raise(world, 'b', 'for');
		call(world);
		// Called and not speaking yet: the last one is still being written down.
		expect(openNow(world.state).turn).toBe(fact);
		start(world);
		expect(openNow(world.state).turn).toBe(world.state.queue.speaker!.fact);
		end(world);
		world.pass(1000).do('chair', { type: 'agenda.open', item: 'i2' });
		expect(openNow(world.state)).toEqual({ turn: null, owner: 'chair' });
		world.do('chair', { type: 'agenda.close', item: 'i2' });
		expect(openNow(world.state)).toEqual({ turn: null, owner: 'meeting' });
	});

	it('[M17] nothing that is written in the next stage is the last speaker’s', () => {
		const { world } = spoken();
		enter(world, '5', '6');
		expect(openNow(world.state)).toEqual({ turn: null, owner: 'meeting' });
		enter(world, '6', '5');
		expect(openNow(world.state)).toEqual({ turn: null, owner: 'chair' });
		world.do('chair', { type: 'agenda.pause', item: 'i1' });
		world.pass(1000).do('chair', { type: 'agenda.open', item: 'i1' });
		expect(openNow(world.state).turn).toBeNull();
	});
});

describe('draft, objections, seal', () => {
	it('[M9] live, then a draft, then objections until the time, then answering', () => {
		const world = meeting();
		expect(phase(world)).toBe('live');
		const until = world.now + DAY;
		const open: MinutesCommand = { type: 'minutes.open-objections', until };
		expect(world.refused('organiser', open)).toBe('minutes-still-live');
		world.do('chair', { type: 'plan.close' });
		expect(phase(world)).toBe('draft');
		expect(world.refused('clerk', open)).toBe('not-allowed');
		world.do('organiser', open);
		expect(phase(world)).toBe('objections');
		world.pass(DAY);
		expect(phase(world)).toBe('answering');
	});

	it('[M9] the time lies ahead, at most ninety days, and is made longer without a reason', () => {
		const world = objecting();
		const until = (at: number): MinutesCommand => ({ type: 'minutes.open-objections', until: at });
		expect(world.refused('organiser', until(world.now))).toBe('until-out-of-range');
		expect(world.refused('organiser', until(world.now + 91 * DAY))).toBe('until-out-of-range');
		world.do('organiser', until(world.now + 2 * DAY));
		expect(world.state.minutes.until).toBe(world.now + 2 * DAY);
	});

	it('[M9] it is made shorter with a reason that stands in the minutes, and a day is left', () => {
		const world = objecting();
		const was = world.now + 20 * DAY;
		world.do('organiser', { type: 'minutes.open-objections', until: was });
		const sooner = (until: number, reason?: string): MinutesCommand => ({
			type: 'minutes.open-objections',
			until,
			...(reason === undefined ? {} : { reason })
		});
		const at = world.now + 2 * DAY;
		expect(world.refused('organiser', sooner(at))).toBe('until-needs-reason');
		expect(world.refused('organiser', sooner(at, '  '))).toBe('until-needs-reason');
		expect(world.refused('organiser', sooner(at, '长'.repeat(201)))).toBe('text-too-long');
		expect(world.refused('organiser', sooner(world.now + HOUR, '大家都看过了'))).toBe(
			'until-too-soon'
		);
		world.do('organiser', sooner(at, '大家都看过了'));
		expect(world.state.minutes.until).toBe(at);
		const { sooner: told } = factsOf(world.events).at(-1) as { sooner?: { reason: TextRef } };
		expect(told).toMatchObject({ was });
		expect(world.text(told!.reason)).toBe('大家都看过了');
		expect(phase(world.pass(2 * DAY))).toBe('answering');
	});

	it('[M10] who was there objects while the time runs, by phone or through the clerk', () => {
		const world = objecting();
		world.do('wang', object('wang'));
		world.do('clerk', object('li', '价格说的是十五元以内'));
		expect(world.state.minutes.objections.map(({ seat, by }) => [seat, by])).toEqual([
			['wang', null],
			['li', 'clerk']
		]);
		expect(world.refused('ding', object('ding'))).toBe('did-not-attend');
		expect(world.refused('li', object('wang'))).toBe('not-allowed');
		expect(world.refused('wang', object('wang', '  '))).toBe('text-empty');
		world.pass(DAY);
		expect(world.refused('wang', object('wang'))).toBe('objections-not-open');
	});

	it('[M10] taken down on the telephone: marked so, in the minutes too, and answered like any other', () => {
		const world = objecting();
		const call: MinutesCommand = {
			type: 'minutes.object',
			seat: 'li',
			text: '少了一句',
			phone: true
		};
		world.do('clerk', call);
		world.do('organiser', { ...call, seat: 'wang' });
		// From one's own screen it is no telephone call, whatever is claimed.
		world.do('wang', { ...call, seat: 'wang' });
		expect(world.state.minutes.objections).toMatchObject([
			{ seat: 'li', by: 'clerk', phone: true, answer: null },
			{ seat: 'wang', by: 'organiser', phone: true },
			{ seat: 'wang', by: null, phone: false }
		]);
		const facts = factsOf(world.events).filter(({ what }) => what === 'objection');
		expect(facts).toMatchObject([{ by: 'clerk' }, { by: 'organiser' }, { by: null }]);
		world.pass(DAY);
		expect(world.refused('organiser', SEAL)).toBe('objections-unanswered');
	});

	it('[M10] handed in on paper: said so, in the minutes too; a call is a call, whatever else is claimed', () => {
		const world = objecting();
		const slip: MinutesCommand = { ...object('li', '少了一句'), paper: true } as MinutesCommand;
		world.do('clerk', slip);
		world.do('clerk', { ...slip, phone: true } as MinutesCommand);
		world.do('li', slip);
		expect(
			world.state.minutes.objections.map(({ by, phone, paper }) => [by, phone, paper])
		).toEqual([
			['clerk', false, true],
			['clerk', true, undefined],
			[null, false, undefined]
		]);
		const facts = factsOf(world.events).filter(({ what }) => what === 'objection');
		expect(facts.map((one) => 'paper' in one)).toEqual([true, false, false]);
		expect(facts).toMatchObject([{ by: 'clerk', paper: true }, { by: 'clerk' }, { by: null }]);
	});

	it('[M10] ten times at most', () => {
		const world = objecting();
		for (let n = 0; n < 10; n++) world.do('wang', object('wang'));
		expect(world.refused('wang', object('wang'))).toBe('limit-reached');
		world.do('li', object('li'));
	});

	it('[M11] sealing waits for the time and for every answer', () => {
		const world = objecting();
		world.do('wang', object('wang'));
		expect(world.refused('organiser', SEAL)).toBe('objections-still-open');
		world.pass(DAY);
		expect(world.refused('organiser', SEAL)).toBe('objections-unanswered');
		const { id } = world.state.minutes.objections[0]!;
		const answer = (objection: string): MinutesCommand => ({
			type: 'minutes.answer',
			objection,
			agreed: true,
			text: '已改'
		});
		expect(world.refused('clerk', answer('none'))).toBe('no-such-objection');
		world.do('clerk', answer(id));
		expect(world.state.minutes.objections[0]!.answer).toMatchObject({ agreed: true, by: 'clerk' });
		world.do('organiser', SEAL);
		expect(phase(world)).toBe('sealed');
	});

	it('[M11] a draft cannot be sealed past the people who were there', () => {
		const world = meeting();
		expect(world.refused('organiser', SEAL)).toBe('minutes-still-live');
		world.do('chair', { type: 'plan.close' });
		expect(world.refused('organiser', SEAL)).toBe('objections-not-open');
		expect(world.refused('chair', SEAL)).toBe('not-allowed');
	});

	it('[M12] the copy stands in the journal, its words beside it, each to be erased', () => {
		const world = objecting().pass(DAY);
		world.do('organiser', {
			type: 'minutes.seal',
			upTo: 7,
			blocks: [
				{ kind: 'fact', seq: 7 },
				{ kind: 'gist', fact: 7, tag: 'agreed', relayed: false, words: '一荤两素' },
				{ kind: 'list', ordered: true, items: [[{ kind: 'paragraph', words: '第一条' }]] }
			]
		});
		const { sealed } = world.state.minutes;
		expect(sealed).toMatchObject({ by: 'organiser', upTo: 7, seq: world.events.length });
		expect(sealed!.prose.map(({ id }) => world.texts.get(id))).toEqual(['一荤两素', '第一条']);
		expect(JSON.stringify(world.events.at(-1))).not.toContain('一荤');
	});

	it('[M13] after sealing nothing changes; a correction is written after it, signed', () => {
		const world = objecting().pass(DAY);
		const correct: MinutesCommand = { type: 'minutes.correct', text: '到会二十一人', fact: 3 };
		expect(world.refused('clerk', correct)).toBe('minutes-not-sealed');
		world.do('organiser', SEAL);
		for (const command of [
			{ type: 'minutes.allow', seat: 'li', allowed: true },
			{ type: 'minutes.open-objections', until: world.now + DAY },
			SEAL
		] as MinutesCommand[])
			expect(world.refused('organiser', command)).toBe('minutes-sealed');
		expect(world.refused('documents', note(line('g1', '晚了')))).toBe('minutes-sealed');
		const before = world.state.minutes.sealed;
		world.do('clerk', correct);
		expect(world.state.minutes.errata).toMatchObject([{ by: 'clerk', fact: 3, at: world.now }]);
		expect(world.state.minutes.sealed).toBe(before);
	});
});
