/**
 * A ranking and its result over real sockets: phones and hands of the hall count alike, and what was taken back stands
 * struck out in the minutes' facts, the record and the papers.
 */
import { expect, test } from 'vitest';
import { ranking } from '#lib/meeting/cards/view.ts';
import type { Command } from '#lib/meeting/registry.ts';
import { exported } from '#server/export/answer.ts';
import { deskSource } from '#server/export/source.ts';
import { resident } from './people.ts';
import { discuss, folder, openMeeting, phone, replay, served } from './world.ts';

const NAMES = ['王桂芳', '李建国', '刘玉珍', '陈立新', '张秀兰'];
const CARDS = ['便宜', '软烂少盐', '送到家', '不冒油烟', '公布账目'];

test('[K31 K5] phones and raised hands rank alike; a result that was taken back stays, struck out', async () => {
	const it = await served(folder());
	const { room, chair, clerk } = await openMeeting(
		it,
		NAMES.map((name) => resident(name))
	);
	const phones = await Promise.all([1, 2].map((n) => phone(it, room, n)));
	await discuss(room, chair);
	const ok = async (who: typeof chair, command: Command) =>
		expect(await who.send(command), command.type).toHaveProperty('seq');
	const board = () => room.committed.state.cards.boards[0]!;
	const go = (to: 'writing' | 'reading' | 'dots' | 'result') =>
		ok(chair, { type: 'cards.go', board: 'b1', from: board().step, to });
	const item = room.committed.state.agenda.items[0]!.id;
	const settings = { weigh: 'rank', ranks: 5, level: 'named' } as const;
	await ok(chair, { type: 'cards.prepare', item, question: '最看重什么？', settings });
	await go('writing');
	for (const [n, text] of CARDS.entries()) {
		const card = { card: `card00000000${n}`, key: `key-of-a-card-number-${n}`, number: n + 1 };
		await ok(clerk, { type: 'cards.paper', board: 'b1', stance: 'idea', text, ...card });
	}
	await go('reading');
	for (const { id } of board().cards)
		await ok(clerk, {
			type: 'cards.group',
			board: 'b1',
			cards: [id],
			to: 'new',
			name: `类${id.at(-1)}`
		});
	await go('dots');
	const rank = async (best: number, second: number, times: string) => {
		const rest = [1, 2, 3, 4, 5].filter((n) => n !== best && n !== second);
		const order = [best, second, ...rest].map((n) => `g${n}`);
		const points = Object.fromEntries(order.map((id, at) => [id, order.length - at]));
		for (const [n, one] of phones.entries())
			await ok(one, {
				...{ type: 'cards.weigh', board: 'b1', seat: one.seat, points },
				ballot: `ballot-of-nobody-${times}-${n}`
			});
	};
	await rank(2, 1, 'first');
	await ok(clerk, { type: 'cards.close-phones', board: 'b1' });
	const hands = { g1: [3], g2: [0, 3], g3: [0, 0, 3] };
	await ok(clerk, { type: 'cards.rank-hall', board: 'b1', people: 3, hands });
	await clerk.until((p) => p.privateView!.cards.hall[0]?.hands?.g1?.[0] === 3, 'the hands back');
	await go('result');
	// Two phones put 2 before 1, three hands 1 before 2: 2×4 + 3×5, and 2×5 + 3×4.
	expect(ranking(board()).slice(0, 2)).toMatchObject([
		{ number: 1, total: 23 },
		{ number: 2, total: 22 }
	]);

	await ok(chair, { type: 'cards.go', board: 'b1', from: 'result', to: 'dots' });
	await rank(3, 4, 'again');
	await go('result');
	expect(ranking(board())[0]).toMatchObject({ number: 3, total: 10 });
	expect(replay(it, room).cards).toEqual(room.committed.state.cards);

	const source = await deskSource(it.app, room);
	const paper = await exported(it.app, source, 'md', new Request('http://127.0.0.1/'));
	const markdown = await paper.text();
	expect(markdown).toContain('23分');
	expect(markdown, 'nothing speaks of dots').not.toMatch(/\d点）|投点/u);
	const struck = markdown.split('\n').filter((line) => line.includes('~~'));
	expect(struck.join('\n')).toMatch(/~~.*23分.*~~/u);
	expect(struck.join('\n'), 'what holds is not struck').not.toContain('10分');
	expect(markdown).toMatch(/这个结果不算数了（.+，\d+:\d\d）/u);
});
