/**
 * A phone whose line was down has its unsent card in once the line is back (C27); within how many seconds, says
 * `npm run prove`.
 */
import { expect, onTestFinished, test } from 'vitest';
import { lineTo } from './dead-line.ts';
import { Phone, resident, seatId, sitDown } from './people.ts';
import { discuss, folder, openMeeting, served } from './world.ts';

test('[C27] a line that hangs up before greeting, and one that stays silent, do not keep a card', async () => {
	const it = await served(folder());
	const { room, chair } = await openMeeting(it, [resident('李建国'), resident('赵敏')]);
	await discuss(room, chair);
	const item = room.committed.state.agenda.items[0]!.id;
	await chair.send({ type: 'cards.prepare', item, question: '最担心什么？' });
	await chair.send({ type: 'cards.go', board: 'b1', from: 'ready', to: 'writing' });
	const line = await lineTo(it.origin);
	onTestFinished(() => line.stop());
	const seat = seatId(room, 1);
	const phone = new Phone(line.origin, room.code, seat, await sitDown(it.app, room, seat));
	onTestFinished(() => phone.close());
	await phone.until(({ copy }) => copy !== null, 'the room to show');

	for (const [n, down] of (['ends', 'silent'] as const).entries()) {
		line.become(down);
		if (down === 'ends') line.hangUp();
		const written = phone.client.send(seat, {
			...{ type: 'cards.send', board: 'b1', seat, text: `第${n}张`, stance: 'idea' },
			card: `card000000${n}abc`,
			key: `key-of-a-single-phone-${n}`
		});
		await line.tried();
		line.become('whole');
		// A silent line is given up by the phone itself: what hangs on it does not come back.
		expect(await written).toHaveProperty('seq');
	}
	await chair.send({ type: 'cards.go', board: 'b1', from: 'writing', to: 'collecting' });
	expect(room.committed.state.cards.boards[0]!.count).toMatchObject({ cards: 2, people: 1 });
});

test('[F31] a phone that presses nothing knows that its line is dead, and heals by itself', async () => {
	const it = await served(folder());
	const { room } = await openMeeting(it, [resident('李建国')]);
	const line = await lineTo(it.origin);
	onTestFinished(() => line.stop());
	const seat = seatId(room, 1);
	const phone = new Phone(line.origin, room.code, seat, await sitDown(it.app, room, seat));
	onTestFinished(() => phone.close());
	await phone.until(({ copy }) => copy !== null, 'the room to show');
	await line.brings('6');
	line.become('silent');
	await phone.until(({ quietSince }) => quietSince !== null, 'the silence to be noticed');
	expect(phone.connected).toBe(true);
	line.become('whole');
	await phone.until(({ connected }) => !connected, 'the line to be given up');
	await phone.until(({ connected }) => connected, 'another line');
	expect(phone.quietSince).toBeNull();
});
