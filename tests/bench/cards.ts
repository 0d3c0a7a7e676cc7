/** A card round in a full hall: everybody sends three cards in thirty seconds, then all are shown. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Crowd, Step } from './crowd.ts';
import { clock, type Reading } from './meter.ts';
import type { Prepared } from './prepare.ts';
import type { Measured } from './servers.ts';

export interface CardRound {
	acks: number[];
	/** From the chair's press to the last screen that shows all cards, ms. */
	reveal: number;
	/** Of each screen: while people write, and all cards at once. */
	writing: number;
	shown: number;
	during: Reading;
}

const CARDS = 3;

/** The chair is the last screen. Cards are as long as most people write them: 12 to 24 characters. */
export async function cardRound(
	crowd: Crowd,
	server: Measured,
	room: Prepared,
	seconds: number
): Promise<CardRound> {
	const chair = room.people.length;
	const desk = { ...room.chair, desk: true } as const;
	const people = [...room.people, desk].map((person) => ({ ...person, code: room.code }));
	await crowd.join(people, await server.target(room.code));
	await sleep(1300);
	const press = async (command: object) => {
		const { refused, sentAt } = await crowd.send(chair, command);
		if (refused.length > 0) throw new Error(refused[0]);
		return sentAt;
	};
	const question = '您最希望怎么办？最担心什么？';
	await press({ type: 'cards.prepare', item: room.item, question });
	await press({ type: 'cards.go', board: 'b1', from: 'ready', to: 'writing' });

	const plan: Step[] = [];
	const steps = room.people.length * CARDS;
	for (let n = 0; n < steps; n++) {
		const screen = (n * 7919) % room.people.length;
		const command = card(n, room.people[screen]!.seat);
		plan.push({ screen, at: (n / steps) * seconds * 1000, command });
	}
	await Promise.all([crowd.mark(), server.child.mark()]);
	const acks = await crowd.storm(clock() + 100, plan);
	if (acks.refused.length > 0) throw new Error(acks.refused[0]);
	const during = await server.child.read();
	await sleep(2500); // the last count is told within a second
	const writing = (await crowd.counts()).bytes / people.length;

	const { copy } = await server.target(room.code);
	const seen = crowd.watch(copy!.seq + 1);
	await crowd.counts();
	const sentAt = await press({ type: 'cards.go', board: 'b1', from: 'writing', to: 'reading' });
	const seenAt = await seen;
	const shown = (await crowd.counts()).bytes / people.length - writing;
	return { acks: acks.times, reveal: seenAt - sentAt, writing, shown, during };
}

function card(n: number, seat: string): object {
	const words = '希望老年食堂饭菜软烂少盐价格便宜早点开业送到家';
	return {
		...{ type: 'cards.send', board: 'b1', seat, stance: 'idea' },
		text: `${n}号${words.slice(0, 8 + (n % 13))}`,
		card: `card${String(n).padStart(10, '0')}`,
		key: `key-of-card-${String(n).padStart(12, '0')}`
	};
}
