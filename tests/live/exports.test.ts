/** Exports of scenario A's meeting on a real server: the right words, in order, by the right names. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Command } from '#lib/meeting/registry.ts';
import { overwriteGetLocale, type Locale } from '#lib/i18n/paraglide/runtime.js';
import { answerDossier } from '#server/dossier/answer-dossier.ts';
import { exported, type Format } from '#server/export/answer.ts';
import { compose } from '#server/export/compose.ts';
import { Fonts } from '#server/export/fonts.ts';
import { drawPdf } from '#server/export/pdf.ts';
import { lackingOf } from '#server/export/lacking.ts';
import { deskSource, publicSource, sourceFor, type ExportSource } from '#server/export/source.ts';
import { newId } from '#server/auth/arrival.ts';
import { eraseAll } from '#server/record/erase-all.ts';
import { keptUntil } from '#lib/meeting/record/view.ts';
import { realEnvironment } from '#server/meeting/context.ts';
import { docxText, pdfText, unzip } from './files.ts';
import { makeMeeting, resident, seatId, sitDown } from './people.ts';
import { serve, type Served } from './serve.ts';
import { BEGINS, hold, seal, type Clock, type Spoken } from './spoken.ts';
import { folder } from './world.ts';

const ZONE = 'Asia/Shanghai';

/** What an official paper says, in its order. */
const IN_ORDER = [
	'“老年食堂怎么办”协商会议记录',
	'2026年4月11日星期六 14:12—16:30',
	'周雅琴',
	'孙晓彤',
	'应到24人，实到21人，请假3人',
	'街道财政（到）',
	'一、会议结果',
	'将近200㎡用房用于老年食堂',
	'即办件',
	'社区党委',
	'办理用房移交、公开选定设计方案',
	'2026年5月11日',
	'二、到会情况',
	'应到24人，实到21人：现场15、线上6。请假3人，未到0人。',
	'王桂芳',
	'丁淑华',
	'请假',
	'三、议程',
	'四、会议内容',
	'第1项：用途',
	'我一个人做饭，一顿菜吃三天。离得近、干净就行，别太咸。',
	'【分歧】',
	'先定用途，再把验收写成硬条件。',
	'烟的事让10号楼的人来验收，我同意。',
	'五、共识、分歧与待查',
	'六、结果摘要',
	'成立5人老人膳食委员会，账目公开。',
	'七、没到会的人的意见与答复',
	'支持，门口要有坡道。',
	'陶桂兰（电话代录：孙晓彤）：中午能不能送到床前。',
	'八、对记录的异议与答复',
	'排烟口改向东侧、由10号楼两户参加验收。',
	'九、更正',
	'验收由10号楼两户参加。',
	'十、发言统计',
	'十一、核对',
	'十二、签名'
];

function inOrder(text: string): void {
	let at = 0;
	for (const words of IN_ORDER) {
		const found = text.indexOf(words, at);
		expect(found, `${words} after ${text.slice(Math.max(0, at - 20), at)}`).toBeGreaterThan(-1);
		at = found;
	}
}

/** The answer's body for this source. */
/** An environment whose time is this. */
const standing = (clock: { at: number }) => ({
	...realEnvironment,
	now: () => clock.at,
	monotonic: () => clock.at
});

async function file(served: Served, source: ExportSource, format: Format): Promise<Uint8Array> {
	const request = new Request('http://127.0.0.1/');
	const answer = await exported(served.app, source, format, request);
	expect(answer.status).toBe(200);
	return new Uint8Array(await answer.arrayBuffer());
}

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

function speak(locale: Locale): void {
	overwriteGetLocale(() => locale);
	onTestFinished(() => overwriteGetLocale(() => 'zh-Hans'));
}

