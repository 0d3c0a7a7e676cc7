/** The notice of scenario A's results on a real server: what everybody reads, when, and what is printed of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';
import { recordWords } from '#lib/i18n/record-words.ts';
import { noticeAloud, noticeMessage } from '#lib/i18n/notice-words.ts';
import type { OutcomeClass } from '#lib/meeting/outcomes/outcomes.ts';
import { LISTED, listed } from '#server/meeting/meeting-lists.ts';
import { peopleKnown, sumsOf } from '#server/record/meeting-sums.ts';
import { answerDossier } from '#server/dossier/answer-dossier.ts';
import { compose } from '#server/export/compose.ts';
import { drawDocx } from '#server/export/docx.ts';
import { drawPdf } from '#server/export/pdf.ts';
import { markdown } from '#server/export/markdown.ts';
import { deskSource } from '#server/export/source.ts';
import { realEnvironment } from '#server/meeting/context.ts';
import { ownerLink, ownerPath } from '#server/notice/owner-links.ts';
import { resultPage } from '#server/notice/result-page.ts';
import { noticePreview, publicNotice } from '#server/notice/fill-notice.ts';
import { suggestionPaper } from '#server/notice/suggestion-package.ts';
import { writeNoticePaper, type NoticePaperName } from '#server/notice/notice-paper.ts';
import { actions } from '../../src/routes/(public)/n/[code]/[result]/owner/+page.server.ts';
import scenarios from '../data/scenarios.json' with { type: 'json' };
import { docxText, pdfText, unzip } from './files.ts';
import { serve, type Served } from './serve.ts';
import { BEGINS, hold, type Spoken } from './spoken.ts';

const DAY = 24 * 3_600_000;
const ADDRESS = 'https://yitang.example.org/n/abcdefghjk';
const RESULTS = scenarios.scenarios[0]!.结果 as Record<
	'事项' | '类别' | '责任主体' | '措施' | '时限',
	string
>[];
const CLASSES: Record<string, OutcomeClass> = {
	即办件: 'act-now',
	承诺件: 'commitment',
	建议件: 'recommendation',
	搁置件: 'set-aside'
};

const clock = { at: BEGINS };
let dir: string;
let served: Served;
let spoken: Spoken;
/** Midnight before 2026-04-12, and the last minute of 04-18. */
const PERIOD = { from: Date.UTC(2026, 3, 11, 16), until: Date.UTC(2026, 3, 18, 15, 59) };

beforeAll(async () => {
	overwriteGetLocale(() => 'zh-Hans');
	dir = mkdtempSync(join(tmpdir(), 'yitang-'));
	const now = () => clock.at;
	served = await serve(dir, { ...realEnvironment, now, monotonic: now });
	spoken = await hold(served.app, clock);
	const clerk = spoken.seat('clerk');
	await spoken.send('organiser', { type: 'record.set', publish: 'sealed' });
	for (const one of RESULTS.slice(1)) {
		const sent = /^报(.+),跟踪人/.exec(one.责任主体);
		await spoken.send(clerk, {
			type: 'outcomes.write',
			source: null,
			draft: {
				text: one.事项,
				class: CLASSES[one.类别]!,
				owner: sent ? { seat: clerk } : { body: one.责任主体 },
				measure: one.措施,
				due: Date.parse(`${/\d{4}-\d\d-\d\d/.exec(one.时限)![0]}T23:59:00+08:00`),
				...(sent ? { receiver: { body: sent[1]! } } : {}),
				early: '会上12:6:3，再议也一样'
			}
		});
	}
});
afterAll(async () => {
	await served.stop();
	rmSync(dir, { recursive: true, force: true });
});

/** The form of the owner's page, as a browser sends it. */
async function sayDone(code: string, result: string, k: string, text: string): Promise<unknown> {
	const body = new FormData();
	body.set('text', text);
	const url = new URL(`https://yitang.example.org/n/${code}/${result}/owner?/finish`);
	url.searchParams.set('k', k);
	const request = new Request(url, { method: 'POST', body });
	const locals = { app: served.app, https: true, seat: null, account: null, display: null };
	const event = { url, request, locals, params: { code, result } };
	return Promise.resolve(actions.finish!(event as never)).catch((thrown: unknown) => thrown);
}

