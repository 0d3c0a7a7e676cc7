import { beforeEach, describe, expect, it } from 'vitest';
import { mayReadText, visibleTexts } from '../disclosure/disclosure.ts';
import { factsOf } from '../facts.ts';
import { leavingWith } from '../leaving.ts';
import { resident } from '../roll/test-rolls.ts';
import { opened, plan } from '../runsheet/test-meetings.ts';
import type { TestRoom } from '../test-room.ts';
import type { AgreementsCommand, Signed } from './agreements.ts';
import { mayLook } from './may-look.ts';
import { signatureSvg } from './signature-svg.ts';

const [CHAIR, CLERK] = ['周雅琴', '孙晓彤'];
const DRAWN: Signed = { strokes: [[0, 0, 300, 200, 600, 10]] };
const CLAUSES = ['双方六月底前重新测量边界', '租金每年六月谈一次'];

let room: TestRoom;
let a: string, b: string;
const own = () => room.state.agreements;
const text = () => own().offered!;
const send = (who: string, command: AgreementsCommand) => room.send(who, command);
const draft = (clauses: string[] = CLAUSES, who = CLERK) =>
	send(who, { type: 'agreements.draft', clauses, revision: own().revision });
const offer = (who = CHAIR) => send(who, { type: 'agreements.offer', revision: own().revision });
const read = () => ({ version: text().version, digest: text().digest });
const sign = (who: string, signed: Signed = DRAWN, of = read()) =>
	send(who, { type: 'agreements.sign', seat: room.seat(who), ...of, signed });
const takeBack = (signed: number, who = CHAIR) =>
	send(who, { type: 'agreements.take-back', version: text().version, signed });
const onPaper = (seat: string, who = CLERK) =>
	send(who, { type: 'agreements.on-paper', seat, version: text().version });
const photo = (take: string) =>
	send(CLERK, { type: 'agreements.photo', version: text().version, take, picture: 'AAAA' });
const photographed = (n: number) => photo(`photograph${n}x`);

function begin(more: { private?: boolean } = {}): void {
	room = opened(plan({ preset: 'mediation', template: 'seven-mediation', ...more }), [
		...['那仁', '布和', '乌云', '何静']
	]);
	[a, b] = [room.seat('那仁'), room.seat('布和')];
	for (const [seat, side] of [
		[a, 'a'],
		[b, 'b'],
		[room.seat('乌云'), 'a']
	] as const)
		room.do(CLERK, { type: 'roll.side', seat, side });
}

beforeEach(() => begin());

/** A text before the sides. */
function offered(): void {
	expect([draft(), offer()]).toEqual(['ok', 'ok']);
}

