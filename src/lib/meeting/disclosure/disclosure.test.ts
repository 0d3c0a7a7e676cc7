/** What may leave a meeting for whom, in every phase: state, events and texts by one table. */
import { describe, expect, it } from 'vitest';
import { eventFor, replayTexts } from './events.ts';
import { seen, type Fields, type Node, CLEARANCES, type Clearance } from './decision.ts';
import { changedTexts, mayReadText, stateFor, turnsPublic, visibleTexts } from './disclosure.ts';
import { evolve, fold } from '../evolve.ts';
import { keepsBack } from './projected.ts';
import { emptyMeeting } from '../meeting.ts';
import type { SliceName } from '../registry.ts';
import { RULES } from '../rules.ts';
import type { TextId } from '../names.ts';
import { gather } from '../record/find-references.ts';
import type { RollEntry } from '../roll/roll.ts';
import { Round } from '../cards/test-round.ts';
import { plan, prepared } from '../runsheet/test-meetings.ts';
import type { TestRoom } from '../test-room.ts';

const CHAIR = '周雅琴';
const CLERK = '孙晓彤';

/** A meeting in which every kind of word was said, in the order of its phases; each step is kept. */
function busy(publish: 'live' | 'sealed' = 'live'): TestRoom {
	const draft = {
		record: publish,
		outsideLink: 'https://video.example/geheim',
		background: '背景'
	};
	const room = prepared(plan({}, draft), ['王桂芳', '李建国']);
	const [wang, li] = [room.seat('王桂芳'), room.seat('李建国')];
	const send = (who: string, command: Parameters<TestRoom['send']>[1]) =>
		expect(room.send(who, command), command.type).toBe('ok');
	const change = { hasPhone: false, title: '独居老人代表' };
	send('organiser', { type: 'roll.change', seat: wang, change });
	const helper: RollEntry = {
		...{ name: '何静', building: '', title: '', votes: false, official: true, hasPhone: true },
		role: 'helper',
		channel: 'hall'
	};
	send('organiser', { type: 'roll.add', entries: [helper] });
	send('organiser', { type: 'roll.help', helper: room.seat('何静'), seats: [wang] });
	send('李建国', { type: 'attendance.rsvp', seat: li, rsvp: 'leave', reason: '住院' });
	send('王桂芳', { type: 'agenda.propose', seat: wang, title: '加装电梯', why: '腿脚不便' });
	send('organiser', { type: 'plan.open' });
	send(CLERK, { type: 'attendance.sign-in-all', seats: [wang, li] });
	const [first] = room.state.runsheet.stages;
	send(CLERK, { type: 'runsheet.note', stage: first!.id, text: '记在签到' });
	expect(room.go('discussion', { force: true, reason: '时间不够' })).toBe('ok');
	const item = room.state.agenda.items[0]!.id;
	send('王桂芳', { type: 'queue.join', seat: wang, item, stance: 'for' });
	const entry = room.state.queue.entries[0]!.id;
	send(CHAIR, { type: 'queue.call', item, expect: entry });
	send('王桂芳', { type: 'queue.start', entry, writing: true });
	send('王桂芳', { type: 'queue.write', entry, text: '写的话' });
	send(CHAIR, { type: 'queue.end', entry });
	send(CLERK, { type: 'record.summarise', decided: ['草稿一行'], open: [], doable: [] });
	send(CLERK, { type: 'record.summarise', decided: ['定了这个'], open: [], doable: [] });
	return room;
}

const textOf = (room: TestRoom, clearance: Clearance) =>
	Object.values(visibleTexts(room.state, room.texts, clearance));

