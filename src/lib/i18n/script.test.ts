import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { opened, plan, prepared } from '#lib/meeting/runsheet/test-meetings.ts';
import type { TestRoom } from '#lib/meeting/test-room.ts';
import { pressFor } from '#lib/meeting/runsheet/press.ts';
import { scriptFor } from '#lib/meeting/runsheet/script.ts';
import { floorOf } from '#lib/meeting/runsheet/script/floor.ts';
import { NOBODY, SCRIPT_KEYS, WHO_KEYS } from '#lib/meeting/runsheet/script/line.ts';
import { TEMPLATES } from '#lib/meeting/runsheet/templates.ts';
import { nextStage } from '#lib/meeting/runsheet/view.ts';
import type { Stance } from '#lib/meeting/queue/queue.ts';
import { overwriteGetLocale } from './paraglide/runtime.js';
import { asSentence, formatLine, formatPress, formatSeconds } from './script.ts';

const MEMBERS = ['王桂芳', '李建国', '赵敏', '刘玉珍', '宋立军'];
const LOCALES = ['zh-Hans', 'zh-Hant', 'en'] as const;

/** The lines of this moment; `erased` is a seat whose name is gone. */
function lines(room: TestRoom, locale: (typeof LOCALES)[number] = 'zh-Hans', erased?: string) {
	overwriteGetLocale(() => locale);
	const words = {
		person: (seat: string) => (seat === erased ? null : room.person(seat)),
		text: (ref: { id: string; hash: string }) => room.text(ref)
	};
	const floor = floorOf(room.state, room.now);
	return scriptFor(room.state, { floor, words, now: room.now });
}

/** What is to be read. */
function said(room: TestRoom, locale?: (typeof LOCALES)[number], erased?: string): string[] {
	return lines(room, locale, erased)
		.filter((line) => !line.optional)
		.map(formatLine);
}

/** What may be left out. */
function optional(room: TestRoom, locale?: (typeof LOCALES)[number]): string[] {
	return lines(room, locale)
		.filter((line) => line.optional)
		.map(formatLine);
}

function press(room: TestRoom, locale: (typeof LOCALES)[number] = 'zh-Hans'): string {
	overwriteGetLocale(() => locale);
	return formatPress(pressFor(room.state, floorOf(room.state, room.now)), {
		name: (seat) => room.person(seat)!.name,
		item: (id) => room.text(room.state.agenda.items.find((item) => item.id === id)!.title)!
	});
}

function raise(room: TestRoom, name: string, stance: Stance): void {
	const seat = room.seat(name);
	const item = room.state.queue.item!;
	const point = stance === 'order' ? ({ point: 'split-question' } as const) : {};
	room.pass(1_000);
	expect(room.send(name, { type: 'queue.join', seat, item, stance, ...point })).toBe('ok');
}

function call(room: TestRoom): void {
	const expected = floorOf(room.state, room.now).next!.seat;
	const entry = room.state.queue.entries.find((one) => one.seat === expected)!.id;
	const item = room.state.queue.item!;
	expect(room.send('周雅琴', { type: 'queue.call', item, expect: entry })).toBe('ok');
}

function start(room: TestRoom): void {
	const entry = room.state.queue.speaker!.entry.id;
	expect(room.send('周雅琴', { type: 'queue.start', entry })).toBe('ok');
}

function end(room: TestRoom): void {
	const entry = room.state.queue.speaker!.entry.id;
	expect(room.send('周雅琴', { type: 'queue.end', entry })).toBe('ok');
}

function clerkComes(room: TestRoom): void {
	const seat = room.seat('孙晓彤');
	expect(room.send('孙晓彤', { type: 'attendance.sign-in', seat })).toBe('ok');
}