describe('the text', () => {
	it('[AG1] is written by the desk, in 1 to 20 clauses of at most 500 characters', () => {
		expect(draft(CLAUSES, '那仁')).toBe('not-allowed');
		expect([draft([]), draft(['一', '　'])]).toEqual(['agreement-empty', 'agreement-empty']);
		expect(draft(Array(21).fill('一'))).toBe('agreement-too-many');
		expect(draft(['字'.repeat(501)])).toBe('text-too-long');
		expect(draft(Array(20).fill('字'.repeat(500)))).toBe('ok');
		expect(draft(['一行\n两行'])).toBe('ok');
		expect(own().clauses.map((one) => room.text(one))).toEqual(['一行 两行']);
		const [clause] = own().clauses;
		expect(mayReadText(room.state, clause!.id, 'desk')).toBe(true);
		expect(mayReadText(room.state, clause!.id, 'room')).toBe(false);
	});

	it('[AG1] of two who write one draft the second sees the first one’s', () => {
		const before = own().revision;
		const write = (who: string, clause: string, revision: number) =>
			send(who, { type: 'agreements.draft', clauses: [clause], revision });
		expect(write(CLERK, '甲条', before)).toBe('ok');
		expect(write(CHAIR, '乙条', before)).toBe('agreement-moved');
		expect(write(CHAIR, '乙条', own().revision)).toBe('ok');
	});

	it('[AG3] [AG8] is not read by the room once it was taken back', () => {
		offered();
		const [clause] = text().clauses;
		expect(mayReadText(room.state, clause!.id, 'room')).toBe(true);
		expect(takeBack(0)).toBe('ok');
		expect(mayReadText(room.state, clause!.id, 'room')).toBe(false);
		expect(mayReadText(room.state, clause!.id, 'desk')).toBe(true);
	});

	it('[AG1] is only where there are two sides', () => {
		room = opened(plan(), ['王桂芳']);
		expect(draft()).toBe('no-sides');
	});

	it('[AG2] lies before the sides as it is, with a number of its own each time', () => {
		expect(offer()).toBe('agreement-empty');
		draft();
		expect(send(CHAIR, { type: 'agreements.offer', revision: 0 })).toBe('agreement-moved');
		expect(offer()).toBe('ok');
		expect([draft(), offer()]).toEqual(['agreement-offered', 'agreement-offered']);
		const first = read();
		takeBack(0);
		expect(offer()).toBe('ok');
		expect(read().version).toBe(2);
		// The very same words are another text to be read again.
		expect(read().digest).not.toBe(first.digest);
	});

	it('[AG3] is read by the room, and by nobody who watches from outside until both have signed', () => {
		offered();
		const { id } = text().clauses[0]!;
		const reads = () =>
			(['desk', 'room', 'public'] as const).map((c) => mayReadText(room.state, id, c));
		expect(reads()).toEqual([true, true, false]);
		sign('那仁');
		sign('布和');
		// What a meeting came to is read where its record is; of a private one there is none.
		expect(reads()).toEqual([true, true, true]);
		expect(Object.values(visibleTexts(room.state, room.texts, 'room'))).toContain(CLAUSES[0]);
	});
});

