import { describe, expect, it } from 'vitest';
import { attendanceInNumbers, cameRemarks } from '#lib/i18n/attendance-words.ts';
import { overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';
import { resultsOf } from '#lib/i18n/record-results.ts';
import { project } from '../directory.ts';
import { replayTexts } from '../disclosure/events.ts';
import { mayReadFactText } from '../disclosure/disclosure.ts';
import { chaptersOf, factsOf } from '../facts.ts';
import type { MinutesBlock } from '../minutes/minutes.ts';
import { opened, plan } from '../runsheet/test-meetings.ts';
import type { TestRoom } from '../test-room.ts';
import { Moments } from './journal.ts';
import { buildRecord } from './build-record.ts';
import { linesOf } from './lines.ts';
import { RecordFeed } from './record-feed.ts';
import { applyChange, type PublicRecord } from './public.ts';
import { publicRecord } from './publish.ts';
import type { MeetingRecord } from './record.ts';
import { isPublic, noticeUntil, takesComments } from './view.ts';

overwriteGetLocale(() => 'zh-Hans');
const CLERK = '孙晓彤';
const CHAIR = '周雅琴';
const DAY = 24 * 60 * 60_000;

/** The discussion is on and both members are there. */
function discussing(): TestRoom {
	const room = opened(plan(), ['王桂芳', '李建国']);
	const to = room.state.runsheet.stages.find(({ kind }) => kind === 'discussion')!.id;
	expect(room.go(to, { force: true, reason: '人都到了' })).toBe('ok');
	return room;
}

/** One turn, called and started by the chair; gives the number of its fact. */
function speaks(room: TestRoom, who: string, stance: 'for' | 'ask' = 'for'): number {
	const item = room.state.queue.item!;
	const seat = room.seat(who);
	expect(room.send(who, { type: 'queue.join', seat, item, stance })).toBe('ok');
	const entry = room.state.queue.entries.find((one) => one.seat === seat)!.id;
	room.send(CHAIR, { type: 'queue.call', item, expect: entry });
	room.send(CHAIR, { type: 'queue.start', entry });
	const { seq } = room.events.at(-1)!;
	room.pass(60_000);
	expect(room.send(CHAIR, { type: 'queue.end', entry })).toBe('ok');
	return seq;
}

function record(room: TestRoom, blocks: MinutesBlock[] = []): MeetingRecord {
	const { state, events } = room;
	return buildRecord({ state, seq: events.length, head: '', facts: factsOf(events), blocks });
}

function shown(room: TestRoom, version = 'v1', blocks: MinutesBlock[] = []): PublicRecord {
	const may = {
		...{ version, open: isPublic(room.state), takes: takesComments(room.state, room.now) },
		signer: { publicKey: '', fingerprint: '' }
	};
	const { roll } = room.state;
	const opened = room.state.plan.openedAt !== null;
	const people = project(room.hidden.roll, 'public', {
		...{ publicNames: 'surname' as const, opened, body: false },
		roll
	});
	return publicRecord(record(room, blocks), may, people, (id) =>
		mayReadFactText(room.state, id, 'public') ? room.texts.get(id) : undefined
	);
}

const gist = (
	fact: number | null,
	text: string,
	tag: 'agreed' | 'to-check' | null = null
): MinutesBlock => ({
	kind: 'gist',
	id: `g${text}`,
	fact,
	owner: null,
	tag,
	relayed: false,
	words: [{ text, bold: false }]
});

describe('the record', () => {
	it('[D3] holds every fact once, wherever and however often the document has it', () => {
		const room = discussing();
		const first = speaks(room, '王桂芳');
		const second = speaks(room, '李建国');
		const blocks: MinutesBlock[] = [
			{ kind: 'fact', seq: second },
			{ kind: 'fact', seq: second },
			{ kind: 'fact', seq: 99_999 }
		];
		const seqs = record(room, blocks).lines.map(({ seq }) => seq);
		expect(seqs.filter((seq) => seq === first)).toHaveLength(1);
		expect(seqs.filter((seq) => seq === second)).toHaveLength(1);
		expect(seqs).not.toContain(99_999);
		expect(seqs).toEqual(factsOf(room.events).map(({ seq }) => seq));
	});

	it('[A24] what was written as the result stands first, and no other note', () => {
		const room = discussing();
		const note = (stage: string, text: string) =>
			expect(room.send(CLERK, { type: 'runsheet.note', stage, text })).toBe('ok');
		note('discussion', '先说用途。');
		note('result', '验收后开业。');
		const results = resultsOf(record(room).lines);
		expect(results.map(({ text }) => room.text(text))).toEqual(['验收后开业。']);
	});

	it('[D4] a line has time, who, role and type; a turn its number and what the clerk wrote', () => {
		const room = discussing();
		speaks(room, '王桂芳');
		const again = speaks(room, '王桂芳');
		const tree = record(room, [gist(again, '离得近、干净就行。', 'agreed')]);
		const line = tree.lines.find(({ seq }) => seq === again)!;
		expect(line).toMatchObject({
			id: `f${again}`,
			type: 'speech',
			seat: room.seat('王桂芳'),
			role: 'member',
			nth: 2,
			gist: [{ tag: 'agreed' }]
		});
		expect(line.at).toBe(room.events[again - 1]!.at);
		expect(tree.tagged.agreed).toMatchObject([{ line: line.id, seat: room.seat('王桂芳') }]);
	});

	it('[D4] a new line looks nobody up of whom the lines before it tell', () => {
		const room = discussing();
		for (const who of ['王桂芳', '李建国', '王桂芳']) speaks(room, who);
		const { state, events } = room;
		let lookUps = 0;
		const get = (of: typeof state.roll.seats, key: string) => ((lookUps += 1), of[key]!);
		const roll = { ...state.roll, seats: new Proxy(state.roll.seats, { get }) };
		const facts = factsOf(events);
		const before = linesOf({ ...state, roll }, facts.slice(0, -1), []);
		lookUps = 0;
		const lines = linesOf({ ...state, roll }, facts, []);
		expect(lookUps).toBe(1);
		expect(lines.slice(0, -1)).toEqual(before);
	});

	it('[D4] what is to be checked and belongs to no turn is a task', () => {
		const tree = record(discussing(), [gist(null, '补贴标准问街道。', 'to-check')]);
		expect(tree.lines.find(({ body }) => body.is === 'gist')).toMatchObject({ type: 'task' });
	});

	it('[D1] opens with at most eight lines; all are checked before one is stored', () => {
		const room = discussing();
		const lines = (n: number) => Array.from({ length: n }, (_, i) => `第${i + 1}件`);
		const write = (decided: string[], open: string[] = []) =>
			room.send(CLERK, { type: 'record.summarise', decided, open, doable: ['  '] });
		const before = room.texts.size;
		expect(write(lines(8), ['多一件'])).toBe('too-many');
		expect(write(['好'.repeat(81)])).toBe('text-too-long');
		expect(room.texts.size).toBe(before);
		expect(write(lines(7), ['晚餐'])).toBe('ok');
		const { summary } = record(room);
		expect(summary!.decided.map((ref) => room.text(ref))).toEqual(lines(7));
		expect(summary!.doable).toEqual([]);
		expect(
			room.send('王桂芳', { type: 'record.summarise', decided: [], open: [], doable: [] })
		).toBe('not-allowed');
	});

	it('[D2] before it is public readers see what was announced and nothing that was said', () => {
		const room = discussing();
		speaks(room, '王桂芳');
		room.send(CLERK, { type: 'record.summarise', decided: ['办'], open: [], doable: [] });
		expect(room.send('organiser', { type: 'record.set', publish: 'sealed' })).toBe('ok');
		const { open, record: tree, texts } = shown(room);
		expect(open).toBe(false);
		expect(tree).toMatchObject({ lines: [], summary: null, comments: [] });
		expect(tree.attendance).toMatchObject({ came: 0, people: [] });
		expect(tree.fairness.turns).toBe(0);
		expect(Object.values(texts)).toContain('老年食堂怎么办');
		expect(Object.values(texts)).not.toContain('办');
		expect(room.send('organiser', { type: 'record.set', publish: 'live' })).toBe('ok');
		expect(shown(room).record.lines.length).toBeGreaterThan(0);
	});

	it('[D5] [F46] names by the privacy rule, no reason for being away, nobody’s silence', () => {
		const room = discussing();
		speaks(room, '王桂芳');
		const seat = room.seat('李建国');
		const leave = { type: 'attendance.leave', seat, reason: '去医院透析' } as const;
		expect(room.send('李建国', leave)).toBe('ok');
		const all = JSON.stringify(shown(room));
		expect(all).toContain('王**');
		for (const secret of ['王桂芳', '李建国', '透析']) expect(all).not.toContain(secret);
		expect(shown(room).record.fairness.silent).toEqual([]);
		const told = replayTexts(room.events, room.state, 'public').map((id) => room.texts.get(id));
		expect(told).not.toContain('去医院透析');
		expect(told).toContain('老年食堂怎么办');
	});

	it('[D12] the desk reads who votes for whom by a written form, everybody how many', () => {
		const room = opened(plan(), ['王桂芳', '李建国', '张伟']);
		const [wang, li, zhang] = ['王桂芳', '李建国', '张伟'].map((name) => room.seat(name));
		expect(room.send(CLERK, { type: 'attendance.undo-sign-in', seat: wang! })).toBe('ok');
		for (const [principal, proxy] of [
			[wang!, li!],
			[zhang!, li!]
		] as const) {
			const form = { form: '书面委托书', sameHome: false };
			expect(room.send(CLERK, { type: 'ballots.proxy', principal, proxy, ...form })).toBe('ok');
		}
		const { attendance } = record(room);
		const [first, , last] = attendance.people;
		const words = { name: (seat: string) => (seat === li ? '李建国' : seat) };
		expect(cameRemarks(first!, words)).toBe('委托李建国投票');
		expect(cameRemarks(last!, words)).toContain('委托李建国投票');
		// Who is here votes themselves.
		expect(attendance.how.proxies).toBe(1);
		expect(attendanceInNumbers(attendance)).toContain('没来、书面委托别人投票1人。');
		expect(shown(room).record.attendance).toMatchObject({ people: [], how: { proxies: 1 } });
		expect(shown(opened()).record.attendance.how.proxies).toBe(0);
	});

	it('[D12] whoever looked on stands as 旁听, beside the name and in numbers (S2.47)', () => {
		const room = opened(plan(), ['王桂芳']);
		const name = '何静';
		const entry = { name, title: '街道办', building: '', role: 'observer', votes: false } as const;
		const how = { official: true, channel: 'hall', hasPhone: true } as const;
		room.send(CLERK, { type: 'roll.add', entries: [{ ...entry, ...how }] });
		room.send(CLERK, { type: 'attendance.sign-in', seat: room.seat(name) });
		const { attendance } = record(room);
		expect(attendanceInNumbers(attendance)).toContain('旁听1人。');
		const line = attendance.people.find(({ seat }) => seat === room.seat(name))!;
		expect(cameRemarks(line, { name: (seat) => seat })).toMatch(/^旁听/u);
		expect(shown(room).record.attendance.how, 'names nobody').toMatchObject({ observers: 1 });
	});

	it('[D12] numbers are sentences where nobody has come yet, too', () => {
		const room = opened(plan(), ['王桂芳']);
		room.send(CLERK, { type: 'attendance.undo-sign-in', seat: room.seat('王桂芳') });
		expect(attendanceInNumbers(record(room).attendance)).toMatch(/^应到1人，实到0人。请假0人/u);
	});

	it('[D5] a comment under review is in no version of the record', () => {
		const room = discussing();
		const words = { name: '丁淑华', building: '9号楼', text: '门口要有坡道。' };
		room.send('door', { type: 'comments.leave', comment: 'w1', how: 'self', ...words });
		expect(JSON.stringify(shown(room))).not.toContain('坡道');
		room.send(CLERK, { type: 'comments.publish', comment: 'w1' });
		expect(JSON.stringify(shown(room))).toContain('9号楼 丁某');
	});

	it('[D6] the notice period ends when the organiser says, else seven days after closing', () => {
		const room = discussing();
		expect(noticeUntil(room.state)).toBeNull();
		room.send(CHAIR, { type: 'plan.close' });
		expect(noticeUntil(room.state)).toBe(room.now + 7 * DAY);
		const until = room.now + 5 * DAY;
		expect(room.send('organiser', { type: 'record.set', noticeUntil: room.now - DAY })).toBe(
			'ends-before-start'
		);
		expect(room.send('organiser', { type: 'record.set', noticeUntil: until })).toBe('ok');
		expect(noticeUntil(room.state)).toBe(until);
	});

	it('a reader who follows has the same record as one who asks for the whole', () => {
		const room = discussing();
		const feed = new RecordFeed();
		const told = (version: PublicRecord) =>
			feed.next({ ...version, text: (id) => version.texts[id] }, 'all');
		let mine = shown(room, 'v0');
		expect(told(mine)).toBeNull();
		let n = 0;
		const follow = (blocks: MinutesBlock[] = []) => {
			const next = shown(room, `v${(n += 1)}`, blocks);
			mine = applyChange(mine, told(next)!)!;
			expect(mine.record).toEqual(next.record);
			for (const [id, body] of Object.entries(next.texts)) expect(mine.texts[id]).toBe(body);
		};
		const seq = speaks(room, '王桂芳');
		follow();
		follow([gist(seq, '离得近就行。')]);
		follow([{ kind: 'fact', seq }, gist(seq, '离得近、干净就行。')]);
		room.texts.set(room.state.plan.details!.matter.id, null as never);
		follow();
		speaks(room, '李建国');
		follow();
		expect(applyChange(mine, { ...told(mine)!, from: 'other' })).toBeNull();
	});

	it('[D8] any moment is the fold up to it; chapters are stages, items and turns', () => {
		const room = discussing();
		const seq = speaks(room, '王桂芳');
		const moments = new Moments(room.events);
		const at = room.events[seq - 1]!.at;
		const count = moments.countAt(at);
		expect(room.events[count - 1]!.at).toBeLessThanOrEqual(at);
		expect(room.events[count]?.at ?? Infinity).toBeGreaterThan(at);
		expect(moments.after(room.events.length)).toEqual(room.state);
		expect(moments.after(seq).queue.speaker?.entry.seat).toBe(room.seat('王桂芳'));
		expect(moments.after(seq - 1).queue.speaker?.startedAt).toBeNull();
		const chapters = chaptersOf(factsOf(room.events)).map(({ is }) => is);
		expect(chapters).toEqual(['stage', 'item', 'turn']);
	});

	it('[D8] a round of cards is entered where it is asked, where it is shown and at its result', () => {
		const question = { id: 't1', hash: '' };
		const fact = { at: 0, actor: 'chair', kind: 'procedure' } as const;
		const chapters = chaptersOf([
			{ ...fact, seq: 5, what: 'cards-asked', question },
			{ ...fact, seq: 6, what: 'cards-shown', cards: 12, people: 9, papers: 3 },
			{ ...fact, seq: 7, what: 'cards-result', board: 'b1', groups: [], rest: [] }
		]);
		expect(chapters).toEqual([
			{ seq: 5, at: 0, is: 'cards-asked', question },
			{ seq: 6, at: 0, is: 'cards-shown', cards: 12 },
			{ seq: 7, at: 0, is: 'cards-result' }
		]);
	});
});
