import { describe, expect, it } from 'vitest';
import { begin, cast, close, prepare } from '../ballots/test-votes.ts';
import { factsOf } from '../facts.ts';
import { replayTexts } from '../disclosure/events.ts';
import { visibleTexts } from '../disclosure/disclosure.ts';
import { resident } from '../roll/test-rolls.ts';
import { shown } from '../cards/test-round.ts';
import { scriptFor } from '../runsheet/script.ts';
import { opened, plan } from '../runsheet/test-meetings.ts';
import { NOBODY } from '../runsheet/script/line.ts';
import { typedParty } from './typed-party.ts';
import { MAX_ADVICE } from './outcomes.ts';
import { cardOffers, outcomeOffers } from './outcome-offers.ts';
import { outcomesCommands } from './schema.ts';
import {
	atResults,
	CHAIR,
	CLERK,
	day,
	PEOPLE,
	revise,
	speak,
	WHOLE,
	written
} from './test-outcomes.ts';
import { outcomesFor } from './own-outcomes.ts';
import { outcomesShown } from './view.ts';

describe('results', () => {
	it('[Q1] are written by the desk and helpers while people meet, and put right until the seal', () => {
		const room = atResults();
		room.do('organiser', {
			type: 'roll.add',
			entries: [resident('帮手', { role: 'helper', votes: false })]
		});
		const write = { type: 'outcomes.write', source: null, draft: { text: '一条' } } as const;
		for (const who of ['organiser', CHAIR, CLERK, '帮手']) expect(room.send(who, write)).toBe('ok');
		expect(room.send(PEOPLE[0]!, write)).toBe('not-allowed');
		for (const line of room.state.outcomes.lines)
			room.do(CLERK, { type: 'outcomes.drop', outcome: line.id, version: line.version });
		const line = written(room);
		room.do(CHAIR, { type: 'plan.close' });
		expect(revise(room, line, { text: '办食堂' })).toBe('ok');
		expect(room.send(CLERK, write)).toBe('ok');
		room.state = {
			...room.state,
			minutes: {
				...room.state.minutes,
				sealed: { at: room.now, by: 'organiser', seq: 1, upTo: 1, hash: '', prose: [] }
			}
		};
		expect(room.send(CLERK, write)).toBe('closed');
	});

	it('[Q2] keep the vote or the option they came from, and nothing comes of an open or void one', () => {
		const room = atResults();
		room.go('discussion', { force: true });
		const item = room.state.agenda.items[0]!.id;
		const vote = begin(room, {
			question: '供餐时段',
			settings: { kind: 'single' },
			options: [{ text: '只供午餐' }, { text: '午餐和晚餐' }]
		});
		const from = { from: 'vote', vote } as const;
		const write = (source: unknown) =>
			room.send(CLERK, {
				type: 'outcomes.write',
				source: source as never,
				draft: { text: '午餐' }
			});
		expect(write(from)).toBe('outcome-source-open');
		const [option, other] = room.state.ballots.votes[0]!.options.map(({ id }) => id) as string[];
		for (const who of PEOPLE.slice(0, 2)) cast(room, who, option!);
		close(room, vote);
		const chosen = (one: string) => ({ from: 'option', vote, option: one }) as const;
		expect(outcomeOffers(room.state).map(({ source }) => source)).toEqual([
			from,
			chosen(option!),
			chosen(other!)
		]);
		expect(write({ from: 'option', vote, option: 'nix' })).toBe('no-such-option');
		expect(write({ from: 'vote', vote: 'nix' })).toBe('no-such-vote');
		expect(written(room, { text: '先供午餐' }, from)).toMatchObject({ source: from, item });
		expect(written(room, { text: '午餐' }, chosen(option!)).item).toBe(item);
		expect(outcomeOffers(room.state).map(({ source }) => source)).toEqual([chosen(other!)]);
		const ready = prepare(room);
		expect(write({ from: 'vote', vote: ready })).toBe('outcome-source-open');
		room.do(CHAIR, { type: 'ballots.annul', vote, reason: '投错了题' });
		expect(write(from)).toBe('outcome-source-open');
		expect(room.state.outcomes.lines[0]!.source).toEqual(from);
	});

	it('[Q2] keep the card or the group they came from, and nothing comes of what is hidden', () => {
		const round = shown();
		const { room } = round;
		const card = round.cardWith('甲说');
		round.group([card.id], 'new', '价格');
		const group = { from: 'group', board: 'b1', group: 'g1' } as const;
		const one = { from: 'card', board: 'b1', card: card.id } as const;
		const write = (source: unknown) =>
			room.send(CLERK, {
				type: 'outcomes.write',
				source: source as never,
				draft: { text: '价格' }
			});
		const ofCards = () => cardOffers(room.state).map(({ source }) => source);
		expect(outcomeOffers(room.state).map(({ source }) => source)).toEqual([group]);
		expect(ofCards()).toHaveLength(round.board.cards.length);
		expect(ofCards()).toContainEqual(one);
		expect(written(room, { text: '价格' }, one)).toMatchObject({
			source: one,
			item: round.board.item
		});
		expect(ofCards(), 'it has become a line').not.toContainEqual(one);
		const hidden = round.cardWith('乙说').id;
		round.send(CHAIR, { type: 'cards.hide', card: hidden, reason: '说到了别人' });
		expect(ofCards().some((source) => 'card' in source && source.card === hidden)).toBe(false);
		round.send(CHAIR, { type: 'cards.hide', card: card.id, reason: '说到了别人' });
		expect([write(one), write(group)]).toEqual(['outcome-source-hidden', 'outcome-source-hidden']);
		expect(write({ ...one, card: 'nix' })).toBe('no-such-card');
		expect(write({ ...group, group: 'g9' })).toBe('no-such-group');
		expect(write({ ...group, board: 'b9' })).toBe('no-such-board');
		expect(room.state.outcomes.lines).toHaveLength(1);
	});

	it('[Q3] have one class; another one needs a reason, and the history keeps it', () => {
		const room = atResults();
		const line = written(room, { text: '是否供应晚餐' });
		const aside = { ...WHOLE, text: line.text.id, class: 'set-aside', early: '分歧大' } as const;
		expect(revise(room, line, { ...aside, text: '是否供应晚餐' })).toBe('ok');
		const now = room.state.outcomes.lines[0]!;
		expect(now.former).toEqual([]);
		expect(revise(room, now, { class: 'act-now' })).toBe('needs-reason');
		expect(revise(room, now, { class: 'act-now' }, { reason: '大家又都同意了' })).toBe('ok');
		const turned = room.state.outcomes.lines[0]!;
		expect(turned).toMatchObject({ class: 'act-now', early: null });
		expect(turned.former).toMatchObject([
			{ class: 'set-aside', by: room.seat(CLERK), at: room.now }
		]);
		expect(room.text(turned.former[0]!.reason)).toBe('大家又都同意了');
		expect(revise(room, turned, { class: null })).toBe('needs-reason');
		expect(revise(room, turned, { measure: '周三起' })).toBe('ok');
		expect(room.state.outcomes.lines[0]!.former).toHaveLength(1);
	});

	it.each([
		['act-now', 'owner', null, 'outcome-owner-missing'],
		['act-now', 'owner', { body: ' \u200B' }, 'outcome-owner-missing'],
		['act-now', 'measure', '', 'outcome-measure-missing'],
		['set-aside', 'measure', '', 'outcome-explanation-missing'],
		['commitment', 'due', null, 'outcome-due-missing'],
		['recommendation', 'receiver', null, 'outcome-receiver-missing'],
		['set-aside', 'early', '', 'outcome-early-reason'],
		['act-now', 'owner', { seat: 's99' }, 'no-such-seat'],
		['act-now', 'text', '', 'text-empty']
	] as const)(
		'[Q4] %s without its %s is refused, and nothing of the line is lost',
		(of, field, empty, code) => {
			const room = atResults();
			const whole = { ...WHOLE, class: of, receiver: { body: '街道党工委' }, early: '分歧大' };
			const line = written(room, { text: '一条' });
			expect(revise(room, line, { ...whole, [field]: empty })).toBe(code);
			expect(room.state.outcomes.lines).toEqual([line]);
			expect(revise(room, line, whole)).toBe('ok');
		}
	);

	it('[Q4] a commitment is heard of every 30 days where nothing is said; other classes have no such number', () => {
		const room = atResults();
		expect(written(room, { ...WHOLE, class: 'commitment' }).everyDays).toBe(30);
		const line = written(room, { ...WHOLE, class: 'commitment', everyDays: 7 });
		expect(line.everyDays).toBe(7);
		revise(room, line, { class: 'act-now' }, { reason: '现在就能办' });
		expect(room.state.outcomes.lines[1]!.everyDays).toBeNull();
		const seen = (everyDays: number) =>
			outcomesCommands[0].safeParse({ type: 'outcomes.write', source: null, draft: { everyDays } })
				.success;
		expect([0, 1, 366, 367].map(seen)).toEqual([false, true, true, false]);
	});

	it('[Q4] the owner may be somebody of the roll, as may the receiver', () => {
		const room = atResults();
		const line = written(room, {
			...WHOLE,
			class: 'recommendation',
			owner: { seat: room.seat(CLERK) },
			receiver: { seat: room.seat(PEOPLE[0]!) }
		});
		expect(line.owner).toEqual({ seat: room.seat(CLERK), body: null });
		written(room);
		const mine = outcomesFor(room.state, [room.seat(CLERK)]);
		expect(mine.map(({ n }) => n)).toEqual([1, 2]);
		expect(outcomesFor(room.state, [room.seat(PEOPLE[0]!)]).map(({ n }) => n)).toEqual([1, 2]);
	});

	it('[Q5] after two rounds nobody asks why a matter is set aside', () => {
		const room = atResults();
		const aside = { ...WHOLE, class: 'set-aside' } as const;
		expect(room.send(CLERK, { type: 'outcomes.write', source: null, draft: aside })).toBe(
			'outcome-early-reason'
		);
		expect(room.detail).toEqual({ rounds: 2 });
		speak(room, PEOPLE[0]!);
		const item = room.state.agenda.items[0]!.id;
		expect(written(room, aside)).toMatchObject({ class: 'set-aside', early: null, item });
	});

	it('[Q6] a day that is over is no deadline; one that stood there stays', () => {
		const room = atResults();
		const line = written(room);
		expect(revise(room, line, { due: day('2026-04-10') })).toBe('outcome-due-past');
		expect(revise(room, line, { due: day('2026-04-11') })).toBe('ok');
		room.pass(3 * 24 * 3_600_000);
		const passed = room.state.outcomes.lines[0]!;
		expect(revise(room, passed, { due: passed.due, measure: '补办' })).toBe('ok');
	});

	it('[Q7] of two who class one line at once the second is refused', () => {
		const room = atResults();
		const line = written(room, { text: '一条' });
		expect(revise(room, line, WHOLE)).toBe('ok');
		expect(revise(room, line, { ...WHOLE, class: 'commitment' }, { by: CHAIR })).toBe(
			'outcome-changed'
		);
		const { id: outcome, version } = line;
		expect(room.send(CHAIR, { type: 'outcomes.drop', outcome, version })).toBe('outcome-changed');
		expect(room.state.outcomes.lines[0]!.class).toBe('act-now');
		const now = room.state.outcomes.lines[0]!;
		expect(room.send(CHAIR, { type: 'outcomes.drop', outcome, version: now.version })).toBe('ok');
		expect(revise(room, now, WHOLE)).toBe('no-such-outcome');
	});

	it('[Q8] [S1.30] the notice is refused, by the line, while one has no class, also by force', () => {
		const room = atResults();
		written(room);
		const line = written(room, { text: '晚餐' });
		expect(room.go('notice', { force: true })).toBe('outcome-unclassed');
		expect(room.detail).toEqual({ n: 2 });
		expect(room.go('discussion', { force: true })).toBe('ok');
		expect(room.go('notice', { force: true })).toBe('outcome-unclassed');
		expect(revise(room, line, { ...WHOLE, text: '晚餐' })).toBe('ok');
		room.go('result', { force: true });
		expect(room.go('notice')).toBe('ok');
	});

	it('[Q9] without a line it takes a word more, and then every screen and the minutes say so', () => {
		const room = atResults();
		expect(outcomesShown(room.state)).toBe('awaited');
		expect(room.go('notice')).toBe('outcomes-none');
		expect(room.go('notice', { force: true })).toBe('ok');
		expect(outcomesShown(room.state)).toBe('none');
		expect(factsOf(room.events).filter(({ kind }) => kind === 'decision')).toMatchObject([
			{ what: 'no-outcomes' }
		]);
		written(room);
		expect(outcomesShown(room.state)).toBe('lines');
		expect(factsOf(room.events).some(({ what }) => what === 'no-outcomes')).toBe(false);
	});

	it('[Q9] what the clerk wrote for the stage is a result, as before there were lines', () => {
		const room = atResults();
		room.do(CLERK, { type: 'runsheet.note', stage: 'result', text: '用房办食堂' });
		expect(outcomesShown(room.state)).toBe('written');
		expect(room.go('notice')).toBe('ok');
		expect(room.events.some(({ type }) => type === 'outcomes.none')).toBe(false);
	});

	it('[Q9] where no stage makes results the chair announces none missing', () => {
		const room = opened(plan({ template: 'five-steps', preset: 'thirteen' }), PEOPLE);
		expect(room.go('publish', { force: true })).toBe('ok');
		const words = { person: room.person.bind(room), text: room.text.bind(room) };
		const read = scriptFor(room.state, { floor: NOBODY, words, now: room.now });
		expect(read.map(({ key }) => key)).not.toContain('notice_none');
	});

	it('[Q9] the chair reads the lines one by one in ⑥ and in ⑦, or that there are none', () => {
		const room = atResults();
		const words = { person: room.person.bind(room), text: room.text.bind(room) };
		const read = () => scriptFor(room.state, { floor: NOBODY, words, now: room.now });
		const keys = () => read().map(({ key }) => key);
		expect(keys()).toContain('result');
		const { id: outcome, version } = written(room);
		expect(read()).toContainEqual({ key: 'own', params: { text: WHOLE.text } });
		room.go('notice');
		expect(keys()).toEqual(expect.arrayContaining(['notice', 'own', 'notice_absent']));
		room.do(CLERK, { type: 'outcomes.drop', outcome, version });
		expect(keys()).toContain('notice_none');
	});

	it('[Q10] [S2.19] an adviser’s word stands under the line and settles the mark', () => {
		const room = atResults();
		room.do('organiser', {
			type: 'roll.add',
			entries: [resident('秦律师', { role: 'adviser', votes: false })]
		});
		const { id: outcome } = written(room);
		const seat = room.seat('秦律师');
		room.do(CLERK, { type: 'outcomes.await-legal', outcome, awaited: true });
		expect(room.state.outcomes.lines[0]!.legal.awaited).toBe(true);
		const advise = { type: 'outcomes.advise', outcome, seat, text: '要先办消防验收' } as const;
		expect(room.send(PEOPLE[0]!, { ...advise, seat: room.seat(PEOPLE[0]!) })).toBe('not-allowed');
		expect(room.send(CLERK, { ...advise, seat: room.seat(PEOPLE[0]!) })).toBe('not-allowed');
		expect(room.send('秦律师', advise)).toBe('ok');
		const { legal } = room.state.outcomes.lines[0]!;
		expect(legal).toMatchObject({ awaited: false, notes: [{ by: seat }] });
		expect(room.text(legal.notes[0]!.text)).toBe('要先办消防验收');
		for (let n = 1; n < MAX_ADVICE; n++) expect(room.send('秦律师', advise)).toBe('ok');
		expect(room.send('秦律师', advise)).toBe('limit-reached');
	});

	it('[Q11] the minutes have each line once, as it is now, and none that was taken out', () => {
		const room = atResults();
		const first = written(room, { text: '写错的' });
		const second = written(room, { text: '晚餐' });
		revise(room, second, { ...WHOLE, text: '晚餐再议' });
		room.do(CLERK, { type: 'outcomes.drop', outcome: first.id, version: 1 });
		const told = factsOf(room.events).filter((fact) => fact.what === 'outcome');
		expect(told).toMatchObject([{ n: 1, outcome: { class: 'act-now' } }]);
		expect(room.text(told[0]!.outcome.text)).toBe('晚餐再议');
	});

	it('[Q12] no event has a typed word; a replay has no draft; a text is erased like others', () => {
		const room = atResults();
		const line = written(room, { text: '草稿里的话' });
		revise(room, line, { ...WHOLE, text: '定下来的话' });
		for (const word of ['草稿里的话', '定下来的话', '社区党委', '办理用房移交'])
			expect(JSON.stringify([room.events, room.state])).not.toContain(word);
		room.do('organiser', { type: 'record.set', publish: 'live' });
		const now = room.state.outcomes.lines[0]!;
		const replayed = replayTexts(room.events, room.state, 'public').map((id) =>
			room.text({ id, hash: '' })
		);
		expect(replayed).toContain('定下来的话');
		expect(replayed).not.toContain('草稿里的话');
		const seen = visibleTexts(room.state, room.texts, 'public');
		expect(seen[now.measure!.id]).toBe('办理用房移交');
		expect(room.send('organiser', { type: 'plan.erase', text: now.text.id })).toBe('ok');
	});
});

describe('whoever answers', () => {
	it('is read as a seat number, a name that only one has, or a body', () => {
		const room = atResults();
		const typed = (text: string) => typedParty(text, room.state.roll, (seat) => room.person(seat));
		const { no } = room.state.roll.seats[room.seat(PEOPLE[1]!)]!;
		expect(typed(`${no}`)).toEqual({ is: 'seat', seat: room.seat(PEOPLE[1]!) });
		expect(typed('２号')).toEqual({ is: 'seat', seat: room.seat(PEOPLE[1]!) });
		expect(typed(` ${CLERK} `)).toEqual({ is: 'seat', seat: room.seat(CLERK) });
		expect(typed('物业公司')).toEqual({ is: 'body', body: '物业公司' });
		expect(typed('900号')).toEqual({ is: 'unknown', no: 900 });
		expect(typed(' ')).toEqual({ is: 'nobody' });
	});
});
