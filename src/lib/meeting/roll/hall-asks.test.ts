/** Who scans the hall's QR asks for their own seat, and the desk answers: told as arrivals. */
import { describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import type { TestRoom } from '../test-room.ts';
import { doubtsOf } from './ask-doubts.ts';
import { ASKS, seatsToAskFor } from './hall-asks.ts';
import type { AskDoubt, Whence } from './hidden.ts';
import { planned, resident, roomOf } from './test-rolls.ts';
import { rollView } from './private-view.ts';

const hall: Whence = { place: 'hall', lane: 'hall' };
const away: Whence = { place: 'elsewhere', lane: 'chat' };
const NAMES = ['王桂芳', '李建国', '赵敏', '孙晓'];

function opened(): TestRoom {
	const room = roomOf(planned());
	const staff = { votes: false, official: true } as const;
	room.do('organiser', {
		type: 'roll.add',
		entries: [
			resident('周雅琴', { role: 'chair', ...staff }),
			resident('孙晓彤', { role: 'clerk', ...staff }),
			...NAMES.map((name) => resident(name))
		]
	});
	room.pass(1000).tell([{ type: 'plan.opened', body: { stage: 'in' } }]);
	return room;
}

function ask(
	room: TestRoom,
	session: string,
	name: string,
	more: Pick<Partial<Actor>, 'scanned' | 'whence'> = {}
): string {
	const who = { session, scanned: true as const, whence: hall, ...more };
	return room.send(who, { type: 'roll.ask-seat', seat: room.seat(name) });
}
const idOf = (room: TestRoom, session: string) =>
	room.hidden.roll.hallAsks.find((one) => one.session === session)!.id;
const doubts = (room: TestRoom): (AskDoubt | null)[] => [
	...doubtsOf(room.state, room.hidden).values()
];
const answer = (room: TestRoom, yes = true) => {
	const asks = room.hidden.roll.hallAsks.map(({ id }) => id);
	return room.send('孙晓彤', { type: 'roll.answer-asks', asks, yes });
};
const held = (room: TestRoom) =>
	NAMES.filter((name) => room.state.roll.seats[room.seat(name)]!.held);

it('[S30 F34] whoever was compared once is not compared again at the next ask', () => {
	const room = opened();
	ask(room, 'li', '李建国');
	let reads = 0;
	const { people } = room.hidden.roll;
	const counted = [...people].map(([seat, person]) => {
		const name = person!.name;
		const read = {
			...person!,
			get name() {
				reads += 1;
				return name;
			}
		};
		return [seat, read] as const;
	});
	const roll = { ...room.hidden.roll, people: new Map(counted) };
	const hidden = { ...room.hidden, roll };
	doubtsOf(room.state, hidden);
	const first = reads;
	doubtsOf(room.state, hidden);
	expect([first > 0, reads]).toEqual([true, first]);
});

describe('[S29] asking', () => {
	it('a phone that scanned asks for one seat at a time; one that did not asks for none', () => {
		const room = opened();
		const before = room.events.length;
		expect(ask(room, 'li', '李建国', { scanned: undefined })).toBe('not-allowed');
		expect(ask(room, 'li', '王桂芳')).toBe('ok');
		expect(ask(room, 'li', '李建国'), 'the wrong name was tapped first').toBe('ok');
		expect(ask(room, 'li', '李建国')).toBe('ok');
		const { hallAsks } = room.hidden.roll;
		expect(hallAsks.map(({ seat }) => seat)).toEqual([room.seat('李建国')]);
		expect(room.events.length, 'nothing of it is in the journal').toBe(before);
	});

	it('asks only for a seat of the roll where nobody sits, and never for one with powers', () => {
		const room = opened();
		const names = () =>
			seatsToAskFor(room.state, room.hidden).map(({ id }) => room.person(id)!.name);
		expect(names()).toEqual(NAMES);
		room.scan('wang', '王桂芳');
		room.do('孙晓彤', { type: 'attendance.sign-in', seat: room.seat('赵敏') });
		room.join('guest', '李建国');
		expect(names()).toEqual(['李建国', '孙晓']);
		expect(ask(room, 'x', '王桂芳')).toBe('seat-taken');
		expect(ask(room, 'x', '周雅琴')).toBe('seat-taken');
		room.do('孙晓彤', { type: 'roll.join-open', open: false });
		expect(ask(room, 'x', '孙晓')).toBe('signin-closed');
	});

	it('who was sent out asks for nothing', () => {
		const room = opened();
		room.scan('wang', '王桂芳');
		room.do('孙晓彤', { type: 'roll.send-out', seat: room.seat('王桂芳'), reason: '吵闹' });
		expect(ask(room, 'wang', '李建国')).toBe('sent-out');
	});

	it('somebody who sends the photograph to a chat fills neither a seat nor the list', () => {
		const room = opened();
		const entries = Array.from({ length: 60 }, (_, n) => resident(`居民${n}`));
		room.do('organiser', { type: 'roll.add', entries });
		const one = Array.from({ length: 9 }, (_, n) => ask(room, `a${n}`, '李建国', { whence: hall }));
		expect(one.filter((said) => said === 'ok')).toHaveLength(ASKS.seat);
		expect(one).toContain('guests-many');
		const many = entries.map(({ name }, n) => ask(room, `b${n}`, name, { whence: away }));
		expect(many.filter((said) => said === 'ok')).toHaveLength(ASKS.elsewhere);
		expect(ask(room, 'honest', '王桂芳'), 'the hall still asks').toBe('ok');
	});
});

describe('[S30] answering', () => {
	it('one by one: the seat is the phone’s, and it signs in', () => {
		const room = opened();
		ask(room, 'li', '李建国');
		room.do('孙晓彤', { type: 'roll.allow', request: idOf(room, 'li'), doubt: null });
		expect(held(room)).toEqual(['李建国']);
		expect(room.hidden.roll.hallAsks).toEqual([]);
		room.do('李建国', { type: 'attendance.sign-in', seat: room.seat('李建国') });
		ask(room, 'x', '赵敏');
		room.do('周雅琴', { type: 'roll.deny', request: idOf(room, 'x') });
		expect([held(room), room.hidden.roll.hallAsks]).toEqual([['李建国'], []]);
	});

	it('“let in” is for what the desk saw: nobody loses a seat that they took a moment before', () => {
		const room = opened();
		ask(room, 'thief', '李建国');
		const allow = (doubt: AskDoubt | null) =>
			room.send('孙晓彤', { type: 'roll.allow', request: idOf(room, 'thief'), doubt });
		room.scan('li', '李建国');
		const holder = () => room.hidden.roll.holders.get(room.seat('李建国'));
		expect([allow(null), holder()]).toEqual(['asks-doubtful', 'li']);
		expect([allow('held'), holder()], 'a look, and then it is the desk’s word').toEqual([
			'ok',
			'thief'
		]);
	});

	it('all at once: asked for twice, and whoever came by the bare code, are left for a look', () => {
		const room = opened();
		ask(room, 'wang', '王桂芳');
		ask(room, 'li', '李建国');
		ask(room, 'thief', '李建国');
		room.join('someone', '赵敏');
		ask(room, 'zhao', '赵敏');
		ask(room, 'sun', '孙晓');
		room.join('sun', '路人');
		expect(doubts(room), 'a guest asks for nothing any more').toEqual([
			null,
			'twice',
			'twice',
			'guest'
		]);
		ask(room, 'sun', '孙晓');
		expect(doubts(room).at(-1)).toBe('guest');
		expect(answer(room)).toBe('ok');
		expect(held(room)).toEqual(['王桂芳']);
		expect(room.hidden.roll.hallAsks).toHaveLength(4);
		expect(answer(room), 'nothing is left that one press may answer').toBe('asks-doubtful');
		room.do('孙晓彤', { type: 'roll.allow', request: idOf(room, 'li'), doubt: 'twice' });
		expect(doubts(room), 'the other one asks for a seat that is taken').toContain('held');
		expect(answer(room, false)).toBe('ok');
		expect(room.hidden.roll.hallAsks).toEqual([]);
	});

	it('all means those that the desk saw, and a card or the clerk may have been faster', () => {
		const room = opened();
		ask(room, 'wang', '王桂芳');
		const asks = [idOf(room, 'wang')];
		ask(room, 'li', '李建国');
		ask(room, 'zhao', '赵敏');
		room.scan('card', '李建国');
		room.do('孙晓彤', { type: 'attendance.sign-in', seat: room.seat('赵敏') });
		expect(doubts(room)).toEqual([null, 'held', 'present']);
		room.do('孙晓彤', { type: 'roll.answer-asks', asks, yes: true });
		expect(held(room)).toEqual(['王桂芳', '李建国']);
		room.scan('zhao', '赵敏');
		expect(
			room.hidden.roll.hallAsks.map(({ session }) => session),
			'by card: it waits no more'
		).toEqual(['li']);
		expect(room.refused('李建国', { type: 'roll.answer-asks', asks, yes: true })).toBe(
			'not-allowed'
		);
	});

	it('the desk reads who asks; the phone what it asks for; nobody else that anybody does', () => {
		const room = opened();
		ask(room, 'li', '李建国');
		const sight = { you: [], organiser: false, names: 'public' } as const;
		const view = (session: string, desk: boolean) =>
			rollView(room.state, room.hidden, { ...sight, you: [], session, desk });
		expect(view('clerk', true).hallAsks).toMatchObject([
			{ seat: room.seat('李建国'), doubt: null }
		]);
		expect(view('li', false)).toMatchObject({
			hallAsks: [],
			askingInHall: { no: 2, person: { name: '李建国' } }
		});
		expect(view('x', false)).toMatchObject({ hallAsks: [], askingInHall: null });
		room.do('organiser', { type: 'plan.close' });
		expect(room.hidden.roll.hallAsks).toEqual([]);
	});
});
