/**
 * Common ground at twenty-eight and at thirty-one people: it says how many are missing, goes on with what was answered,
 * takes the clerk's answers for who has no phone, asks no questions, and stands in minutes and papers.
 */
import { expect, test } from 'vitest';
import type { Command } from '#lib/meeting/registry.ts';
import { newId } from '#server/auth/arrival.ts';
import { exported } from '#server/export/answer.ts';
import { deskSource } from '#server/export/source.ts';
import { resident, seatId, sitDown } from './people.ts';
import { folder, openMeeting, served } from './world.ts';

const TEXTS = [
	'便宜',
	'软烂少盐',
	'送到家',
	'公布账目',
	'不冒油烟',
	'早点开门',
	'晚点关门',
	'有无障碍坡道'
];
const QUESTION = '谁来出钱？';

test('[K32] 28 people are two too few; of 31 twenty answer, and it goes on with theirs to the end', async () => {
	const it = await served(folder());
	const people = Array.from({ length: 31 }, (_, n) =>
		resident(`居民${n + 1}`, n === 30 ? { hasPhone: false } : {})
	);
	const { room, chair, clerk } = await openMeeting(it, people);
	const seats = people.map((_, n) => seatId(room, n + 1));
	const sessions = new Map<string, string>();
	for (const seat of seats.slice(0, 30)) {
		await sitDown(it.app, room, seat);
		sessions.set(seat, room.committed.hidden.roll.holders.get(seat)!);
	}
	const ask = (seat: string, command: Command) =>
		room.ask({ id: newId(), as: seat, command }, { session: sessions.get(seat)!, owner: false });
	const ok = async (who: typeof chair, command: Command) =>
		expect(await who.send(command), command.type).toHaveProperty('seq');
	const board = () => room.committed.state.cards.boards[0]!;
	const open = (keep: boolean) =>
		chair.send({ type: 'cards.agreeing', board: 'b1', open: true, keep });
	const stop = () => ok(chair, { type: 'cards.agreeing', board: 'b1', open: false });

	await ok(clerk, { type: 'attendance.sign-in-all', seats: seats.slice(0, 28) });
	const { runsheet, agenda } = room.committed.state;
	const to = runsheet.stages.find(({ kind }) => kind === 'discussion')!.id;
	await ok(chair, { type: 'runsheet.go', from: runsheet.stageId!, to, force: true });
	const item = agenda.items[0]!.id;
	const settings = { level: 'named' } as const;
	await ok(chair, { type: 'cards.prepare', item, question: '最看重什么？', settings });
	await ok(chair, { type: 'cards.go', board: 'b1', from: 'ready', to: 'writing' });
	for (const [n, text] of [...TEXTS, QUESTION].entries()) {
		const card = { card: `card00000000${n}`, key: `key-of-a-card-number-${n}`, number: n + 1 };
		const stance = text === QUESTION ? 'question' : 'idea';
		await ok(clerk, { type: 'cards.paper', board: 'b1', stance, text, ...card });
	}
	await ok(chair, { type: 'cards.go', board: 'b1', from: 'writing', to: 'reading' });

	expect(await open(false)).toMatchObject({
		refused: 'too-few-people',
		detail: { min: 30, have: 28 }
	});
	await ok(clerk, { type: 'attendance.sign-in-all', seats: seats.slice(28) });
	expect(await open(false)).toHaveProperty('seq');

	const ids = board().cards.map(({ id }) => id);
	// Four that all agree to, four on which two halves stand against each other.
	const votes = (n: number) =>
		Object.fromEntries(ids.map((id, k) => [id, k < 4 || n % 2 === 0 ? 1 : -1] as const));
	const answer = (n: number): Command => ({
		...{ type: 'cards.agree', board: 'b1', seat: seats[n]!, votes: votes(n) },
		ballot: `ballot-of-nobody-at-all-${n}`
	});
	for (let n = 0; n < 20; n++) expect(await ask(seats[n]!, answer(n))).toHaveProperty('seq');
	await stop();
	await chair.until(() => board().ground !== null, 'that they were too few', 60_000);
	expect(board().ground).toMatchObject({
		ok: false,
		refusal: { code: 'ground-few-people', has: 20, needs: 30 }
	});

	expect(await open(true)).toHaveProperty('seq');
	for (let n = 20; n < 30; n++) expect(await ask(seats[n]!, answer(n))).toHaveProperty('seq');
	// The last one has no phone: the clerk presses what they say.
	await ok(clerk, answer(30));
	expect(room.committed.hidden.cards.boards.get('b1')!.agree.size).toBe(31);
	await stop();
	await chair.until(() => board().ground?.ok === true, 'common ground', 60_000);
	const { ground } = board();
	if (!ground?.ok) throw new Error('nothing was found');
	expect(ground.ground.people).toBe(31);
	const words = (id: string) =>
		room.texts.get(board().cards.find((one) => one.id === id)!.text.id)!;
	const of = (verdict: string) =>
		ground.ground.statements.filter((one) => one.verdict === verdict).map(({ id }) => words(id));
	const asked = ground.ground.statements.map(({ id }) => words(id));
	expect(asked.sort(), 'a question is no statement').toEqual([...TEXTS].sort());
	expect(of('divides').length).toBeGreaterThan(2);

	const source = await deskSource(it.app, room);
	const paper = await exported(it.app, source, 'md', new Request('http://127.0.0.1/'));
	const markdown = await paper.text();
	expect(markdown).toContain('大家对卡片一张一张作答，31人答了，看法分成2组。');
	for (const text of of('accepted'))
		expect(markdown).toMatch(new RegExp(`各组都接受：.*${text}`, 'u'));
	for (const text of of('divides')) expect(markdown).toMatch(new RegExp(`有分歧：.*${text}`, 'u'));
	expect(markdown).toMatch(/A组 \d+\/\d+人同意/u);

	// Asked once more, what was told before is struck out.
	expect(await open(true)).toHaveProperty('seq');
	const after = await exported(
		it.app,
		await deskSource(it.app, room),
		'md',
		new Request('http://127.0.0.1/')
	);
	expect(await after.text()).toMatch(/~~大家对卡片一张一张作答，31人答了.*~~/u);
});