describe('the table', () => {
	const paths = (value: unknown, node: unknown, path: string): string[] => {
		if (value === null || value === undefined) return [];
		if (node === undefined) return [path];
		if (typeof (node as { is?: unknown }).is === 'string') return [];
		if (Array.isArray(value)) return value.flatMap((one) => paths(one, node, path));
		if (typeof value !== 'object') return [path];
		const branch = node as Record<string, unknown>;
		return Object.entries(value).flatMap(([key, one]) =>
			paths(one, branch.each ?? branch[key], `${path}.${key}`)
		);
	};

	it('[F46] every field that a state really has was decided about', () => {
		const round = new Round();
		round.go('writing');
		round.write('甲', '卡片');
		round.go('revealed', true);
		expect(round.board.cards).toHaveLength(1);
		for (const state of [busy().state, round.room.state])
			for (const [slice, part] of Object.entries(state))
				expect(paths(part, RULES[slice as SliceName].disclosure.fields, slice)).toEqual([]);
	});

	it('a field that nobody decided about does not compile', () => {
		const why = 'told in the hall';
		const whole: Fields<{ known: string; deep: { fresh?: number }[] }> = {
			known: seen(why),
			deep: { fresh: seen(why) }
		};
		// @ts-expect-error: `fresh` was added to the state, and nobody said who may read it.
		const lacking: Fields<{ known: string; deep: { fresh?: number }[] }> = { ...whole, deep: {} };
		expect(lacking).not.toEqual(whole);
	});

	it('[D10] a slice that keeps a field from some readers says what its events tell them', () => {
		const keeping = Object.entries(RULES).filter(([, { disclosure }]) =>
			keepsBack(disclosure.fields as Node)
		);
		expect(keeping.map(([slice]) => slice).sort()).toEqual(['ballots', 'roll']);
		for (const [slice, { disclosure }] of keeping)
			expect(disclosure, slice).toHaveProperty('eventFor');
	});

	it('every text that stands anywhere in a state is found by it', () => {
		const { state } = busy();
		const refs = new Set<TextId>();
		gather(state, new Set(), refs);
		const bodies = new Map([...refs].map((id) => [id, id] as const));
		expect(refs.size).toBeGreaterThan(10);
		for (const id of refs) expect(mayReadText(state, id, 'desk')).toBe(true);
		const known = CLEARANCES.flatMap((one) => Object.keys(visibleTexts(state, bodies, one)));
		expect([...refs].filter((id) => !known.includes(id))).toEqual([]);
	});
});

describe('a reader’s own meeting', () => {
	it.each(['room', 'public'] as const)(
		'for %s the events fold to the state, and the texts told of are those to be read',
		(clearance) => {
			const room = busy();
			let [before, theirs] = [emptyMeeting(), emptyMeeting()];
			let told = new Set<TextId>();
			for (const event of room.events) {
				const after = evolve(before, event);
				const anew = clearance === 'public' && turnsPublic(before, after);
				theirs = anew ? stateFor(after, clearance) : evolve(theirs, eventFor(event, clearance));
				expect(theirs, event.type).toEqual(stateFor(after, clearance));
				const { shown, withdrawn } = changedTexts(before, after, clearance);
				const whole = new Set(Object.keys(visibleTexts(after, room.texts, clearance)));
				told = anew ? whole : new Set([...told, ...shown]);
				for (const id of withdrawn) told.delete(id);
				expect([...told].sort(), event.type).toEqual([...whole].sort());
				before = after;
			}
		}
	);

	it('before the opening strangers read the invitation and nobody’s seat', () => {
		const room = prepared(plan(), ['王桂芳', '李建国']);
		const li = room.seat('李建国');
		room.send('李建国', { type: 'attendance.rsvp', seat: li, rsvp: 'leave', reason: '住院' });
		room.send('李建国', { type: 'agenda.propose', seat: li, title: '加装电梯' });
		const state = stateFor(room.state, 'public');
		expect(Object.values(state.roll.seats).map(({ role }) => role)).toEqual(['chair', 'clerk']);
		const { attendance, queue, cards } = emptyMeeting();
		expect(state).toMatchObject({ attendance, queue, cards, agenda: { proposals: [] } });
		expect(textOf(room, 'public')).toContain('老年食堂怎么办');
		expect(textOf(room, 'public')).not.toContain('加装电梯');
		expect(textOf(room, 'room')).toContain('加装电梯');
	});

	it('who has no phone is the desk’s, who is helped the room’s', () => {
		const room = busy();
		const wang = room.seat('王桂芳');
		const seat = (clearance: Clearance) => stateFor(room.state, clearance).roll.seats[wang]!;
		expect(seat('desk')).toMatchObject({ hasPhone: false, helper: room.seat('何静') });
		expect(seat('room')).toMatchObject({ hasPhone: true, helper: room.seat('何静') });
		expect(seat('public')).toMatchObject({ hasPhone: true, helper: null });
		expect(stateFor(room.state, 'desk')).toBe(room.state);
	});
});