describe('the chair reads (X2)', () => {
	it('[T30] a welcome with the numbers of the hall', () => {
		const room = prepared(plan(), MEMBERS);
		expect(said(room)).toEqual(['会还没开。人差不多了，就按“开会”。']);
		room.send('周雅琴', { type: 'plan.open' });
		const seats = MEMBERS.slice(0, 2).map((name) => room.seat(name));
		room.send('孙晓彤', { type: 'attendance.sign-in-all', seats });
		clerkComes(room);
		expect(said(room)).toEqual([
			'各位邻居，大家好，谢谢大家来。今天商量“老年食堂怎么办”。',
			'请扫大屏上的码签到；没带手机的，请找记录员。',
			'应到5人，现在到了2人。',
			'再到1人就够数了，请稍等。'
		]);
		expect(press(room)).toBe('念完按两次“下一环节：说明议题”');
	});

	it('[T30] nobody is sent to a clerk whom the meeting has not, nor counted against an empty list', () => {
		const room = opened(plan());
		expect(said(room)[1]).toContain('到我这里');
		clerkComes(room);
		expect(said(room)[1]).toContain('记录员');
		const { roll, ...state } = room.state;
		const order = roll.order.filter((seat) => roll.seats[seat]!.role === 'chair');
		const alone = { ...state, roll: { ...roll, order } };
		const words = { person: () => null, text: () => null };
		const read = scriptFor(alone, { floor: NOBODY, words, now: room.now });
		expect(read.filter((line) => !line.optional).map(formatLine)).toEqual([
			'请扫码签到；没带手机的，请到我这里来签。'
		]);
	});

	it('[T30] every button is called by its name, for whoever has no keyboard', () => {
		const room = opened(plan(), MEMBERS);
		for (const stage of ['signin', 'parties', 'rules', 'discussion', 'result', 'notice']) {
			if (stage !== 'signin') room.go(stage);
			for (const locale of LOCALES)
				expect(press(room, locale)).not.toMatch(/空格|空白鍵|Space|\bN\b/);
		}
	});

	it('[T30] the matter, and nothing where nothing was written', () => {
		const room = opened(plan({}, { decides: '用途。', policies: [{ text: '先办许可。' }] }));
		room.go('matter');
		expect(said(room)).toEqual([
			'下面是第二个环节：说明议题。',
			'今天商量的是：是否、怎样办老年食堂？',
			'今天要定的是：用途。',
			'政策依据有1条，我念一遍，请看大屏。',
			'先办许可。'
		]);
	});

	it('[T30] never that all have spoken where nobody has', () => {
		const room = opened(plan());
		room.go('discussion');
		expect(said(room)).toEqual([
			'下面是第五个环节：组织讨论。',
			'下面商量第一项“用途”。',
			'这一项今天要商量出：办不办老年食堂。'
		]);
	});

	it('[T30] who is introduced, one after another', () => {
		const room = opened(plan(), MEMBERS);
		room.go('parties');
		expect(said(room)[1]).toContain('今天来商量的有5位');
		expect(press(room)).toBe('念完按“介绍王桂芳”');
		room.send('周雅琴', { type: 'runsheet.introduce', seat: room.seat('宋立军') });
		expect(said(room)).toEqual(['这位是宋立军，1号楼居民代表。']);
		expect(press(room)).toBe('念完按两次“下一环节：宣读规则”');
	});

	it('[T30] [T7] the rules word by word as long as they may be read, and whose consent is missing', () => {
		const room = opened(plan(), MEMBERS);
		room.go('rules');
		const lines = room.state.plan.rules!.lines.map((text) => text['zh-Hans']);
		expect(said(room).slice(2, -1)).toEqual(lines);
		room.send('赵敏', { type: 'runsheet.acknowledge', seat: room.seat('赵敏') });
		// One who knows them is faster than the chair: the lines stay to be read.
		expect(said(room).slice(1, -1)).toEqual(lines);
		expect(said(room).at(-1)).toBe(
			'已有1人确认，共5人。还请王桂芳、李建国、刘玉珍、宋立军确认一下。'
		);
		const seats = MEMBERS.map((name) => room.seat(name));
		room.send('孙晓彤', { type: 'runsheet.acknowledge-hall', seats });
		expect(said(room)).toEqual(['规则确认完了（5人），谢谢大家。']);
	});

	it('[T30] who is next and why, from the first hand to the last word', () => {
		const room = opened(plan(), MEMBERS);
		room.go('discussion');
		expect(said(room)).toEqual([
			'下面是第五个环节：组织讨论。',
			'下面商量第一项“用途”。',
			'这一项今天要商量出：办不办老年食堂。',
			'这件事还有5位没说过，愿意说的请举手。'
		]);
		expect(press(room)).toBe('等人举手');
		raise(room, '王桂芳', 'for');
		raise(room, '李建国', 'for');
		raise(room, '赵敏', 'against');
		raise(room, '刘玉珍', 'ask');
		expect(said(room).at(-1)).toBe('下面请持赞成意见、这件事还没说过的王桂芳发言，两分钟。');
		call(room);
		expect(said(room)).toEqual(['请王桂芳开始，两分钟。']);
		expect(press(room)).toBe('王桂芳一开口，就按“开始”计时');
		start(room);
		room.pass(10_000);
		expect(said(room).join('')).toBe(
			'谢谢王桂芳。下面请持反对意见、这件事还没说过的赵敏发言，两分钟。'
		);
		expect(press(room)).toBe('王桂芳说完，按“说完了”');
		room.pass(85_000);
		expect(said(room)[0]).toBe('提醒一下，还有30秒。');
		room.pass(30_000);
		expect(said(room)[0]).toBe('谢谢王桂芳，时间到了，请用一句话说完。');
		end(room);
		expect(said(room)[0]).toBe('谢谢王桂芳。');
		raise(room, '宋立军', 'order');
		expect(said(room)[1]).toBe('宋立军提程序问题，先请宋立军说。');
		call(room);
		expect(said(room)).toEqual(['宋立军，请说您的程序问题。']);
		start(room);
		end(room);
		for (const name of ['赵敏', '李建国']) {
			expect(press(room)).toBe(`念完按“请下一位：${name}”`);
			call(room);
			start(room);
			end(room);
		}
		expect(said(room)[1]).toBe('下面请要提问、这件事还没说过的刘玉珍发言，两分钟。');
		call(room);
		start(room);
		end(room);
		raise(room, '王桂芳', 'for');
		expect(said(room)[1]).toBe('下面请持赞成意见的王桂芳就这件事第2次发言，两分钟。');
		room.send('周雅琴', { type: 'runsheet.calm', seconds: 60 });
		expect(said(room)).toEqual(['请大家静一静，歇口气，一会儿接着说。']);
		expect(press(room)).toBe('想早点接着说，就按“接着说”');
	});

	it('[T30] an empty list leads to the next item, and only the last one out of the stage', () => {
		const room = opened(plan(), MEMBERS);
		room.go('discussion');
		const titles = room.state.agenda.items.map((item) => room.text(item.title)!);
		for (const next of titles.slice(1)) {
			raise(room, '李建国', 'for');
			call(room);
			start(room);
			end(room);
			expect(press(room)).toBe(`按“开始说：${next}”`);
			const item = room.state.agenda.items.find((one) => one.status === 'waiting')!.id;
			expect(room.send('周雅琴', { type: 'agenda.open', item })).toBe('ok');
			expect(press(room)).toBe('等人举手');
		}
		raise(room, '李建国', 'for');
		call(room);
		start(room);
		end(room);
		expect(press(room)).toBe('念完按两次“下一环节：形成结果”');
	});

	it('[T30] nobody is invited to raise a hand where something else comes next', () => {
		const room = opened(plan(), MEMBERS);
		room.go('discussion');
		const words = { person: room.person.bind(room), text: room.text.bind(room) };
		const read = scriptFor(room.state, { floor: NOBODY, words, now: room.now, silent: true });
		expect(read.map(({ key }) => key)).toEqual(['stage', 'item', 'item_goal']);
	});

	it('[T30] a round table begins with its first round', () => {
		const room = opened({ ...plan(), preset: 'round-robin' }, MEMBERS);
		room.go('discussion');
		expect(press(room)).toBe('按“开始第一轮”');
		const item = room.state.queue.item!;
		expect(room.send('周雅琴', { type: 'queue.next-round', item, round: 1 })).toBe('ok');
		expect(press(room)).toBe('念完按“请下一位：王桂芳”');
	});

	it('[T30] what the clerk wrote, and goodbye', () => {
		const room = opened();
		room.go('result');
		expect(said(room)[1]).toBe('下面定结果。一条一条说清楚：谁来办、怎么办、什么时候办完。');
		room.send('孙晓彤', { type: 'runsheet.note', stage: 'result', text: '用房办食堂。' });
		expect(said(room)).toEqual(['记下的是：', '用房办食堂。', '大家听一听，这样写行不行？']);
		room.go('notice');
		expect(said(room).at(-1)).toBe('今天的会就到这里，谢谢大家。');
		expect(press(room)).toBe('念完按“散会”两次');
		room.send('周雅琴', { type: 'plan.close' });
		expect([said(room), press(room)]).toEqual([
			['会开完了。接下来整理会议记录，大家可以提异议，再封存。'],
			''
		]);
	});

	it('[T30] never an empty moment in any stage of any template and language', () => {
		for (const template of TEMPLATES) {
			const room = opened(
				plan({ template: template.id, preset: template.preset }, { urgentReason: '急' }),
				MEMBERS
			);
			for (;;) {
				for (const locale of LOCALES) {
					const lines = said(room, locale);
					expect(lines.length).toBeGreaterThan(0);
					for (const line of [...lines, press(room, locale)])
						expect(line, `${template.id} ${locale}`).not.toMatch(/^\s*$|[{}]|undefined|null/);
				}
				const next = nextStage(room.state.runsheet);
				if (!next) break;
				expect(room.go(next.id, { force: true })).toBe('ok');
			}
		}
	});

	it('[T30] an erased name is read as the number on the seat card, never as an id of ours', () => {
		const room = opened(plan(), MEMBERS);
		const seat = room.seat('王桂芳');
		room.go('parties');
		room.send('周雅琴', { type: 'runsheet.introduce', seat });
		expect(said(room, 'zh-Hans', seat)).toEqual(['这位是1号。']);
		room.go('rules');
		room.send('赵敏', { type: 'runsheet.acknowledge', seat: room.seat('赵敏') });
		expect(said(room, 'zh-Hans', seat).at(-1)).toContain('还请1号、李建国');
		expect(said(room, 'en', seat).at(-1)).toContain('Still to confirm: No. 1, 李建国');
		room.go('discussion', { force: true });
		raise(room, '王桂芳', 'for');
		expect(said(room, 'zh-Hant', seat).at(-1)).toBe(
			'下面請持贊成意見、這件事還沒說過的1號發言，兩分鐘。'
		);
		const unnumbered = { key: 'thanks', params: { name: { no: 0 } } } as const;
		overwriteGetLocale(() => 'zh-Hans');
		expect(formatLine(unnumbered)).toBe('谢谢这位参会人。');
	});

	it('[T30] of whoever is introduced, what is known', () => {
		overwriteGetLocale(() => 'zh-Hans');
		const about = (title: string, building: string) =>
			formatLine({ key: 'introduce', params: { name: '陈立新', about: { title, building } } });
		expect(about('楼长', '2号楼')).toBe('这位是陈立新，2号楼楼长。');
		expect(about('', '2号楼')).toBe('这位是陈立新，2号楼。');
		expect(formatLine({ key: 'introduce_name', params: { name: '陈立新' } })).toBe(
			'这位是陈立新。'
		);
		overwriteGetLocale(() => 'en');
		expect(about('Manager', 'Building 2')).toBe('This is 陈立新, Manager, Building 2.');
	});

	it('[T30] one stop at the end of what people typed, with or without their own', () => {
		overwriteGetLocale(() => 'zh-Hans');
		const goal = (typed: string) => formatLine({ key: 'item_goal', params: { goal: typed } });
		expect(['用途', '用途。', '用途；'].map(goal)).toEqual(
			Array(3).fill('这一项今天要商量出：用途。')
		);
		expect(goal('办不办？')).toBe('这一项今天要商量出：办不办？');
		overwriteGetLocale(() => 'en');
		expect(['the use', 'the use.'].map(asSentence)).toEqual(['the use.', 'the use.']);
	});

	it('[T30] a zero is never read aloud', () => {
		const room = prepared(plan(), MEMBERS);
		room.send('周雅琴', { type: 'plan.open' });
		expect(said(room).join('')).not.toMatch(/0/u);
		expect(said(room)).toContain('再到3人就够数了，请稍等。');
		room.go('parties');
		expect(said(room).join('')).not.toMatch(/0/u);
	});

	it('[T30] what the chair may leave out, when it fits', () => {
		const room = opened(plan(), MEMBERS);
		expect(optional(room)).toEqual([
			'手机请调成静音。听不清、看不清，请随时举手。',
			'大屏上看得到：谁在说、还剩多久、下一位是谁。',
			'今天有会议记录，会后公开，没来的人也能看。'
		]);
		room.go('matter');
		expect(optional(room)).toEqual([expect.stringMatching(/^今天大约开到\d\d:\d\d。$/u)]);
		room.go('discussion');
		expect(optional(room)).toEqual(['想说的请举手，没说过的先说；对事不对人。']);
		raise(room, '王桂芳', 'for');
		call(room);
		expect(optional(room)).toEqual(['王桂芳在吗？……先请下一位，您的位置留着。']);
		start(room);
		expect(optional(room)).toEqual([]);
		room.send('周雅琴', { type: 'runsheet.remind', kind: 'off-topic' });
		expect(optional(room)).toEqual(['这个先记下，我们回到“用途”。']);
		room.send('周雅琴', { type: 'runsheet.remind', kind: 'civil' });
		expect(optional(room)).toEqual(['请对事不对人，接着说。']);
		room.pass(10_000);
		const entry = room.state.queue.speaker!.entry.id;
		expect(room.send('周雅琴', { type: 'queue.extend', entry, seconds: 60 })).toBe('ok');
		expect(optional(room)).toEqual(['请王桂芳再说一分钟。']);
		room.send('周雅琴', { type: 'runsheet.calm', seconds: 60 });
		expect(optional(room)).toEqual(['我们接着说，刚才说到第一项。']);
	});

	it('[T30] times as people say them', () => {
		overwriteGetLocale(() => 'zh-Hans');
		expect([30, 60, 120, 180, 90].map(formatSeconds)).toEqual([
			'30秒',
			'一分钟',
			'两分钟',
			'3分钟',
			'90秒'
		]);
		overwriteGetLocale(() => 'en');
		expect([60, 120, 180].map(formatSeconds)).toEqual(['one minute', 'two minutes', '3 minutes']);
	});
});