describe('signing', () => {
	beforeEach(offered);

	it('[AG4] is for those of a side and mediators, each for themselves', () => {
		expect(sign('何静')).toBe('agreement-not-party');
		const command = { type: 'agreements.sign', seat: b, ...read(), signed: DRAWN } as const;
		expect(send('那仁', command)).toBe('not-allowed');
		expect([sign('那仁'), sign('那仁')]).toEqual(['ok', 'agreement-signed']);
		room.do('布和', { type: 'attendance.step-out', seat: b });
		expect(sign('布和')).toBe('not-present');
		expect(sign(CHAIR)).toBe('ok');
		expect(text().signatures.map(({ as, way }) => [as, way])).toEqual([
			['a', 'drawn'],
			['mediator', 'drawn']
		]);
	});

	it('[AG5] is of what was read: a text that was changed is refused', () => {
		const before = read();
		takeBack(0);
		expect(sign('那仁', DRAWN, before)).toBe('agreement-not-offered');
		draft(['另外一条']);
		offer();
		expect(sign('那仁', DRAWN, before)).toBe('agreement-changed');
		const { version } = read();
		expect(sign('那仁', DRAWN, { version, digest: before.digest })).toBe('agreement-changed');
		expect(sign('那仁')).toBe('ok');
	});

	it('[AG6] is drawing or typing one’s own name, of which no event holds anything', () => {
		expect(sign('那仁', { strokes: [] })).toBe('agreement-unreadable');
		expect(sign('那仁', { strokes: [[0, 0, 5, 5]] })).toBe('agreement-unreadable');
		expect(sign('那仁', { strokes: [[0, 0, 900]] })).toBe('agreement-unreadable');
		expect(sign('那仁', { strokes: [[0, 0, 900, 900]] })).toBe('agreement-unreadable');
		const many = Array.from({ length: 1202 }, (_, at) => at % 400);
		expect(sign('那仁', { strokes: [many] })).toBe('agreement-unreadable');
		expect(sign('布和', { name: '那仁' })).toBe('agreement-other-name');
		expect(sign('布和', { name: ' ' })).toBe('agreement-other-name');
		expect([sign('那仁'), sign('布和', { name: ' 布 和' })]).toEqual(['ok', 'ok']);
		const kept = room.hidden.lots['agreement-signatures'];
		expect(kept.get(a)).toEqual({ version: 1, signed: DRAWN });
		const told = JSON.stringify(room.events.filter(({ type }) => type === 'agreements.signed'));
		for (const secret of ['布', 'strokes', '300']) expect(told).not.toContain(secret);
	});

	it('[AG6] is drawn as lines alone, and whatever was typed is only words', () => {
		expect(signatureSvg(DRAWN)).toContain('M0 0L300 200L600 10');
		const svg = signatureSvg({ name: '<script>&"' });
		expect(svg).not.toContain('<script');
		expect(svg).toContain('&#60;script&#62;&#38;&#34;');
	});

	it('[AG7] can be declined in words that the desk reads', () => {
		const differ = (who: string, words: string) =>
			send(who, {
				...{ type: 'agreements.differ', seat: room.seat(who), version: 1, text: words }
			} as AgreementsCommand);
		expect(differ('何静', '不行')).toBe('agreement-not-party');
		expect(differ('那仁', '')).toBe('text-empty');
		expect(differ('那仁', '字'.repeat(201))).toBe('text-too-long');
		expect([differ('那仁', '第一条不行'), differ('那仁', '第二条也不行')]).toEqual(['ok', 'ok']);
		const [said] = text().differs;
		expect(room.text(said!.text)).toBe('第二条也不行');
		expect(mayReadText(room.state, said!.text.id, 'room')).toBe(false);
		expect(sign('那仁')).toBe('ok');
		expect(text().differs).toEqual([]);
		expect(differ('那仁', '又不行了')).toBe('agreement-signed');
	});

	it('[AG8] is void when the text is taken back, and whoever does it knows how many are', () => {
		sign('那仁');
		expect([takeBack(1, '那仁'), takeBack(0)]).toEqual(['not-allowed', 'agreement-moved']);
		expect(takeBack(1)).toBe('ok');
		expect(text()).toMatchObject({ signatures: [], takenBack: { signed: 1 } });
		expect(room.hidden.lots['agreement-signatures'].size).toBe(0);
		expect(leavingWith(room.events.at(-1)!)).toMatchObject({ forGood: true });
		expect(sign('布和')).toBe('agreement-not-offered');
	});

	it('[AG8] is taken back by whoever signed, until both sides have', () => {
		const withdraw = (who: string, seat = room.seat(who)) =>
			send(who, { type: 'agreements.withdraw', seat, version: 1 });
		expect(withdraw('那仁')).toBe('agreement-not-signed');
		sign('那仁');
		expect(withdraw('布和', a)).toBe('not-allowed');
		expect(withdraw('那仁')).toBe('ok');
		expect(room.hidden.lots['agreement-signatures'].has(a)).toBe(false);
		sign('那仁');
		sign('布和');
		expect(withdraw('那仁')).toBe('agreement-settled');
	});

	it('[AG9] is done once somebody of each side has; others may still add theirs', () => {
		sign(CHAIR);
		sign('那仁');
		sign('乌云');
		expect(text().settledAt).toBeNull();
		room.pass(1000);
		sign('布和');
		expect(text().settledAt).toBe(room.now);
		expect([takeBack(4), draft(), offer()]).toEqual(Array(3).fill('agreement-settled'));
	});

	it('[AG15] waits while the mediators talk apart, and ends with the meeting', () => {
		const apart = { ...room.state.runsheet, caucus: 'a' as never };
		const { runsheet } = room.state;
		room.state = { ...room.state, runsheet: apart };
		expect(sign('那仁')).toBe('in-caucus');
		room.state = { ...room.state, runsheet };
		sign('那仁');
		room.do(CHAIR, { type: 'plan.close' });
		expect([sign('布和'), draft(), takeBack(1)]).toEqual(Array(3).fill('closed'));
	});
});