describe('texts', () => {
	it('[D2] while the record is not public strangers read what was announced and nothing that was said', () => {
		const room = busy('sealed');
		const said = ['写的话', '记在签到', '定了这个'];
		for (const words of said) expect(textOf(room, 'public')).not.toContain(words);
		for (const words of said) expect(textOf(room, 'room')).toContain(words);
		expect(textOf(room, 'public')).toContain('背景');
		const before = room.state;
		room.send('organiser', { type: 'record.set', publish: 'live' });
		expect(turnsPublic(before, room.state)).toBe(true);
		for (const words of said) expect(textOf(room, 'public')).toContain(words);
	});

	it('drafts, proposals nobody has answered and links for the invited are no stranger’s', () => {
		const room = busy();
		for (const words of ['草稿一行', '加装电梯', '腿脚不便', 'https://video.example/geheim'])
			expect(textOf(room, 'public')).not.toContain(words);
		expect(textOf(room, 'room')).not.toContain('草稿一行');
		const { id } = room.state.agenda.proposals[0]!;
		const accept = { parent: null, kind: 'speech', minutes: 5 } as const;
		room.send(CHAIR, { type: 'agenda.accept', proposal: id, ...accept });
		expect(textOf(room, 'public')).toContain('加装电梯');
		expect(textOf(room, 'public')).not.toContain('腿脚不便');
	});

	it('[K26] a hidden card’s words are the desk’s alone, with the whole it was split from, until shown again', () => {
		const round = new Round();
		round.go('writing');
		round.write('甲', '骂人的话和好话');
		round.write('乙', '别的');
		round.go('revealed', true);
		round.go('grouping', true);
		const { room } = round;
		const parts = ['骂人的话', '好话'].map((text) => ({ text, stance: 'idea' as const }));
		expect(round.send(CHAIR, { type: 'cards.split', card: 'c1', parts })).toBe('ok');
		const part = round.board.cards.find(({ from }) => from === 'c1')!;
		const before = room.state;
		round.send(CHAIR, { type: 'cards.hide', card: part.id, reason: '不文明' });
		for (const clearance of ['room', 'public'] as const) {
			room.send('organiser', { type: 'record.set', publish: 'live' });
			const words = textOf(room, clearance);
			expect(words).toContain('好话');
			expect(words).toContain('不文明');
			for (const one of ['骂人的话', '骂人的话和好话']) expect(words).not.toContain(one);
			const replayed = replayTexts(room.events, room.state, clearance);
			expect(replayed.map((id) => room.texts.get(id))).not.toContain('骂人的话');
		}
		expect(changedTexts(before, room.state, 'room').withdrawn).toHaveLength(2);
		expect(textOf(room, 'desk')).toContain('骂人的话');
		round.send(CHAIR, { type: 'cards.hide', card: part.id, reason: null });
		expect(textOf(room, 'room')).toContain('骂人的话和好话');
	});

	it('[D8] a replay shows again what was said, and drafts only where they still stand', () => {
		const room = busy();
		room.send('organiser', { type: 'record.set', publish: 'live' });
		const words = replayTexts(room.events, room.state, 'public').map((id) => room.texts.get(id));
		for (const one of ['写的话', '定了这个', '时间不够', '背景']) expect(words).toContain(one);
		for (const one of ['草稿一行', '加装电梯', '腿脚不便']) expect(words).not.toContain(one);
		const theirs = room.events.map((event) => eventFor(event, 'public'));
		expect(fold(emptyMeeting(), theirs).roll.seats[room.seat('王桂芳')]!.hasPhone).toBe(true);
	});
});
