import { describe, expect, it } from 'vitest';
import { factSentence } from '#lib/i18n/fact.ts';
import type { Words } from '#lib/i18n/fact-words.ts';
import { attendanceOf } from '../attendance/attendance.ts';
import { begin, cast, close, CLERK, talked } from '../ballots/test-votes.ts';
import { Round } from '../cards/test-round.ts';
import { counts } from '../attendance/view.ts';
import { factsOf } from '../facts.ts';
import { fairness } from '../queue/fairness.ts';
import { call, discussion, end, raise, speak, start } from '../queue/test-discussion.ts';
import type { MinutesFact } from '../registry.ts';
import type { TestRoom } from '../test-room.ts';
import type { ChangeAsked, MinutesCommand } from './commands.ts';
import { MinutesProjection } from './projection.ts';

const DAY = 24 * 3600_000;

/** 甲 spoke against, 乙 is here, 丙 is not, 丁 came late. */
function evening(): { world: TestRoom; turn: number } {
	const world = discussion(
		[{ id: 'jia' }, { id: 'yi' }, { id: 'bing', absent: true }, { id: 'ding', absent: true }],
		'twelve-rules'
	);
	raise(world, 'jia', 'against');
	speak(world, 60_000);
	const turn = world.state.queue.speaker!.fact!;
	end(world);
	world.do('clerk', { type: 'attendance.sign-in', seat: 'ding' });
	return { world, turn };
}

const correct = (change: ChangeAsked, fact?: number, text = '按错了号'): MinutesCommand => ({
	type: 'minutes.correct',
	text,
	change,
	...(fact === undefined ? {} : { fact })
});
const factAt = (world: TestRoom, seq: number) =>
	factsOf(world.events).find((fact) => fact.seq === seq)!;
const turns = (world: TestRoom) =>
	fairness(world.state).people.map(({ key, turns: n }) => `${key} ${n}`);

it('[A7] whoever spoke or voted was here: no press at the door undoes their sign-in', () => {
	const { world } = evening();
	const undo = (seat: string) => ({ type: 'attendance.undo-sign-in', seat }) as const;
	expect(world.refused('clerk', undo('jia'))).toBe('has-spoken');
	// Called, and not speaking yet: they go from the floor with it.
	raise(world, 'yi', 'for');
	call(world);
	world.do('clerk', undo('yi'));
	expect(world.state.queue.speaker).toBeNull();
	const room = talked();
	begin(room);
	cast(room, '乙', 'yes', { by: CLERK });
	expect(room.send(CLERK, undo(room.seat('乙')))).toBe('took-part');
	expect(room.send(CLERK, undo(room.seat('丙')))).toBe('ok');
});

