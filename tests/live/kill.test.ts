/** The plug is pulled: under commands, under writers, in a storm of cards. */
import { expect, onTestFinished, test } from 'vitest';
import { SIGN_IN_BEFORE } from '#lib/meeting/plan/view.ts';
import type { Command } from '#lib/meeting/registry.ts';
import { newId } from '#server/auth/arrival.ts';
import { eventOf } from '#server/meeting/chain.ts';
import { Answers } from './answers.ts';
import { bundled } from './bundled.ts';
import { pullPlugsOnWriters } from './kill-documents.ts';
import { pullPlugsOnVoters } from './kill-votes.ts';
import { pullPlugs, spawnServer } from './kill.ts';
import { makeMeeting, Phone, resident, seatId, sitDown } from './people.ts';
import { seeded } from './seeded.ts';
import { storedRows } from './stored-rows.ts';
import { discuss, folder, openMeeting, served } from './world.ts';

const HELD = { lost: 0, twice: 0, verdict: { ok: true } };

test('[F1] three kills in bursts: nothing answered is lost, nothing counted twice; `npm run prove` has a hundred', async () => {
	const report = await pullPlugs(3, 20261122);
	expect(report).toMatchObject(HELD);
	expect(report.acknowledged).toBeGreaterThan(15);
});

test('[F2] killed after COMMIT and before the answer: said again, answered the same', async () => {
	const report = await pullPlugs(2, 7, 'after');
	expect(report).toMatchObject(HELD);
});

test('[F1] killed before COMMIT: nothing half-stored', async () => {
	expect(await pullPlugs(2, 8, 'before')).toMatchObject(HELD);
});

test('[F18] three kills while ten people type: every word shown as saved is on disk; `npm run prove` has a hundred', async () => {
	const report = await pullPlugsOnWriters(3, 20261122);
	expect(report).toMatchObject({ lost: 0, twice: 0, whole: true });
	expect(report.saved).toBeGreaterThan(30);
}, 300_000);

test('[E21 F1] three kills while twelve people vote: each is counted once, as they were last told', async () => {
	const report = await pullPlugsOnVoters(3, 20261122);
	expect(report).toMatchObject({ lost: 0, wrong: 0, faults: [] });
	expect(report.acknowledged).toBeGreaterThan(36);
});

const PEOPLE = 30;
const EACH = 8;
const KILLS = 2;

test('[K9 C27 F1] killed again and again in a storm of cards: none lost, none twice', async () => {
	await bundled('serve');
	const dir = folder();
	const first = await served(dir);
	const people = Array.from({ length: PEOPLE }, (_, n) => resident(`居民${n + 1}`));
	const { room, chair } = await openMeeting(first, people);
	const { code } = room;
	await discuss(room, chair);
	const item = room.committed.state.agenda.items[0]!.id;
	const settings = { cards: EACH };
	await chair.send({ type: 'cards.prepare', item, question: '最担心什么？', settings });
	await chair.send({ type: 'cards.go', board: 'b1', from: 'ready', to: 'writing' });
	const seats = people.map((_, n) => seatId(room, n + 1));
	const cookies = await Promise.all(seats.map((seat) => sitDown(first.app, room, seat)));
	const port = Number(new URL(first.origin).port);
	await first.stop();

	const random = seeded(27);
	let server = await spawnServer(dir, port);
	onTestFinished(() => void server.kill('SIGKILL'));
	const phones = seats.map(
		(seat, n) => new Phone(`http://127.0.0.1:${port}`, code, seat, cookies[n]!, 500)
	);
	onTestFinished(() => {
		for (const phone of phones) phone.close();
	});
	const answers = new Answers();
	const texts = new Set<string>();
	const writing = phones.map(async (phone, n) => {
		for (let k = 0; k < EACH; k++) {
			const text = `第${n + 1}人第${k + 1}张`;
			const command: Command = {
				...{ type: 'cards.send', board: 'b1', seat: phone.seat, text, stance: 'worry' },
				card: `card${String(n).padStart(6, '0')}x${String(k).padStart(2, '0')}`,
				key: `key-of-a-single-phone-${n}-${k}`
			};
			expect(await phone.send(command), text).toHaveProperty('seq');
			texts.add(text);
			answers.add();
		}
	});
	for (let kill = 1; kill <= KILLS; kill++) {
		await answers.until(((kill - 0.5 + random() / 2) / (KILLS + 1)) * PEOPLE * EACH);
		const dead = new Promise((resolve) => server.once('exit', resolve));
		server.kill('SIGKILL');
		await dead;
		server = await spawnServer(dir, port);
	}
	await Promise.all(writing);
	const dead = new Promise((resolve) => server.once('exit', resolve));
	server.kill('SIGKILL');
	await dead;

	const again = await served(dir);
	const back = (await again.app.rooms.byCode(code))!;
	const secret = back.committed.hidden.cards.boards.get('b1')!;
	expect([...secret.cards.values()].map(({ text }) => text).sort()).toEqual([...texts].sort());
	expect([...secret.countsBySeat.cards.values()]).toEqual(Array(PEOPLE).fill(EACH));
});

test('[P14 F1] killed before and after the COMMIT of what was due: sign-in opened once, at its own time', async () => {
	const dir = folder();
	const first = await served(dir);
	const startsAt = first.app.now() + SIGN_IN_BEFORE + 200;
	const room = await makeMeeting(first.app, [resident('王桂芳')], undefined, undefined, false);
	const organiser = { session: null, owner: true, door: true };
	const ask = (command: Command) => room.ask({ id: newId(), as: 'organiser', command }, organiser);
	const draft = { title: '试一试', matter: '怎样办老年食堂？', startsAt };
	expect(await ask({ type: 'plan.amend', draft })).toHaveProperty('seq');
	expect(await ask({ type: 'plan.announce' })).toHaveProperty('seq');
	const port = Number(new URL(first.origin).port);
	await first.stop();
	for (const die of ['before:1', 'after:1']) {
		const child = await spawnServer(dir, port, die);
		await new Promise((resolve) => child.once('exit', resolve));
	}
	const again = await served(dir);
	const events = storedRows(again.app, room.meeting).map(({ line }) => eventOf(line));
	const announced = events.find(({ type }) => type === 'plan.announced')!;
	const opened = events.filter(({ type }) => type === 'plan.sign-in-opened');
	// On a busy machine it may have been due before the notice was out; nothing happens before what it follows from.
	const at = Math.max(startsAt - SIGN_IN_BEFORE, announced.at);
	expect(opened).toMatchObject([{ at, actor: 'clock' }]);
});