describe('the words of runsheet, plan, agenda and script', () => {
	it.each(['runsheet', 'plan', 'agenda', 'script'])(
		'[T30] %s: the same keys and parameters in three languages',
		(area) => {
			const [hans, hant, en] = LOCALES.map((locale): Record<string, string> =>
				JSON.parse(
					readFileSync(new URL(`messages/${locale}/${area}.json`, import.meta.url), 'utf8')
				)
			);
			const shape = (words: Record<string, string>) =>
				Object.entries(words).map(([key, text]) => [
					key,
					[...new Set(text.match(/\{\w+\}/gu) ?? [])].sort()
				]);
			expect(shape(hant!)).toEqual(shape(hans!));
			expect(shape(en!)).toEqual(shape(hans!));
			for (const [key, text] of Object.entries(hant!))
				expect(text, key).not.toMatch(/[说请发还议题规则讨论结记录这时间为开会样谁办话双单独谈]/u);
			for (const [key, text] of Object.entries(en!))
				expect(text, key).not.toMatch(/\p{Script=Han}|[，。「」]/u);
		}
	);

	it('[T30] every key of the script has its sentence', () => {
		const words = JSON.parse(
			readFileSync(new URL('messages/zh-Hans/script.json', import.meta.url), 'utf8')
		);
		for (const key of SCRIPT_KEYS) expect(words).toHaveProperty(`script_${key}`);
		for (const key of WHO_KEYS) expect(words).toHaveProperty(`script_who_${key}`);
	});
});