describe('on paper', () => {
	beforeEach(offered);

	it('[AG10] is said by the desk, seat by seat, once the sheet was photographed', () => {
		expect(onPaper(a)).toBe('agreement-photo-first');
		expect(photographed(1)).toBe('ok');
		expect([onPaper(a, '那仁'), onPaper('nobody')]).toEqual(['not-allowed', 'no-such-seat']);
		expect(onPaper(room.seat('何静'))).toBe('agreement-not-party');
		expect([onPaper(a), onPaper(a)]).toEqual(['ok', 'agreement-signed']);
		sign('布和');
		expect(text().settledAt).not.toBeNull();
	});

	it('[AG11] has at most four photographs, each once', () => {
		expect([photographed(1), photographed(1)]).toEqual(['ok', 'ok']);
		expect(text().photos).toHaveLength(1);
		expect([2, 3, 4, 5].map(photographed)).toEqual(['ok', 'ok', 'ok', 'agreement-photos-full']);
		expect(JSON.stringify(room.events)).not.toContain('photograph1x');
	});

	it('[AG12] what was signed is looked at by the two sides, mediators, desk and organiser', () => {
		const looks = (...you: string[]) => mayLook(room.state, { you, organiser: false });
		expect([a, b, room.seat(CHAIR), room.seat(CLERK)].map((seat) => looks(seat))).toEqual(
			Array(4).fill(true)
		);
		expect([looks(room.seat('何静')), looks()]).toEqual([false, false]);
		expect(mayLook(room.state, { you: [], organiser: true })).toBe(true);
	});
});

describe('what is kept', () => {
	beforeEach(offered);

	it('[AG13] of a signature is erased by whoever it is of and at the desk, after closing too', () => {
		sign('那仁');
		sign('布和');
		const erase = (who: string, seat: string) =>
			send(who, { type: 'agreements.erase-signature', seat });
		expect(erase('布和', a)).toBe('not-allowed');
		room.do(CHAIR, { type: 'plan.close' });
		expect([erase('那仁', a), erase('那仁', a), erase(CLERK, b)]).toEqual(['ok', 'ok', 'ok']);
		expect(leavingWith(room.events.at(-1)!)).toMatchObject({ forGood: true });
		expect(text().signatures.map(({ erased }) => erased)).toEqual([true, true]);
		expect(room.hidden.lots['agreement-signatures'].size).toBe(0);
		expect(text().settledAt).not.toBeNull();
	});

	it('[AG13] of a photograph is erased by the desk, and of a person with the person', () => {
		photographed(1);
		sign('那仁');
		const { id } = text().photos[0]!;
		expect(send('那仁', { type: 'agreements.erase-photo', photo: id })).toBe('not-allowed');
		expect(send('organiser', { type: 'agreements.erase-photo', photo: id })).toBe('ok');
		expect(room.hidden.lots['agreement-photos'].size).toBe(0);
		room.do(CHAIR, { type: 'plan.close' });
		room.do('organiser', { type: 'plan.erase', text: a });
		expect(room.hidden.lots['agreement-signatures'].has(a)).toBe(false);
		expect(text().signatures).toMatchObject([{ seat: a, erased: true }]);
	});

	it('[AG14] in the minutes is what happened, and the clauses of what stands alone', () => {
		sign('那仁');
		takeBack(1);
		draft(['改过的一条']);
		offer();
		sign('那仁');
		sign('布和');
		sign(CHAIR);
		const told = factsOf(room.events).filter(({ what }) => what.startsWith('agreement'));
		expect(told).toMatchObject([
			{ what: 'agreement-offered', version: 1, clauses: 2 },
			{ what: 'agreement-signed', seat: a, version: 1, way: 'drawn' },
			{ what: 'agreement-taken-back', version: 1, signed: 1 },
			{ what: 'agreement-offered', version: 2, clauses: 1 },
			{ what: 'agreement-signed', seat: a, version: 2 },
			{ what: 'agreement-settled', version: 2, seats: [a, b], kind: 'decision' },
			{ what: 'agreement-signed', version: 2 }
		]);
		expect(told[5]).toMatchObject({ clauses: text().clauses });
	});
});

