/** The server's room and the room of tests take one path: the same commands leave the same trace in both. */
import { expect, test } from 'vitest';
import { emptyHidden } from '#lib/meeting/hidden.ts';
import type { SeatId } from '#lib/meeting/names.ts';
import type { Command, Hidden, MeetingEvent, MeetingState } from '#lib/meeting/registry.ts';
import { plan } from '#lib/meeting/runsheet/test-meetings.ts';
import { TestRoom } from '#lib/meeting/test-room.ts';
import type { Answer } from '#lib/meeting/wire.ts';
import type { Batch } from '#server/meeting/unit-of-work.ts';
import { genesis } from '#server/meeting/chain.ts';
import type { Journal } from '#server/meeting/journal.ts';
import { createLog } from '#server/log.ts';
import { CommandDigests } from '#server/meeting/command-digests.ts';
import { BlindKeys } from '#server/meeting/blind-keys.ts';
import { Room } from '#server/meeting/room.ts';
import { seeded } from './live/seeded.ts';

const entry = (name: string, role: 'member' | 'chair', votes: boolean) => ({
	...{ name, role, votes, building: '1号楼', title: '', official: false, channel: 'hall' as const },
	hasPhone: true
});

/** A real room on a journal that forgets everything, and what it would have stored. */
async function realRoom() {
	const names = { meeting: 'm1', code: '110411', addressKey: 'key' };
	const head = genesis(names.meeting);
	const loaded = {
		...{ seq: 0, head, at: 0, snapshot: null, rows: [], texts: new Map<string, string>() },
		...{ hidden: emptyHidden(), answered: new Set<number>(), locked: new Map() }
	};
	const journal = { load: () => Promise.resolve(loaded) } as unknown as Journal;
	const random = seeded(7);
	const bytes = (n: number) =>
		Buffer.from(Array.from({ length: n }, () => Math.floor(random() * 256)));
	const clock = () => Date.UTC(2026, 3, 11, 6, 15);
	const environment = {
		...{ now: clock, monotonic: clock, behind: () => 0, catchUp: () => undefined },
		random: bytes
	};
	const room = await Room.load(names, {
		...{ journal, environment, blind: new BlindKeys('test'), log: createLog('silent') },
		digests: new CommandDigests((text) => text),
		schedule: () => undefined
	});
	let count = 0;
	const stored: { batch: Batch; events: MeetingEvent[] }[] = [];
	function send(session: string, as: string, command: Command, proves?: string): Answer {
		let answer: Answer | undefined;
		const who = { session, owner: as === 'organiser', door: true, ...(proves ? { proves } : {}) };
		room.submit({ id: `command-${(count += 1)}`, as, command }, who, (given) => (answer = given));
		const batch = room.beginCommit();
		stored.push({ batch, events: room.finishCommit().events });
		return answer!;
	}
	return { room, send, stored };
}

type Make = (state: MeetingState, seat: (name: string) => SeatId) => Command;
type People = Hidden['roll']['people'];
const seatIn = (people: People) => (name: string) =>
	[...people].find(([, person]) => person?.name === name)![0];

test('anonymous commands leave the same trace in the room of the server and in that of tests', async () => {
	const real = await realRoom();
	const tested = new TestRoom();
	const send = (who: string, make: Make) => {
		const { state, hidden } = real.room.committed;
		const seat = seatIn(hidden.roll.people);
		const as = who === 'organiser' ? who : seat(who);
		expect(real.send(`phone of ${who}`, as, make(state, seat))).toHaveProperty('seq');
		expect(
			tested.send(
				who,
				make(tested.state, (name) => tested.seat(name))
			)
		).toBe('ok');
	};
	const sitDown = (name: string) => {
		const seat = seatIn(real.room.committed.hidden.roll.people)(name);
		real.send(`phone of ${name}`, 'door', { type: 'roll.claim', seat }, seat);
		expect(tested.scan(`phone of ${name}`, name)).toBe('ok');
	};
	const entries = [entry('王桂芳', 'member', true), entry('周雅琴', 'chair', false)];
	send('organiser', () => plan());
	send('organiser', () => ({ type: 'roll.add', entries }));
	for (const { name } of entries) sitDown(name);
	send('周雅琴', () => ({ type: 'plan.open' }));
	send('王桂芳', (_, seat) => ({ type: 'attendance.sign-in', seat: seat('王桂芳') }));
	send('周雅琴', ({ runsheet: { stages, stageId: stageId } }) => {
		const to = stages.find(({ kind }) => kind === 'discussion')!.id;
		return { type: 'runsheet.go', from: stageId!, to, force: true };
	});
	send('周雅琴', () => ({ type: 'mood.open' }));
	send('周雅琴', ({ agenda }) => ({
		...{ type: 'cards.prepare', item: agenda.items[0]!.id, question: '最担心什么？' },
		settings: { level: 'unsigned' }
	}));
	send('周雅琴', ({ cards }) => ({
		...{ type: 'cards.go', board: cards.boards[0]!.id, from: 'ready', to: 'writing' }
	}));
	send('周雅琴', () => ({
		...{ type: 'ballots.prepare', item: null },
		draft: { question: '您的态度', settings: { kind: 'scale' } }
	}));
	send('周雅琴', ({ ballots }) => ({ type: 'ballots.open', vote: ballots.votes[0]!.id }));
	const known = real.stored.length;
	send('王桂芳', (_, seat) => ({
		...{ type: 'mood.give', seat: seat('王桂芳'), ballot: 'b'.repeat(26), face: 'bad' }
	}));
	send('王桂芳', ({ cards }, seat) => ({
		...{ type: 'cards.send', board: cards.boards[0]!.id, seat: seat('王桂芳') },
		...{ card: 'c'.repeat(16), key: 'k'.repeat(24), text: '油烟', stance: 'worry' }
	}));
	send('王桂芳', ({ ballots }, seat) => ({
		...{ type: 'ballots.cast', vote: ballots.votes[0]!.id, seat: seat('王桂芳') },
		...{ ballot: 'v'.repeat(26), choice: ['agree'] }
	}));
	const anonymous = real.stored.slice(known);
	expect(anonymous.flatMap(({ batch }) => batch.answers)).toEqual([]);
	const told = anonymous.flatMap(({ events }) => events.map(({ actor }) => actor));
	expect(told).toEqual(['anonymous', 'anonymous']);

	const happened = real.stored.flatMap(({ events }) => events);
	const people = real.room.committed.hidden.roll.people;
	expect(trace(happened, people)).toEqual(trace(tested.events, tested.hidden.roll.people));
	const { cards, mood, ballots } = real.room.committed.hidden;
	expect(mood.faces).toEqual(tested.hidden.mood.faces);
	const votes = ({ votes: all }: Hidden['ballots']) =>
		[...all.values()].flatMap(({ ballots: cast }) => [...cast]);
	expect(votes(ballots)).toEqual(votes(tested.hidden.ballots));
	expect(votes(ballots)).toHaveLength(1);
	const hiddenCards = (of: Hidden['cards']) =>
		[...of.boards.values()].flatMap((board) => [...board.cards.values()]);
	expect(hiddenCards(cards)).toEqual(hiddenCards(tested.hidden.cards));
	expect(hiddenCards(cards)).toHaveLength(1);
});

/** Of events what does not hang on random ids: who is called by name. */
function trace(events: readonly MeetingEvent[], people: People) {
	return events.map(({ v, seq, type, actor }) => {
		return { v, seq, type, actor: people.get(actor)?.name ?? actor };
	});
}