describe('correcting a fact of the same evening', () => {
	it('[M20] who spoke: the turn is theirs from then on, what was written stays beside it', () => {
		const { world, turn } = evening();
		const change = { is: 'seat', seat: 'yi' } as const;
		world.do('clerk', correct(change, turn));
		const fact = factAt(world, turn);
		expect(fact).toMatchObject({ what: 'turn', seat: 'yi', stance: 'against', spent: 60_000 });
		expect(fact.corrected).toMatchObject({
			was: { seat: 'jia', stance: 'against' },
			never: false,
			by: [{ by: 'clerk' }]
		});
		expect(world.text(fact.corrected!.by[0]!.text)).toBe('按错了号');
		expect(factsOf(world.events).at(-1)).toMatchObject({
			what: 'correction',
			of: turn,
			actor: 'clerk',
			change: { ...change, was: 'jia' }
		});
		// The journal holds what was written, and what is right, in the order in which it was.
		const told = world.events.filter(({ type }) => type === 'queue.joined');
		expect(JSON.stringify(told)).toContain('"seat":"jia"');
	});

	it('[M21] turns are counted from what is right, also those that are left', () => {
		const { world, turn } = evening();
		expect(turns(world)).toEqual(expect.arrayContaining(['jia 1']));
		world.do('clerk', correct({ is: 'seat', seat: 'yi' }, turn));
		expect(turns(world)).toEqual(expect.arrayContaining(['yi 1']));
		expect(world.state.queue.counts).toEqual({ yi: 1 });
		expect(world.state.queue.lastStance).toBe('against');
		world.do('clerk', correct({ is: 'stance', stance: 'for' }, turn));
		expect(world.state.queue.lastStance).toBe('for');
	});

	it('[M20] how they stood, and twice; what was written first is what is struck out', () => {
		const { world, turn } = evening();
		world.do('clerk', correct({ is: 'stance', stance: 'for' }, turn));
		world.do('chair', correct({ is: 'stance', stance: 'ask' }, turn, '其实是问'));
		world.do('clerk', correct({ is: 'seat', seat: 'yi' }, turn));
		expect(factAt(world, turn)).toMatchObject({
			seat: 'yi',
			stance: 'ask',
			corrected: {
				was: { seat: 'jia', stance: 'against' },
				by: [{ by: 'clerk' }, { by: 'chair' }, { by: 'clerk' }]
			}
		});
	});

	it('[M20] while the turn still runs', () => {
		const { world } = evening();
		raise(world, 'yi', 'for');
		call(world);
		start(world);
		const { fact } = world.state.queue.speaker!;
		world.do('clerk', correct({ is: 'stance', stance: 'against' }, fact!));
		end(world);
		expect(world.state.queue.turns.at(-1)!.entry).toMatchObject({ seat: 'yi', stance: 'against' });
	});

	it('[M21] how they came reaches their turns, the floor and the list', () => {
		const { world, turn } = evening();
		raise(world, 'ding', 'for');
		call(world);
		start(world);
		raise(world, 'jia', 'for');
		const ways = () => fairness(world.state).ways.map(({ key }) => key);
		expect(ways()).toEqual(['hall']);
		world.do('clerk', correct({ is: 'sign-in', seat: 'jia', came: 'online' }));
		expect(ways()).toEqual(['online']);
		expect(factAt(world, turn)).toMatchObject({ channel: 'online' });
		expect(world.state.queue.entries).toMatchObject([{ seat: 'jia', channel: 'online' }]);
		world.do('clerk', correct({ is: 'sign-in', seat: 'ding', came: 'online' }));
		expect(world.state.queue.speaker!.entry).toMatchObject({ seat: 'ding', channel: 'online' });
	});

	it('[M21] what they said while they were here otherwise stays', () => {
		const { world, turn } = evening();
		world.do('clerk', { type: 'attendance.step-out', seat: 'jia' });
		world.do('clerk', { type: 'attendance.sign-in', seat: 'jia', channel: 'online' });
		world.do('clerk', correct({ is: 'sign-in', seat: 'jia', came: 'phone' }));
		expect(factAt(world, turn)).toMatchObject({ channel: 'hall' });
	});

	it('[M21] in a round-robin the turn moves within its round', () => {
		const world = discussion([{ id: 'jia' }, { id: 'yi' }], 'round-robin');
		const round = (n: number) =>
			world.do('chair', { type: 'queue.next-round', item: 'i1', round: n });
		const said = () => {
			speak(world, 60_000);
			const { fact, entry } = world.state.queue.speaker!;
			end(world);
			return { turn: fact!, seat: entry.seat, other: entry.seat === 'jia' ? 'yi' : 'jia' };
		};
		round(1);
		const before = said();
		while (world.state.queue.entries.length > 0) said();
		round(2);
		const now = said();
		expect(world.state.queue.counts).toEqual({ [now.seat]: 1 });
		world.do('clerk', correct({ is: 'seat', seat: before.other }, before.turn));
		expect(world.state.queue.counts).toEqual({ [now.seat]: 1 });
		world.do('clerk', correct({ is: 'seat', seat: now.other }, now.turn));
		expect(world.state.queue.counts).toEqual({ [now.other]: 1 });
	});

	it('[M21] a running turn that is another’s: their hand is down, and they speak for whom they do', () => {
		const world = discussion(
			[
				{ id: 'jia', speaksFor: 12 },
				{ id: 'yi', speaksFor: 3 }
			],
			'twelve-rules'
		);
		raise(world, 'jia', 'for');
		call(world);
		start(world);
		raise(world, 'yi', 'against');
		world.do('clerk', correct({ is: 'seat', seat: 'yi' }, world.state.queue.speaker!.fact!));
		expect(world.state.queue.speaker!.entry).toMatchObject({ seat: 'yi', speaksFor: 3 });
		expect(world.state.queue.entries).toEqual([]);
	});

	it('[M20] a side’s turn is of somebody who sits on a side', () => {
		const world = discussion(
			[{ id: 'jia', side: 'a' }, { id: 'yi' }, { id: 'bing', side: 'b' }],
			'mediation'
		);
		raise(world, 'jia', 'side');
		speak(world, 60_000);
		const turn = world.state.queue.speaker!.fact!;
		expect(world.refused('clerk', correct({ is: 'seat', seat: 'yi' }, turn))).toBe('side-required');
		world.do('clerk', correct({ is: 'seat', seat: 'bing' }, turn));
		expect(world.state.queue.speaker!.entry.side).toBe('b');
	});

	it('[M20] a sign-in that was none: attendance follows, a late one is struck out', () => {
		const { world } = evening();
		const { fact } = attendanceOf(world.state.attendance, 'ding');
		expect(factAt(world, fact!)).toMatchObject({ what: 'came', seat: 'ding' });
		expect(counts(world.state)).toMatchObject({ present: 3 });
		world.do('clerk', correct({ is: 'sign-in', seat: 'ding', came: null }));
		expect(counts(world.state)).toMatchObject({ present: 2 });
		expect(factAt(world, fact!).corrected).toMatchObject({ never: true });
		expect(attendanceOf(world.state.attendance, 'ding').signedInAt).toBeNull();
	});

	it('[M20] a sign-in after one that was none is one of its own, and can be corrected', () => {
		const { world } = evening();
		const factOf = () => attendanceOf(world.state.attendance, 'ding').fact!;
		const none = factOf();
		world.do('clerk', correct({ is: 'sign-in', seat: 'ding', came: null }));
		world.do('clerk', { type: 'attendance.sign-in', seat: 'ding' });
		const came = factOf();
		expect(came).toBe(world.events.length);
		world.do('clerk', correct({ is: 'sign-in', seat: 'ding', came: 'online' }));
		expect(factAt(world, came)).toMatchObject({ channel: 'online', corrected: { never: false } });
		expect(factAt(world, none)).toMatchObject({ channel: 'hall', corrected: { never: true } });
	});

	it('[M20] signs in nobody who was sent out, and nobody before the meeting', () => {
		const { world } = evening();
		world.do('clerk', { type: 'roll.send-out', seat: 'bing', reason: '吵' });
		const came = correct({ is: 'sign-in', seat: 'bing', came: 'hall' });
		expect(world.refused('clerk', came)).toBe('sent-out');
		world.do('clerk', { type: 'roll.let-back', seat: 'bing' });
		world.do('clerk', came);
		const { plan } = world.state;
		world.state = { ...world.state, plan: { ...plan, phase: 'planned', openedAt: null } };
		const early = correct({ is: 'sign-in', seat: 'bing', came: null });
		expect(world.refused('clerk', early)).toBe('not-open');
	});

	it('[M20] how they came: what is right stands there, what was written is struck out', () => {
		const { world } = evening();
		const sentence = (fact: MinutesFact) => factSentence(fact, { name: (seat) => seat } as Words);
		const { fact } = attendanceOf(world.state.attendance, 'ding');
		world.do('clerk', correct({ is: 'sign-in', seat: 'ding', came: 'online' }));
		const came = factAt(world, fact!);
		expect(came).toMatchObject({
			channel: 'online',
			corrected: { was: { channel: 'hall' }, never: false }
		});
		expect(sentence(came.corrected!.was)).not.toBe(sentence(came));
		world.do('clerk', correct({ is: 'sign-in', seat: 'ding', came: 'phone' }));
		expect(factAt(world, fact!)).toMatchObject({
			channel: 'phone',
			corrected: { was: { channel: 'hall' } }
		});
		// And somebody whom a correction has signed in.
		const [first] = world.do('clerk', correct({ is: 'sign-in', seat: 'bing', came: 'phone' }));
		world.do('clerk', correct({ is: 'sign-in', seat: 'bing', came: 'hall' }));
		const again = factAt(world, first!.seq);
		expect(again).toMatchObject({
			change: { came: 'hall' },
			corrected: { was: { change: { came: 'phone' } } }
		});
		expect(sentence(again.corrected!.was)).not.toBe(sentence(again));
	});

	it('[M20] [M21] late or not: who was there and forgotten, and who only said so', () => {
		const { world } = evening();
		const { fact } = attendanceOf(world.state.attendance, 'ding');
		const late = (is: boolean) => correct({ is: 'late', seat: 'ding', late: is });
		expect(counts(world.state)).toMatchObject({ late: 1 });
		expect(world.refused('clerk', late(true))).toBe('stale');
		world.do('clerk', late(false));
		expect(counts(world.state)).toMatchObject({ late: 0, present: 3 });
		expect(factAt(world, fact!)).toMatchObject({
			...{ late: false, backfilled: true },
			corrected: { was: { late: true }, never: false }
		});
		// How they came is another matter, and both stand.
		world.do('clerk', correct({ is: 'sign-in', seat: 'ding', came: 'online' }));
		expect(factAt(world, fact!)).toMatchObject({ late: false, channel: 'online' });
		expect(world.refused('clerk', late(false))).toBe('stale');
		world.do('clerk', late(true));
		expect(factAt(world, fact!)).toMatchObject({ late: true, channel: 'online' });
		expect(factAt(world, fact!)).not.toHaveProperty('backfilled');
		world.do('clerk', late(false));
		// Who signed in on time, or not at all, has no lateness to put right.
		const of = (seat: string, is: boolean) => correct({ is: 'late', seat, late: is });
		expect(world.refused('clerk', of('jia', true))).toBe('stale');
		expect(world.refused('clerk', of('bing', false))).toBe('did-not-attend');
		expect(world.refused('clerk', of('nobody', false))).toBe('no-such-seat');
	});

	it('[M21] somebody came whom nobody signed in; and not later than the meeting began', () => {
		const { world } = evening();
		world.do('clerk', correct({ is: 'sign-in', seat: 'bing', came: 'phone' }));
		expect(attendanceOf(world.state.attendance, 'bing')).toMatchObject({
			status: 'present',
			late: false,
			by: 'clerk',
			signedInAt: world.state.plan.openedAt
		});
		expect(world.state.roll.seats.bing!.channel).toBe('phone');
		expect(world.refused('clerk', correct({ is: 'sign-in', seat: 'bing', came: 'phone' }))).toBe(
			'stale'
		);
	});

	it('[M21] whoever spoke was there, and whoever is said to have spoken signed in', () => {
		const { world, turn } = evening();
		const absent = correct({ is: 'sign-in', seat: 'jia', came: null });
		expect(world.refused('clerk', absent)).toBe('has-spoken');
		expect(world.refused('clerk', correct({ is: 'seat', seat: 'bing' }, turn))).toBe(
			'did-not-attend'
		);
		world.do('clerk', correct({ is: 'seat', seat: 'yi' }, turn));
		world.do('clerk', absent);
	});

	it('[M21] whoever voted, wrote a card or weighed was there', () => {
		const never = (room: TestRoom, name: string) =>
			room.send(CLERK, correct({ is: 'sign-in', seat: room.seat(name), came: null }));
		const room = talked();
		const open = begin(room, { settings: { kind: 'yes-no', secrecy: 'unsigned' } });
		cast(room, '乙', 'yes');
		expect(never(room, '乙')).toBe('took-part');
		cast(room, '丁', 'yes');
		close(room, open);
		const named = begin(room, { settings: { kind: 'yes-no', secrecy: 'named' } });
		cast(room, '丙', 'yes');
		close(room, named);
		expect(never(room, '丙')).toBe('took-part');
		expect(never(room, '戊')).toBe('ok');
		const round = new Round({ level: 'named' });
		round.go('writing');
		round.write('甲', '修电梯');
		round.write('乙', '装路灯');
		expect(never(round.room, '乙')).toBe('took-part');
		round.go('reading');
		round.group(
			round.board.cards.map(({ id }) => id),
			'new',
			'修'
		);
		round.go('dots');
		expect(round.weigh('丙', { g1: 1 })).toBe('ok');
		expect([never(round.room, '甲'), never(round.room, '丙')]).toEqual(['took-part', 'took-part']);
	});

	it('[M20] the desk alone, with a reason, of a fact that there is, until the seal', () => {
		const { world, turn } = evening();
		const change = { is: 'seat', seat: 'yi' } as const;
		expect(world.refused('jia', correct(change, turn))).toBe('not-allowed');
		expect(world.refused('clerk', correct(change, turn, ' '))).toBe('text-empty');
		expect(world.refused('clerk', correct(change, turn + 1))).toBe('no-such-fact');
		expect(world.refused('clerk', correct({ is: 'stance', stance: 'order' }, turn))).toBe(
			'stance-required'
		);
		world.do('chair', { type: 'plan.close' });
		world.do('clerk', correct({ is: 'stance', stance: 'for' }, turn));
		world.do('organiser', { type: 'minutes.open-objections', until: world.now + DAY });
		world.do('organiser', correct(change, turn));
		world.pass(DAY).do('organiser', { type: 'minutes.seal', blocks: [], upTo: 1 });
		expect(world.refused('clerk', correct({ is: 'seat', seat: 'jia' }, turn))).toBe(
			'minutes-sealed'
		);
	});

	it('[M20] carried along, the facts are those of the whole journal', () => {
		const { world, turn } = evening();
		const projection = new MinutesProjection();
		const follow = () => {
			for (const event of world.events.slice(projection.seq)) projection.add(event);
			return projection.facts;
		};
		follow();
		world.do('clerk', correct({ is: 'seat', seat: 'yi' }, turn));
		world.do('clerk', correct({ is: 'sign-in', seat: 'ding', came: null }));
		expect(follow()).toEqual(factsOf(world.events));
	});
});