describe('[AG4] whoever signs', () => {
	/** A guest of the first side, who may turn out to be 李建国. */
	function guest(): void {
		begin({ private: false });
		room.do('organiser', { type: 'roll.add', entries: [resident('李建国')] });
		room.join('li', '来宾');
		room.do(CLERK, { type: 'roll.side', seat: room.seat('来宾'), side: 'a' });
	}
	const bind = () =>
		room.do(CLERK, { type: 'roll.bind', guest: room.seat('来宾'), seat: room.seat('李建国') });
	const kept = () => room.hidden.lots['agreement-signatures'];

	it('is here: a guest signs in first', () => {
		guest();
		offered();
		expect(sign('来宾')).toBe('not-present');
		room.do('来宾', { type: 'attendance.sign-in', seat: room.seat('来宾') });
		expect(sign('来宾')).toBe('ok');
	});

	it('has signed as whoever they are on the roll, picture and all, and once', () => {
		guest();
		offered();
		room.do('来宾', { type: 'attendance.sign-in', seat: room.seat('来宾') });
		expect(sign('来宾')).toBe('ok');
		bind();
		const seat = room.seat('李建国');
		expect(text().signatures).toMatchObject([{ seat, way: 'drawn', erased: false }]);
		expect([...kept()].map(([key, one]) => [key, one.signed])).toEqual([[seat, DRAWN]]);
		expect(sign('李建国')).toBe('agreement-signed');
	});

	it('who signed as both has signed once', () => {
		guest();
		offered();
		room.do('来宾', { type: 'attendance.sign-in', seat: room.seat('来宾') });
		expect(sign('来宾')).toBe('ok');
		photographed(1);
		room.do(CLERK, { type: 'roll.side', seat: room.seat('李建国'), side: 'a' });
		expect(onPaper(room.seat('李建国'))).toBe('ok');
		bind();
		const seat = room.seat('李建国');
		expect(text().signatures).toMatchObject([{ seat, way: 'drawn' }]);
		expect([...kept().keys()]).toEqual([seat]);
	});

	it('[AG13] on paper there is no picture of one’s own that could be erased', () => {
		offered();
		photographed(1);
		expect(onPaper(a)).toBe('ok');
		room.do('organiser', { type: 'plan.erase', text: a });
		expect(text().signatures[0]!.erased).toBe(false);
	});

	it('[AG9] and is put on another side has signed for neither, and signs again', () => {
		offered();
		expect(sign('那仁')).toBe('ok');
		for (const seat of [a, room.seat('乌云')])
			room.do(CLERK, { type: 'roll.side', seat, side: 'b' });
		expect(text().signatures).toEqual([]);
		expect(sign('乌云')).toBe('ok');
		expect(text().settledAt, 'nobody of the first side has signed').toBeNull();
		room.do(CLERK, { type: 'roll.side', seat: a, side: 'a' });
		expect(sign('那仁')).toBe('ok');
		expect(text().settledAt).not.toBeNull();
		room.do(CLERK, { type: 'roll.side', seat: a, side: 'b' });
		expect(text().signatures, 'what stands, stands').toHaveLength(2);
	});

	it('was there: their sign-in is not undone, and they stay on the roll', () => {
		offered();
		photographed(1);
		room.do('organiser', { type: 'roll.add', entries: [resident('巴图')] });
		room.do(CLERK, { type: 'roll.side', seat: room.seat('巴图'), side: 'a' });
		expect([sign('那仁'), onPaper(room.seat('巴图'))]).toEqual(['ok', 'ok']);
		const undo = { type: 'attendance.undo-sign-in', seat: a } as const;
		expect(room.send(CLERK, undo)).toBe('took-part');
		const remove = { type: 'roll.remove', seat: room.seat('巴图') } as const;
		expect(room.send('organiser', remove)).toBe('seat-in-use');
	});
});
