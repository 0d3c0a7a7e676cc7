import { describe, expect, it } from 'vitest';
import { due } from '../../due.ts';
import { privateView } from '../../private-view.ts';
import { MOST_PHOTOS } from './photo.ts';
import { CHAIR, CLERK, Round } from '../test-round.ts';

const PICTURE = '/9j/cGljdHVyZQ==';

/** A clerk is here; 甲 and 乙 help; 丙 is handed over to 甲, and nobody to 乙. */
function writing(settings: ConstructorParameters<typeof Round>[0] = {}): Round {
	const round = new Round(settings, ['甲', '乙', '丙', '丁', '戊']);
	const { room } = round;
	room.send(CLERK, { type: 'attendance.sign-in', seat: room.seat(CLERK) });
	for (const who of ['甲', '乙'])
		room.send('organiser', { type: 'roll.role', seat: room.seat(who), role: 'helper' });
	const [seat, helper] = [room.seat('丙'), room.seat('甲')];
	room.send(CLERK, { type: 'roll.help', seats: [seat], helper });
	round.go('writing');
	return round;
}

const photograph = (
	round: Round,
	who: string,
	number: number,
	{ take = `take-${who}-${number}`, whose }: { take?: string; whose?: string } = {}
) =>
	round.send(who, {
		...{ type: 'cards.photo', number, take, picture: PICTURE },
		...(whose ? { seat: round.room.seat(whose) } : {})
	});
const drop = (round: Round, who: string, number: number) =>
	round.send(who, { type: 'cards.drop-photo', number });

function seen(round: Round, who: string) {
	const { state, hidden } = round.room;
	const organiser = who === 'organiser';
	const holders = new Map(organiser ? [] : [[round.room.seat(who), 'session']]);
	const view = { ...hidden, roll: { ...hidden.roll, holders } };
	return privateView(state, view, { session: 'session', organiser }).cards;
}
const numbersOf = (round: Round, who: string) =>
	seen(round, who).photos.map(({ number }) => number);