describe('exports of a sealed meeting', () => {
	let dir: string;
	let served: Served;
	let spoken: Spoken;
	let desk: ExportSource;
	let clock: Clock;

	beforeAll(async () => {
		overwriteGetLocale(() => 'zh-Hans');
		clock = { at: BEGINS };
		dir = mkdtempSync(join(tmpdir(), 'yitang-'));
		served = await serve(dir, standing(clock));
		spoken = await hold(served.app, clock);
		await seal(spoken);
		desk = await deskSource(served.app, spoken.room);
	});
	afterAll(async () => {
		await served.stop();
		rmSync(dir, { recursive: true, force: true });
	});

	it('[S1.45] DOCX holds the paper in its official order, with real styles', async () => {
		const bytes = await file(served, desk, 'docx');
		inOrder(docxText(bytes).join('\n'));
		const parts = unzip(bytes);
		expect(parts['word/document.xml']).toMatch(/w:pStyle w:val="Heading1"/u);
		expect(parts['word/styles.xml']).toMatch(/w:eastAsia="仿宋"/u);
		expect(parts['word/document.xml']).toContain(spoken.room.committed.head);
	});

	it('[S1.45] PDF holds the same words, searchable, with its fonts inside', async () => {
		const bytes = await file(served, desk, 'pdf');
		// Head and foot stand at the end of each page.
		inOrder(
			pdfText(bytes)
				.join('')
				.replace(/已封存— \d+ —第\d+条 · 会议码 110411/gu, '')
		);
		const raw = Buffer.from(bytes).toString('latin1');
		const fonts = raw.match(/\/FontFile[23] /gu) ?? [];
		expect(fonts.length).toBeGreaterThan(0);
		expect(raw.match(/\/FontDescriptor\b.*?\/FontName/gsu)).not.toBeNull();
		expect(bytes.length).toBeLessThan(1_000_000);
	});

	it('[S1.45] Markdown and JSON are whole', async () => {
		inOrder(text(await file(served, desk, 'md')).replace(/\*\*|\\/gu, ''));
		const data = JSON.parse(text(await file(served, desk, 'json')));
		expect(data).toMatchObject({ format: 'yitang.minutes', shape: 2, names: 'members' });
		expect(data.record.head).toBe(spoken.room.committed.head);
		expect(data.minutes.sealed.hash).toBe(spoken.state.minutes.sealed!.hash);
		for (const line of data.record.lines)
			for (const { words } of line.gist) expect(words.length).toBeGreaterThan(0);
	});

	it('[S4.32] lists: one by one, together, as a workbook, each with the card that says what it is', async () => {
		const results = text(await file(served, desk, 'results.csv')).split('\r\n');
		expect(results[1]).toBe(
			'1,将近200㎡用房用于老年食堂,即办件,社区党委,办理用房移交、公开选定设计方案,2026-05-11,,,,,'
		);
		const attendance = text(await file(served, desk, 'attendance.csv'));
		expect(attendance).toContain('1,王桂芳,现场,2026-04-11 14:25:00,孙晓彤代录');
		expect(attendance, 'why somebody is away is no list’s business').not.toContain('住院');
		expect(text(await file(served, desk, 'speakers.csv'))).toMatch(
			/2026-04-11 15:27:40,2026-04-11 15:28:00,2026-04-11 15:29:10,70,王桂芳,赞成,现场,孙晓彤,/u
		);
		const together = unzip(await file(served, desk, 'lists.zip'));
		expect(Object.keys(together)).toEqual([
			'data-card.md',
			...['roll.csv', 'attendance.csv', 'speakers.csv', 'results.csv']
		]);
		const card = text(await file(served, desk, 'card.md'));
		expect(together['data-card.md']).toBe(card);
		for (const words of ['谁能看', '许可', '怎么做出来的', '不要转发', desk.record.head])
			expect(card).toContain(words);
		const sheets = unzip(await file(served, desk, 'xlsx'));
		const all = Object.values(sheets).join('');
		expect(all).toContain('王桂芳');
		expect(all, 'words, never formulas').not.toMatch(/<f[ >]/u);
		expect(sheets['xl/workbook.xml']).toContain('name="到会情况"');
		for (const name of ['nothing.csv', '.csv', 'exe', 'roll.csv.exe'])
			await expect(
				exported(served.app, desk, name, new Request('http://127.0.0.1/'))
			).rejects.toMatchObject({ status: 404 });
	});

	it('[S1.45] 6.E line 20: the dossier opens from a folder, whole, and its journal can be checked', async () => {
		const url = new URL('http://127.0.0.1/');
		const answer = await answerDossier(served.app, spoken.room, url, new Request(url));
		expect(answer.headers.get('cache-control')).toBe('private, no-store');
		const parts = unzip(new Uint8Array(await answer.arrayBuffer()));
		const names = Object.keys(parts);
		for (const page of [
			'notice',
			'sign-in',
			'agenda',
			'speakers',
			'minutes',
			'results',
			'verify',
			'index'
		])
			expect(names, page).toContain(`${page}.html`);
		for (const name of [
			'minutes.docx',
			'minutes.pdf',
			'lists/results.csv',
			...['tasks', 'ledger', 'letter', 'certificate'].map((paper) => `papers/${paper}.pdf`),
			'lists/data-card.md',
			'data/minutes.json'
		])
			expect(names, name).toContain(name);
		const pages = Object.entries(parts).filter(([name]) => name.endsWith('.html'));
		for (const [name, page] of pages) {
			expect(page, `${name} fetches nothing`).not.toMatch(/(?:src|href)="(?:https?:)?\/\//u);
			for (const [, to] of page.matchAll(/(?:src|href)="([^"#]+)"/gu))
				expect(names, `${name} leads to ${to}`).toContain(to);
		}
		for (const words of [
			'老年食堂怎么办',
			'已封存',
			spoken.state.minutes.sealed!.hash,
			desk.record.head
		])
			expect(parts['index.html']).toContain(words);
		expect(parts['sign-in.html']).toMatch(/<td>王桂芳<\/td>.*<td>14:25<\/td><td>孙晓彤代录<\/td>/u);
		expect(parts['results.html']).toContain('将近200㎡用房用于老年食堂');

		type Checked = { wrong: number; rows: number; head: boolean };
		const check = (journal: string): Checked =>
			runInNewContext(`${parts['data/verifier.js']};${journal};checkJournal(JOURNAL)`, {
				TextEncoder
			}) as Checked;
		const journal = parts['data/journal.js']!;
		const rows = spoken.room.committed.seq;
		expect(check(journal)).toEqual({ wrong: 0, rows, head: true });
		expect(check(journal.replace('plan.opened', 'plan.closed')).wrong).toBeGreaterThan(0);
		const shorter = `${journal}JOURNAL.rows.pop();`;
		expect(check(shorter)).toEqual({ wrong: 0, rows: rows - 1, head: false });

		const outside = { ...desk, projection: 'public' as const };
		await expect(
			exported(served.app, outside, 'dossier.zip', new Request('http://127.0.0.1/'))
		).rejects.toMatchObject({ status: 404 });
	});

	it('asks for nothing again that the reader has, and names the file in any alphabet', async () => {
		const first = await exported(served.app, desk, 'docx', new Request('http://127.0.0.1/'));
		expect(first.headers.get('content-disposition')).toContain('filename="minutes-110411.docx"');
		const named = decodeURIComponent(first.headers.get('content-disposition')!);
		expect(named).toContain('老年食堂怎么办 会议记录.docx');
		const etag = first.headers.get('etag')!;
		const again = new Request('http://127.0.0.1/', { headers: { 'if-none-match': etag } });
		expect((await exported(served.app, desk, 'docx', again)).status).toBe(304);
	});

	it('one paper is drawn once, whoever asks', async () => {
		const { drawings } = served.app;
		const paper = { ...compose(desk, ZONE), foot: '一次' };
		const before = drawings.drawn;
		await Promise.all([1, 2, 3].map(() => drawings.file(paper, 'docx')));
		await drawings.file(paper, 'docx');
		expect(drawings.drawn).toBe(before + 1);
	});

	it.each(['zh-Hant', 'en'] as const)('[A22] says all of it in %s', (locale) => {
		speak(locale);
		const paper = compose(desk, ZONE);
		const words = JSON.stringify(paper);
		expect(words).toContain(locale === 'en' ? 'Minutes by' : '協商會議紀錄');
		expect(words).toContain('一顿菜吃三天');
	});

	it('a computer without Chinese fonts draws it with the one that came along', async () => {
		const fonts = new Fonts('zh-Hans', []);
		expect(fonts.main('text').font.postscriptName).toMatch(/Cactus/u);
		const blocks = [
			{
				is: 'text',
				as: 'body',
				words: [{ text: '喆堃玥峯〇𠮷㎡—“您好”，Yitang 2026 \u{1F44D} ꆈ' }]
			} as const
		];
		const paper = { ...compose(desk, ZONE), blocks };
		const words = pdfText(await drawPdf(paper, fonts)).join('');
		expect(words).toContain('喆堃玥峯〇𠮷㎡—“您好”，Yitang 2026 👍 〔U+A188〕');
	});

	it('[D14] after five years, and not before, all words and names go by one form; the chain still verifies', async () => {
		const { app } = served;
		const { room } = spoken;
		let keys = 0;
		const eraseNow = () =>
			eraseAll(app, room, async (command) => {
				const answer = await room.ask(
					{ id: `erase-all-${++keys}`, as: 'organiser', command },
					{ session: null, owner: true, door: true }
				);
				return answer;
			});
		expect(await eraseNow()).toMatchObject({ refused: 'still-kept' });
		const before = clock.at;
		onTestFinished(() => void (clock.at = before));
		clock.at = keptUntil(room.committed.state)!;
		expect(await eraseNow()).toBeNull();
		const gone = await deskSource(app, room);
		const all = text(await file(served, gone, 'json')) + text(await file(served, gone, 'md'));
		for (const words of ['王桂芳', '老年食堂', '一顿菜吃三天', '陶桂兰', '社区党委', '会上没有'])
			expect(all, words).not.toContain(words);
		expect(gone.record.attendance.came).toBe(21);
		expect(gone.record.seal!.hash).toBe(desk.record.seal!.hash);
		expect(await eraseNow(), 'pressed twice').toBeNull();
	});
});

describe('names', () => {
	it('[L18 D5] the public file says what the public record says, the erased are 已删除', async () => {
		const clock = { at: BEGINS };
		const served = await serve(folder(), standing(clock));
		onTestFinished(() => served.stop());
		// The demo shows whole names, because all are invented; other meetings do not.
		const draft = {
			title: '老年食堂怎么办',
			matter: '怎样办？',
			publicNames: 'surname' as const,
			record: 'live' as const
		};
		const spoken = await hold(served.app, clock, (it) =>
			it.send('organiser', { type: 'plan.amend', draft })
		);
		const { app } = served;
		await spoken.send('organiser', { type: 'plan.erase', text: spoken.seat(16) });

		const source = (await publicSource(app, spoken.room))!;
		// Who came is told in numbers outside: no list of people leaves the house.
		const lists = unzip(await file(served, source, 'lists.zip'));
		expect(Object.keys(lists)).toEqual(['data-card.md', 'speakers.csv', 'results.csv']);
		expect(lists['speakers.csv']).not.toMatch(/王桂芳|李建国/u);
		const paper = JSON.stringify(compose(source, ZONE));
		// [S32] On paper a name is shortened to what people say.
		expect(paper).not.toContain('**');
		expect(paper).toMatch(/[^"]+楼王某/u);
		const outside = paper + text(await file(served, source, 'json'));
		for (const name of ['王桂芳', '李建国', '赵敏', '住院'])
			expect(outside.includes(name), name).toBe(false);
		// [S31] Who chairs the meeting of a public body does so in their own name.
		expect(outside).toContain('周雅琴');
		expect(outside).toContain('王**');
		expect(docxText(await file(served, source, 'docx')).join('')).not.toContain('**');
		expect(outside).toContain('已删除');

		const desk = await deskSource(app, spoken.room);
		const inside = JSON.stringify(compose(desk, ZONE)) + text(await file(served, desk, 'json'));
		expect(inside).toContain('王桂芳');
		expect(inside).not.toContain('赵敏');
		expect(docxText(await file(served, desk, 'docx')).join('')).not.toContain('赵敏');

		await spoken.send('organiser', { type: 'record.set', publish: 'sealed' });
		clock.at += 1000;
		expect(await publicSource(app, spoken.room)).toBeNull();
	});

	it('the desk is told which letters its own files will lack, a guest’s name included; others are not', async () => {
		const served = await serve(folder());
		onTestFinished(() => served.stop());
		const { app } = served;
		const room = await makeMeeting(app, [resident('王桂芳')]);
		await room.ask(
			{ id: newId(), as: 'organiser', command: { type: 'plan.open' } },
			{ session: null, owner: true, door: false }
		);
		const session = (await app.sessions.create('seat')).session.id;
		const send = (as: string, command: Command) =>
			room.ask({ id: newId(), as, command }, { session, owner: false, door: as === 'door' });
		await send('door', { type: 'roll.guest', name: 'ᠪᠠᠲᠤ', building: '', channel: 'hall' });
		const guest = seatId(room, 'guest');
		const signed = await send(guest, { type: 'attendance.sign-in', seat: guest, channel: 'hall' });
		expect(signed).toHaveProperty('seq');
		const lacking = async (session: string | null) => {
			const source = await sourceFor(app, room, session);
			return source && lackingOf(app, source);
		};
		const sessionOf = async (which: string | number) => {
			const cookie = await sitDown(app, room, seatId(room, which));
			return (await app.sessions.validate(cookie.slice(cookie.indexOf('=') + 1), 'seat'))!.id;
		};
		const desk = await sessionOf('clerk');
		// A page does not wait longer than four seconds for the answer; a busy machine may need more.
		await expect.poll(() => lacking(desk)).toEqual({ scripts: ['Mong'], signs: [] });
		expect(await lacking(await sessionOf(1))).toBeNull();
		expect(await lacking(null)).toBeNull();
	});
});
