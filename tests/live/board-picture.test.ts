/** A round of cards in the minutes: every card in each file, and the board as a picture (C21). */
import { expect, onTestFinished, test } from 'vitest';
import { overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';
import type { Command } from '#lib/meeting/registry.ts';
import { newId } from '#server/auth/arrival.ts';
import { exported, type Format } from '#server/export/answer.ts';
import { deskSource, publicSource } from '#server/export/source.ts';
import type { Room } from '#server/meeting/room.ts';
import { boardPicture } from '#server/record/boards.ts';
import { docxText, pdfText, unzip } from './files.ts';
import { resident, type Phone } from './people.ts';
import { discuss, folder, openMeeting, phone, served } from './world.ts';

const CARDS = ['饭菜要软烂', '少放盐', '八十岁以上有补贴', '空调坏了'];

/** A named round with its result: two groups, dots, one card put aside. */
async function round() {
	overwriteGetLocale(() => 'zh-Hans');
	onTestFinished(() => overwriteGetLocale(() => 'zh-Hans'));
	const it = await served(folder());
	const { room, chair, clerk } = await openMeeting(it, [resident('王桂芳'), resident('李建国')]);
	const phones: Phone[] = [await phone(it, room, 1), await phone(it, room, 2)];
	await discuss(room, chair);
	const item = room.committed.state.agenda.items[0]!.id;
	const ok = async (who: Phone, command: Command) =>
		expect(await who.send(command), command.type).toHaveProperty('seq');
	const question = '您最希望怎么办？';
	await ok(chair, { type: 'cards.prepare', item, question, settings: { level: 'named' } });
	await ok(chair, { type: 'cards.go', board: 'b1', from: 'ready', to: 'writing' });
	for (const [n, text] of CARDS.entries()) {
		const { seat } = phones[n % 2]!;
		const card = `card${String(n).padStart(10, '0')}`;
		const key = `key-of-a-single-card-${n}`;
		const send = { type: 'cards.send', board: 'b1', seat, text, card, key } as const;
		await ok(phones[n % 2]!, { ...send, stance: n === 3 ? 'worry' : 'idea' });
	}
	await ok(chair, { type: 'cards.go', board: 'b1', from: 'writing', to: 'grouping' });
	const id = (n: number) => `card${String(n).padStart(10, '0')}`;
	const group = { type: 'cards.group', board: 'b1' } as const;
	await ok(clerk, { ...group, cards: [id(0), id(1)], to: 'new', name: '饭菜与健康' });
	await ok(clerk, { ...group, cards: [id(2)], to: 'new', name: '价格<与>补贴' });
	const park = { type: 'cards.park', board: 'b1', as: 'off' } as const;
	await ok(clerk, { ...park, cards: [id(3)], reason: '另记，转物业' });
	await ok(chair, { type: 'cards.go', board: 'b1', from: 'grouping', to: 'dots' });
	const weigh = { type: 'cards.weigh', board: 'b1', ballot: 'ballot-of-a-single-phone' } as const;
	await ok(phones[0]!, { ...weigh, seat: phones[0]!.seat, points: { g2: 3 } });
	await ok(chair, { type: 'cards.go', board: 'b1', from: 'dots', to: 'result' });
	await it.app.rooms.flush();
	return { it, room };
}

async function file(made: Awaited<ReturnType<typeof round>>, format: Format): Promise<Uint8Array> {
	const source = await deskSource(made.it.app, made.room);
	const request = new Request('http://127.0.0.1/');
	const answer = await exported(made.it.app, source, format, request);
	return new Uint8Array(await answer.arrayBuffer());
}

test('[C21] every file holds question, groups, dots, cards and what was put aside; papers the picture', async () => {
	const made = await round();
	const docx = await file(made, 'docx');
	const md = Buffer.from(await file(made, 'md')).toString();
	const pdf = pdfText(await file(made, 'pdf')).join('');
	for (const words of [docxText(docx).join('\n'), md.replaceAll('\\', ''), pdf])
		for (const said of ['您最希望怎么办？', '② 价格<与>补贴', ...CARDS, '另记，转物业', '王桂芳'])
			expect(words).toContain(said);
	const parts = Object.keys(unzip(docx));
	expect(parts.filter((name) => /^word\/media\/.*\.png$/u.test(name))).toHaveLength(1);
	expect(unzip(docx)['word/document.xml']).toContain('descr="“您最希望怎么办？”的卡片板：② ');
	// On the picture, and in the list below it.
	for (const said of CARDS) expect(pdf.split(said)).toHaveLength(3);

	const data = JSON.parse(Buffer.from(await file(made, 'json')).toString()) as {
		cards: { groups: unknown[]; off: unknown[] }[];
	};
	expect(data.cards).toMatchObject([
		{
			...{ cards: 4, people: 2, points: 3 },
			groups: [
				{ number: 2, points: { total: 3, parts: [3] }, cards: [{ stance: 'idea' }] },
				{ number: 1, points: { total: 0 }, cards: [{}, {}] }
			],
			off: [{ stance: 'worry', why: { hash: expect.any(String) as string } }]
		}
	]);
});

test('[C21] the public record shows the board as a picture, made once, without what was erased', async () => {
	const { it, room } = await round();
	const svg = async (board = 'b1', width: 'whole' | 'narrow' = 'whole') =>
		(await boardPicture(it.app, room, board, width))?.plain.toString() ?? null;
	const first = (await svg())!;
	for (const said of ['您最希望怎么办？', '② 价格&lt;与&gt;补贴', ...CARDS])
		expect(first).toContain(said);
	expect(first).toContain('不属于本议题');
	expect(await boardPicture(it.app, room, 'b1', 'whole')).toBe(
		await boardPicture(it.app, room, 'b1', 'whole')
	);
	expect(await svg('b1', 'narrow')).not.toBe(first);
	expect(await svg('b9')).toBeNull();

	const { whole } = await it.app.records.of(room);
	const results = whole.record.lines.filter(
		({ body }) => body.is === 'fact' && body.fact.what === 'cards-result'
	);
	expect(results.map(({ body }) => body)).toMatchObject([{ fact: { board: 'b1' } }]);

	const { text } = room.committed.state.cards.boards[0]!.cards.find(
		(card) => room.texts.get(card.text.id) === CARDS[1]
	)!;
	await organiser(room, { type: 'plan.erase', text: text.id });
	await expect.poll(async () => (await svg())!.includes(CARDS[1]!)).toBe(false);
	expect(await svg()).toContain(CARDS[0]);
	expect(await publicSource(it.app, room)).not.toBeNull();
});

async function organiser(room: Room, command: Command): Promise<void> {
	const who = { session: 'office', owner: true, door: true };
	const answer = await room.ask({ id: newId(), as: 'organiser', command }, who);
	expect(answer).toHaveProperty('seq');
}