describe('a photograph of a paper card', () => {
	it('[K37] is seen by clerks, the organiser and the helper who took it; its picture by no fact', () => {
		const round = writing({ level: 'unsigned' });
		expect(photograph(round, '甲', 7, { whose: '丙' })).toBe('ok');
		expect(photograph(round, CLERK, 8)).toBe('ok');
		for (const who of [CLERK, 'organiser']) expect(numbersOf(round, who)).toEqual([7, 8]);
		expect(numbersOf(round, '甲')).toEqual([7]);
		for (const who of ['乙', '丙', CHAIR]) expect(numbersOf(round, who)).toEqual([]);
		// Whoever types learns which numbers are taken, and not by whom.
		expect(seen(round, '乙').papers).toEqual([{ board: 'b1', numbers: [], photographed: [7, 8] }]);
		expect(seen(round, CLERK).photos[0]).toEqual({
			...{ board: 'b1', number: 7, take: 'take-甲-7' },
			...{ seat: round.room.seat('丙'), by: round.room.seat('甲') }
		});
		for (const open of [round.open, JSON.stringify([...round.secret.photos.values()])])
			expect(open).not.toContain(PICTURE);
		const { actor, body } = round.room.events.findLast(({ type }) => type === 'cards.counted')!;
		expect([actor, JSON.stringify(body)]).toEqual([
			'anonymous',
			expect.not.stringContaining('take')
		]);
	});

	it('[K37] counts for nobody until its number is typed; then nobody waits for it', () => {
		const round = writing();
		photograph(round, '甲', 7, { whose: '丙' });
		expect(round.board.count).toEqual({ cards: 0, people: 0, papers: 0, photos: 1, untyped: 1 });
		expect(round.paper(7, '晚饭也要有', { seat: round.room.seat('丙') })).toBe('ok');
		round.room.now += 1000;
		round.send('clock', { type: 'cards.tally' });
		expect(round.board.count).toEqual({ cards: 1, people: 1, papers: 1, photos: 1 });
		// Another one of a number that is typed is there to compare.
		expect(photograph(round, CLERK, 7)).toBe('photo-by-other');
		expect(photograph(round, '甲', 7, { take: 'sharper' })).toBe('ok');
		expect(round.secret.photos.get(7)).toMatchObject({ take: 'sharper' });
	});

	it('[K37] one a number: the same again is the same, another by the same hand replaces it', () => {
		const round = writing();
		expect(photograph(round, '甲', 7)).toBe('ok');
		const first = round.secret.photos;
		expect(photograph(round, '甲', 7)).toBe('ok');
		expect(round.secret.photos).toBe(first);
		expect(photograph(round, '甲', 7, { take: 'again' })).toBe('ok');
		for (const who of ['乙', CLERK]) expect(photograph(round, who, 7)).toBe('photo-by-other');
		expect([...round.secret.photos.keys()]).toEqual([7]);
		for (let number = 8; number < 7 + MOST_PHOTOS; number++) photograph(round, CLERK, number);
		expect(photograph(round, CLERK, 7 + MOST_PHOTOS)).toBe('cards-waiting');
		expect(photograph(round, '甲', 7, { take: 'third' })).toBe('ok');
	});

	it('[K37 A9] only those who type paper cards, a helper for people handed over, while paper is typed', () => {
		const round = new Round({}, ['甲', '乙', '丙']);
		expect(photograph(round, CLERK, 1)).toBe('cards-not-open');
		const other = writing();
		for (const who of [CHAIR, '丁']) expect(photograph(other, who, 1)).toBe('not-allowed');
		expect(photograph(other, '乙', 1, { whose: '丙' })).toBe('helper-not-for-seat');
		expect(photograph(other, '甲', 1, { whose: '丙' })).toBe('ok');
		other.go('collecting');
		expect(photograph(other, CLERK, 2, { whose: '丁' })).toBe('ok');
		other.paper(1, '一');
		other.paper(2, '二');
		other.go('reading', true);
		expect(photograph(other, CLERK, 3)).toBe('cards-closed');
	});

	it('[K37] the wrong one is thrown away by whoever took it, or a clerk', () => {
		const round = writing();
		photograph(round, '甲', 7);
		photograph(round, '甲', 8);
		expect(drop(round, '乙', 7)).toBe('photo-by-other');
		expect(drop(round, CHAIR, 7)).toBe('not-allowed');
		expect(drop(round, '甲', 7)).toBe('ok');
		expect(drop(round, CLERK, 8)).toBe('ok');
		expect(drop(round, CLERK, 8)).toBe('ok');
		expect(round.secret.photos.size).toBe(0);
	});

	it('[A15] [K11] [K37] is taken and typed by whoever chairs without a clerk, for anybody, and no longer once one is here', () => {
		const round = new Round({ level: 'unsigned' }, ['甲', '乙', '丙']);
		round.go('writing');
		expect(photograph(round, CHAIR, 1, { whose: '丙' })).toBe('ok');
		expect(numbersOf(round, CHAIR)).toEqual([1]);
		expect(round.paper(1, '晚饭也要有', { who: CHAIR, seat: round.room.seat('丙') })).toBe('ok');
		expect(photograph(round, CHAIR, 2)).toBe('ok');
		expect(drop(round, CHAIR, 2)).toBe('ok');
		expect(photograph(round, '甲', 3)).toBe('not-allowed');
		const clerk = round.room.seat(CLERK);
		round.room.send(CLERK, { type: 'attendance.sign-in', seat: clerk });
		expect(numbersOf(round, CHAIR)).toEqual([]);
		expect(photograph(round, CHAIR, 3)).toBe('not-allowed');
		expect(round.paper(3, '早饭也要有', { who: CHAIR })).toBe('not-allowed');
		round.room.send(CLERK, { type: 'attendance.step-out', seat: clerk });
		expect(round.paper(3, '早饭也要有', { who: CHAIR })).toBe('ok');
	});

	it('[K36 K37] one question for what was recorded and what was photographed; then all of it is gone', () => {
		const round = writing();
		for (const who of ['丙', '丁', '戊']) round.write(who, `${who}写的`);
		photograph(round, '甲', 7);
		photograph(round, '甲', 8);
		round.paper(8, '打好的');
		const seat = round.room.seat('丁');
		const said = { card: 'v-1', key: 'key-v-1', seconds: 3, sound: 'c291bmQ=' };
		expect(round.send('丁', { type: 'cards.voice', seat, ...said })).toBe('ok');
		expect(round.go('reading')).toBe('untyped-waiting');
		expect(round.room.detail).toEqual({ n: 2 });
		const go = { type: 'cards.go', from: 'writing', to: 'reading', untyped: true } as const;
		expect(round.send(CHAIR, go)).toBe('ok');
		expect([round.secret.photos.size, round.secret.voices.size]).toEqual([0, 0]);
		expect(round.board.count).toEqual({ cards: 4, people: 3, papers: 1, unclaimed: 1 });
	});

	it('[K37] typed or not, it goes an hour after collection, and with the meeting', () => {
		const round = writing();
		photograph(round, '甲', 7);
		round.paper(7, '打好的');
		round.room.now += 1000;
		round.send('clock', { type: 'cards.tally' });
		round.go('collecting');
		const next = due(round.room.state)!;
		expect(next).toEqual({
			at: round.board.at + 3_600_000,
			command: { type: 'cards.lapse', board: 'b1' }
		});
		round.room.now = next.at;
		expect(round.send('clock', { type: 'cards.lapse' })).toBe('ok');
		expect(round.secret.photos.size).toBe(0);
		expect(due(round.room.state)).toBe(null);

		const other = writing();
		photograph(other, CLERK, 1);
		other.paper(1, '打好的');
		photograph(other, CLERK, 2);
		expect(other.room.send(CHAIR, { type: 'plan.close' })).toBe('ok');
		expect(photograph(other, CLERK, 3)).toBe('closed');
		expect(other.secret.photos.size).toBe(0);
		expect(due(other.room.state)).toBe(null);
	});
});