interface Printed {
	said: string[];
	box: string;
}
/** Of the first page, in points. */
const sheetWidth = (bytes: Uint8Array) =>
	Buffer.from(bytes)
		.toString('latin1')
		.match(/MediaBox \[0 0 (\d+)/u)![1]!;

function paper(name: NoticePaperName) {
	const { room } = spoken;
	const filled = noticePreview(room, name.startsWith('notice') ? 'public' : 'members');
	const given = { filled, state: room.committed.state, address: ADDRESS };
	return writeNoticePaper(name, given, 'Asia/Shanghai');
}
const plain = (name: NoticePaperName) => markdown(paper(name)!).replace(/\\|\*\*/gu, '');

it('[Q13] nobody but the desk has a line before it is up; then all six with their four classes', async () => {
	expect(paper('notice')).toBeNull();
	expect(publicNotice(spoken.room).content.lines).toEqual([]);
	await spoken.send('organiser', { type: 'outcomes.publish', ...PERIOD });
	expect(publicNotice(spoken.room).content.lines).toEqual([]);
	clock.at = PERIOD.from + DAY;
	const { content, texts, people, recordOpen } = publicNotice(spoken.room);
	expect(recordOpen).toBe(false);
	expect(content.lines.map(({ outcome }) => texts[outcome.text.id])).toEqual(
		RESULTS.map(({ 事项 }) => 事项)
	);
	expect(content.lines.map(({ outcome }) => outcome.class)).toEqual(
		RESULTS.map(({ 类别 }) => CLASSES[类别])
	);
	// Who follows it up for a public body is named; what was said in the meeting is not public yet.
	expect(people[spoken.seat('clerk')]!.name).toBe('孙晓彤');
	expect(JSON.stringify([texts, people])).not.toContain('一顿菜吃三天');
	expect(publicNotice(spoken.room).content).toMatchObject({ due: 24, came: 21 });
});

it('[Q13] [S1.31] 6.E line 16: the paper to be posted is one A4 with its code, its days and the check code of the record', async () => {
	const written = paper('notice')!;
	const bytes = await drawPdf(written);
	const pages = pdfText(bytes);
	expect(pages).toHaveLength(1);
	const said = pages[0]!;
	for (const words of [
		'结果公示',
		'2026年4月12日到2026年4月18日',
		'甸柳新村街道党工委',
		'2026年8月11日再议'
	])
		expect(said).toContain(words);
	expect(said).toContain(spoken.room.committed.head);
	expect(said).toContain(ADDRESS);
	expect(written.blocks.find(({ is }) => is === 'qr')).toMatchObject({ link: ADDRESS });
	const word = docxText(await drawDocx(written)).join('\n');
	for (const { 事项 } of RESULTS) expect(word).toContain(事项);
});

it('[A6] [A26] in large print it is the same notice on A3', async () => {
	const [pages, small] = [await drawPdf(paper('notice-a3')!), await drawPdf(paper('notice')!)].map(
		(bytes) => ({ said: pdfText(bytes), box: sheetWidth(bytes) })
	) as [Printed, Printed];
	expect(pages.said).toHaveLength(1);
	expect(pages.said).toEqual(small.said);
	expect([small.box, pages.box]).toEqual(['595', '841']);
});

it('[S4.32] tasks, register, report and certificate are drawn from the same meeting', () => {
	expect(plain('tasks')).toContain('报名:王桂芳、马素英、魏丽、赵德厚、邱颖');
	expect(plain('ledger').match(/2026年4月11日.{1,9}老年食堂怎么办/gsu)).toHaveLength(6);
	const letter = plain('letter');
	for (const words of [
		'甸柳新村街道党工委：',
		'应到24人，实到21人。会上形成结果6条',
		'建议件1条',
		'2026年4月12日到2026年4月18日',
		'2026年4月13日'
	])
		expect(letter).toContain(words);
	const certificate = plain('certificate');
	expect(certificate).toContain('先协商、后实施');
	expect(certificate).toContain('不代替依法应当作出的表决和审批');
});

it('[S1.45] the dossier keeps the notice as it was posted, names as everybody reads them, and its papers', async () => {
	const url = new URL('https://yitang.example.org/');
	const answer = await answerDossier(served.app, spoken.room, url, new Request(url));
	const parts = unzip(new Uint8Array(await answer.arrayBuffer()));
	const posted = parts['posted-notice.html']!;
	for (const words of ['结果公示', '将近200㎡用房用于老年食堂', '公示期'])
		expect(posted).toContain(words);
	expect(posted).not.toContain('href="https:');
	const members = noticePreview(spoken.room, 'members').people;
	const whole = Object.values(members).flatMap((one) => one?.name ?? []);
	const shown = Object.values(noticePreview(spoken.room).people).flatMap((one) => one?.name ?? []);
	for (const name of whole) if (!shown.includes(name)) expect(posted).not.toContain(name);
	for (const paper of ['notice', 'tasks', 'ledger', 'letter', 'certificate'])
		expect(parts['index.html']).toContain(`href="papers/${paper}.pdf"`);
	expect(parts['papers/notice.pdf']!.length).toBeGreaterThan(1000);
});

it('[S1.36] 6.E line 17, as far as it ends with the publishing: a recommendation goes out as one file: what is suggested, results, votes, minutes', async () => {
	const { app } = served;
	const { room } = spoken;
	const source = await deskSource(app, room);
	const filled = noticePreview(room, 'members');
	const pack = (n: number) => suggestionPaper(n, filled, source, 'Asia/Shanghai');
	expect([pack(1), pack(0), pack(99)]).toEqual([null, null, null]);
	const said = markdown(pack(5)!).replace(/\\/gu, '');
	let at = 0;
	for (const words of [
		'建议件材料：八十岁以上老人就餐补贴标准',
		'甸柳新村街道党工委：',
		'附协商结果、建议每餐补贴方案',
		'一、会议结果',
		'一顿菜吃三天'
	]) {
		expect(said.indexOf(words, at), words).toBeGreaterThan(-1);
		at = said.indexOf(words, at);
	}
});

it('[S5.42] the wall chart has every stage and every rule, and stands on one sheet of either size', async () => {
	for (const name of ['chart', 'chart-a3'] as const) {
		const bytes = await drawPdf(paper(name)!);
		const pages = pdfText(bytes);
		expect(pages).toHaveLength(1);
		const { runsheet, plan } = spoken.state;
		for (const { title } of runsheet.stages) expect(pages[0]).toContain(title['zh-Hans']);
		expect(plan.rules!.lines.length).toBeGreaterThan(5);
		expect(sheetWidth(bytes)).toBe(name === 'chart' ? '595' : '841');
	}
});

it('the group message says each result in a line, and where to read and comment', () => {
	const filled = publicNotice(spoken.room);
	const { content } = filled;
	const message = noticeMessage(
		{ ...content, notice: content.notice! },
		recordWords(() => filled),
		ADDRESS
	);
	expect(message.split('\n')).toHaveLength(3 + RESULTS.length);
	expect(message).toContain('1. 将近200㎡用房用于老年食堂（即办件）社区党委');
	expect(message.endsWith(ADDRESS)).toBe(true);
});

it('[Q15] a line that is put right says so on page and paper, with what it said before', async () => {
	const line = spoken.state.outcomes.lines[2]!;
	await spoken.send(spoken.seat('clerk'), {
		type: 'outcomes.revise',
		outcome: line.id,
		version: line.version,
		draft: { measure: '4月25日前报名' },
		reason: '名单还没定'
	});
	expect(plain('notice')).toMatch(
		/3 \| 2026年\d+月\d+日更正。原因：名单还没定 怎么办，原来是：报名:王桂芳/u
	);
	const minutes = compose(await deskSource(served.app, spoken.room), 'Asia/Shanghai');
	expect(JSON.stringify(minutes.blocks)).toContain('4月25日前报名');
});

it('[Q17] [Q18] [A26] the paper to be posted says what became of suggestions and why, and other opinions with their answers', async () => {
	const clerk = spoken.seat('clerk');
	const said = { seat: spoken.seat(10), outcome: spoken.state.outcomes.lines[1]!.id };
	await spoken.send('organiser', { type: 'outcomes.dissent', ...said, text: '排烟口还是太近' });
	expect(plain('notice')).toContain('排烟口还是太近 | 还没答复');
	const dissent = spoken.state.outcomes.dissents[0]!.id;
	await spoken.send(clerk, { type: 'outcomes.reply', dissent, text: '改向东侧，由10号楼两户验收' });
	await spoken.send(clerk, { type: 'outcomes.settle', dissent });
	for (let n = 1; n <= 9; n += 1)
		await spoken.send('organiser', {
			type: 'outcomes.dissent-unnamed',
			outcome: null,
			text: `另一条意见${n}`
		});
	const posted = plain('notice');
	expect(posted).toContain(
		'对第2条 · 杨振东：排烟口还是太近 | 答复：改向东侧，由10号楼两户验收 本人确认：可以接受'
	);
	expect(posted).toContain('另一条意见9 | 还没答复');
	const filled = publicNotice(spoken.room);
	const aloud = noticeAloud(
		filled.content,
		recordWords(() => filled)
	);
	for (const { 事项 } of RESULTS) expect(aloud).toContain(事项);
	for (const words of ['排烟口还是太近', '答复：改向东侧', '更正。原因：名单还没定'])
		expect(aloud, 'whoever hears it hears all of it [A6]').toContain(words);
	// On the sheet stand as many as there is room for, and how many more there are.
	const pages = pdfText(await drawPdf(paper('notice')!));
	expect(pages).toHaveLength(1);
	expect(pages[0]).toContain('排烟口还是太近');
	expect(pages[0]).toMatch(/还有\d条，扫码看。/u);
});

it('[Q16] the link of an owner opens one page; a wrong one and one of a former owner say so', async () => {
	const { app } = served;
	const { room } = spoken;
	const line = () => spoken.state.outcomes.lines[1]!;
	const path = ownerPath(app, room, 2, line())!;
	expect(path).toMatch(new RegExp(`^/n/${room.addressKey}/2/owner\\?k=`));
	const key = new URLSearchParams(path.split('?')[1]).get('k')!;
	expect(ownerLink(app, room, line(), key)).toBe('opens');
	expect(ownerLink(app, room, spoken.state.outcomes.lines[3]!, key)).toBe('wrong');
	for (const wrong of ['', '.', `${key}x`, key.replace('.', 'x.')])
		expect(ownerLink(app, room, line(), wrong), wrong).toBe('wrong');
	await spoken.send(spoken.seat('clerk'), {
		type: 'outcomes.revise',
		outcome: line().id,
		version: line().version,
		draft: { owner: { body: '街道城建科' } },
		reason: '换了单位'
	});
	expect(ownerLink(app, room, line(), key)).toBe('expired');
});

it('[Q16] a result has a page of its own once published, and what it came from once the record is public', async () => {
	const { room } = spoken;
	for (const none of ['0', '7', '1e1', '-1', '01', 'constructor', ''])
		expect(resultPage(room, none), none).toBeNull();
	expect(resultPage(room, '1')).toMatchObject({
		one: { n: 1 },
		trace: null,
		votes: [],
		step: 'doing'
	});
	await spoken.send('organiser', { type: 'record.set', publish: 'live' });
	expect(resultPage(room, '1')!.trace).toEqual({ item: null, card: null, group: null, votes: [] });
});

it('[Q20] [S2.48] whoever answers for a result says by their link that it is done; page, papers and sums tell it', async () => {
	const { app } = served;
	const { room } = spoken;
	const line = () => spoken.state.outcomes.lines[0]!;
	const key = new URLSearchParams(ownerPath(app, room, 1, line())!.split('?')[1]).get('k')!;
	const press = (k: string, text: string, result = '1') =>
		sayDone(room.addressKey, result, k, text);
	const sums = { meetings: 1, people: expect.any(Number) as number };
	// What is invented counts nowhere: this one is held to be a real one.
	const all = await listed(app.store, `${LISTED} WHERE phase = 'closed'`);
	const real = all.map((one) => ({ ...one, demo: false }));
	expect(await sumsOf(app, real)).toEqual({ ...sums, done: 0 });
	const [one] = real;
	expect(peopleKnown(app, real)).toEqual({ [one!.id]: sums.people });
	expect(await press(`${key}x`, '用房已经移交')).toMatchObject({ status: 403 });
	expect(await press(key, '用房已经移交', '2')).toMatchObject({ status: 403 });
	expect(await press(key, ' ')).toMatchObject({
		status: 400,
		data: { refused: { refused: 'text-empty' }, text: ' ' }
	});
	expect(await press(key, '用房已经移交，钥匙也交了')).toMatchObject({ status: 303 });
	expect(line().done).toMatchObject({ by: 'door' });
	// The same form sent twice is done once, and says so; other words are not taken.
	const { seq } = room.committed;
	expect(await press(key, '用房已经移交，钥匙也交了 ')).toMatchObject({ status: 303 });
	expect(room.committed.seq).toBe(seq);
	expect(await press(key, '再按一次')).toMatchObject({
		status: 400,
		data: { refused: { refused: 'outcome-done' } }
	});
	expect(resultPage(room, '1')).toMatchObject({ step: 'done' });
	expect(await sumsOf(app, real)).toEqual({ ...sums, done: 1 });
	expect(plain('notice')).toContain('办结');
	expect(plain('tasks')).toContain('责任人：用房已经移交，钥匙也交了');
	expect(plain('ledger')).toMatch(/2026年5月11日.{1,9}2026年4月\d+日/su);
	const minutes = compose(await deskSource(app, room), 'Asia/Shanghai');
	expect(JSON.stringify(minutes.blocks)).toContain('用房已经移交，钥匙也交了');
});

it('[Q14] after its last day nobody reads it any more, until it is made longer', async () => {
	clock.at = PERIOD.until + 1;
	expect(publicNotice(spoken.room).content.lines).toEqual([]);
	await spoken.send('organiser', {
		type: 'outcomes.set-period',
		from: PERIOD.from,
		until: PERIOD.until + 2 * DAY,
		reason: '有人没看到'
	});
	expect(publicNotice(spoken.room).content.lines).toHaveLength(6);
	expect(publicNotice(spoken.room).texts[spoken.state.outcomes.notice!.former[0]!.reason.id]).toBe(
		'有人没看到'
	);
});
