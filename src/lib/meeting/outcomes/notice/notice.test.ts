import { describe, expect, it } from 'vitest';
import { begin, cast, close } from '../../ballots/test-votes.ts';
import { trail } from '../../cards/own/trail.ts';
import { shown } from '../../cards/test-round.ts';
import { factsOf } from '../../facts.ts';
import { visibleTexts } from '../../disclosure/disclosure.ts';
import { noticeUntil, takesComments } from '../../record/view.ts';
import { whatToRead } from '../../record/what-to-read.ts';
import { scriptFor } from '../../runsheet/script.ts';
import type { TestRoom } from '../../test-room.ts';
import { atResults, CHAIR, CLERK, day, PEOPLE, revise, WHOLE, written } from '../test-outcomes.ts';
import { traceOf } from './outcome-trace.ts';
import { noticeContent } from './notice-content.ts';
import { NOBODY } from '../../runsheet/script/line.ts';
import { noticeStep } from './notice-step.ts';

const DAY = 24 * 3_600_000;
/** 2026年4月12日 to 18日, as scenario A has it. */
const PERIOD = { from: day('2026-04-12') - DAY + 60_000, until: day('2026-04-18') };

function publish(room: TestRoom, period = PERIOD, by = CLERK): string {
	return room.send(by, { type: 'outcomes.publish', ...period });
}
function setPeriod(room: TestRoom, period: typeof PERIOD, reason = '', by = CLERK): string {
	return room.send(by, { type: 'outcomes.set-period', ...period, reason });
}
const noticeOf = (room: TestRoom) => room.state.outcomes.notice!;

describe('the notice of results', () => {
	it('[Q13] [S1.31] is published by the desk and the organiser, in ⑦, after the close and after the seal', () => {
		for (const who of [CHAIR, CLERK, 'organiser']) {
			const room = atResults();
			written(room);
			expect(publish(room, PERIOD, PEOPLE[0])).toBe('not-allowed');
			room.go('notice');
			if (who === CLERK) room.do(CHAIR, { type: 'plan.close' });
			if (who === 'organiser') {
				const sealed = { at: room.now, by: who, seq: 1, upTo: 1, hash: '', prose: [] };
				room.state = { ...room.state, minutes: { ...room.state.minutes, sealed } };
			}
			expect(publish(room, PERIOD, who), who).toBe('ok');
			expect(noticeOf(room)).toMatchObject({ ...PERIOD, publishedAt: room.now, former: [] });
			expect(publish(room, PERIOD, who)).toBe('notice-published');
		}
	});

	it('[Q13] is refused, by the line, while one has no class, no owner, or a date that is over', () => {
		const room = atResults();
		expect(publish(room)).toBe('notice-early');
		written(room);
		const second = written(room, { text: '晚餐' });
		expect(publish(room)).toBe('outcome-unclassed');
		expect(room.detail).toEqual({ n: 2 });
		revise(room, second, { ...WHOLE, text: '晚餐', due: day('2026-04-12') });
		room.pass(2 * DAY);
		expect(publish(room)).toBe('notice-due-past');
		expect(room.detail).toEqual({ n: 2 });
		const { state } = room;
		const [first, other] = state.outcomes.lines;
		const lines = [first!, { ...other!, owner: null, due: first!.due }];
		room.state = { ...state, outcomes: { ...state.outcomes, lines } };
		expect(publish(room)).toBe('notice-owner-missing');
		expect(noticeOf(room)).toBeNull();
	});

	it('[Q13] without a line it says so, once the time for results is over', () => {
		const room = atResults();
		expect(publish(room)).toBe('notice-early');
		room.go('notice', { force: true });
		expect(publish(room)).toBe('ok');
		expect(noticeContent(room.state)).toMatchObject({ lines: [], notice: { until: PERIOD.until } });
	});

	it('[Q13] makes the lines readable for everybody, and nothing else of a record that is not public', () => {
		const room = atResults();
		room.do('organiser', { type: 'record.set', publish: 'sealed' });
		const { text, measure, owner } = written(room);
		room.do(CLERK, { type: 'runsheet.note', stage: 'result', text: '还没公开的话' });
		const seen = () => visibleTexts(room.state, room.texts, 'public');
		for (const ref of [text, measure!, owner!.body!]) expect(seen()[ref.id]).toBeUndefined();
		publish(room);
		for (const ref of [text, measure!, owner!.body!]) expect(seen()[ref.id]).toBe(room.text(ref));
		expect(Object.values(seen())).not.toContain('还没公开的话');
		room.do(CLERK, { type: 'outcomes.unpublish' });
		expect(seen()[text.id]).toBeUndefined();
	});

	it('[Q14] is posted and taken down by its dates alone', () => {
		const room = atResults();
		written(room);
		publish(room);
		const at = (text: string) => noticeStep(noticeOf(room), Date.parse(`${text}+08:00`));
		expect(noticeStep(null, room.now)).toBe('none');
		expect(at('2026-04-11T23:59:00')).toBe('coming');
		expect(at('2026-04-12T00:00:00')).toBe('posted');
		expect(at('2026-04-18T23:59:00')).toBe('posted');
		expect(at('2026-04-19T00:00:00')).toBe('over');
	});

	it('[Q14] a period ends after it begins, and not in the past', () => {
		const room = atResults();
		written(room);
		const { from, until } = PERIOD;
		expect(publish(room, { from: until, until: from })).toBe('notice-ends-first');
		expect(publish(room, { from, until: from })).toBe('notice-ends-first');
		expect(publish(room, { from: room.now - 3 * DAY, until: room.now })).toBe(
			'notice-over-already'
		);
		expect(publish(room, { from: room.now - 2 * DAY, until })).toBe('notice-begins-past');
		expect(noticeOf(room)).toBeNull();
		// Today's first minute is over, and is today's.
		expect(publish(room, { from: room.now - 20 * 3_600_000, until })).toBe('ok');
	});

	it('[Q15] what was saved as it stood is no correction', () => {
		const room = atResults();
		const line = written(room);
		publish(room);
		expect(revise(room, line, {}, { reason: '只是看看' })).toBe('ok');
		expect(room.state.outcomes.lines[0]).toMatchObject({ version: 1, corrected: [] });
	});

	it('[Q14] a first day that has not come is moved to none that is over', () => {
		const room = atResults();
		written(room);
		publish(room);
		const back = { ...PERIOD, from: room.now - 2 * DAY };
		expect(setPeriod(room, back, '早就贴了')).toBe('notice-begins-past');
		expect(noticeOf(room)).toMatchObject(PERIOD);
	});

	it('[Q14] is shortened and lengthened with a reason, which stays', () => {
		const room = atResults();
		written(room);
		expect(setPeriod(room, PERIOD, '早')).toBe('notice-not-published');
		publish(room);
		const longer = { ...PERIOD, until: PERIOD.until + 3 * DAY };
		expect(setPeriod(room, longer)).toBe('needs-reason');
		expect(setPeriod(room, longer, '清明放假')).toBe('ok');
		expect(setPeriod(room, longer, '再按一次')).toBe('ok');
		room.pass(3 * DAY);
		expect(setPeriod(room, { ...longer, from: longer.from + DAY }, '晚贴')).toBe('notice-posted');
		expect(setPeriod(room, { ...longer, until: room.now }, '马上撤')).toBe('notice-over-already');
		expect(setPeriod(room, { ...longer, until: room.now + DAY }, '都知道了')).toBe('ok');
		expect(noticeOf(room).former.map((one) => room.text(one.reason))).toEqual([
			'清明放假',
			'都知道了'
		]);
		expect(noticeOf(room).former.map(({ until }) => until)).toEqual([PERIOD.until, longer.until]);
		const told = factsOf(room.events).filter(({ what }) => what.startsWith('notice-'));
		expect(told).toHaveLength(3);
		// Taken down, and up again.
		room.pass(3 * DAY);
		expect(noticeStep(noticeOf(room), room.now)).toBe('over');
		expect(setPeriod(room, { ...longer, until: room.now + DAY }, '有人没看到')).toBe('ok');
		expect(noticeStep(noticeOf(room), room.now)).toBe('posted');
	});

	it('[Q14] before its first day it can be taken back, and lines are free again', () => {
		const room = atResults();
		written(room);
		publish(room);
		const write = { type: 'outcomes.write', source: null, draft: { text: '忘了一条' } } as const;
		expect(room.send(CLERK, write)).toBe('outcomes-published');
		expect(room.send(CHAIR, { type: 'outcomes.unpublish' })).toBe('ok');
		expect(room.send(CHAIR, { type: 'outcomes.unpublish' })).toBe('notice-not-published');
		expect(room.send(CLERK, write)).toBe('ok');
		revise(room, room.state.outcomes.lines[1]!, WHOLE);
		expect(publish(room)).toBe('ok');
		room.pass(2 * DAY);
		expect(room.send(CHAIR, { type: 'outcomes.unpublish' })).toBe('notice-posted');
	});

	it('[D6] [Q14] comments are taken as long as it is up, whatever was set before', () => {
		const room = atResults();
		written(room);
		room.do('organiser', { type: 'record.set', publish: 'live', noticeUntil: room.now + DAY });
		publish(room);
		expect(noticeUntil(room.state)).toBe(PERIOD.until);
		expect(takesComments(room.state, PERIOD.until)).toBe(true);
		expect(takesComments(room.state, PERIOD.until + 1)).toBe(false);
		const set = { type: 'record.set', noticeUntil: room.now + 2 * DAY } as const;
		expect(room.send('organiser', set)).toBe('notice-published');
		expect(room.send('organiser', { type: 'record.set', publish: 'sealed' })).toBe('ok');
	});

	it('[Q14] those who were not there are led to what they can read now: by code, link and the chair’s word', () => {
		const room = atResults();
		written(room);
		room.do('organiser', { type: 'record.set', publish: 'sealed' });
		room.go('notice');
		const words = { person: room.person.bind(room), text: room.text.bind(room) };
		const led = () => {
			const read = scriptFor(room.state, { floor: NOBODY, words, now: room.now });
			const said = read.find(({ key }) => key.startsWith('notice_absent'));
			return [whatToRead(room.state, room.now), said?.key];
		};
		expect(led()).toEqual(['record', 'notice_absent_later']);
		publish(room);
		expect(led()).toEqual(['notice', 'notice_absent_coming']);
		room.do('organiser', { type: 'record.set', publish: 'live' });
		expect(led()).toEqual(['record', 'notice_absent']);
		room.pass(PERIOD.from - room.now);
		expect(led()).toEqual(['notice', 'notice_absent_posted']);
		room.pass(PERIOD.until - room.now + 1);
		expect(led()).toEqual(['record', 'notice_absent']);
	});

	it('[Q15] what is published is put right with a reason, before everybody', () => {
		const room = atResults();
		const line = written(room);
		publish(room);
		expect(revise(room, line, { measure: '改由街道办理' })).toBe('needs-reason');
		expect(revise(room, line, { class: null }, { reason: '再想想' })).toBe('outcome-unclassed');
		expect(revise(room, line, { measure: '改由街道办理' }, { reason: '写错了' })).toBe('ok');
		const now = room.state.outcomes.lines[0]!;
		expect(now.corrected).toMatchObject([
			{ was: { measure: line.measure, text: line.text }, by: room.seat(CLERK), at: room.now }
		]);
		expect(Object.keys(now.corrected[0]!.was)).not.toContain('version');
		const seen = visibleTexts(room.state, room.texts, 'public');
		expect(seen[line.measure!.id]).toBe(WHOLE.measure);
		expect(seen[now.corrected[0]!.reason!.id]).toBe('写错了');
		const { id: outcome, version } = now;
		expect(room.send(CLERK, { type: 'outcomes.drop', outcome, version })).toBe(
			'outcomes-published'
		);
	});

	it('[Q16] [X15] a result leads back to its cards, group and votes, and a card on to its result', () => {
		const round = shown();
		const { room } = round;
		const [one, other] = [round.cardWith('甲说'), round.cardWith('乙说')];
		round.group([one.id, other.id], 'new', '价格');
		const vote = begin(room, { question: '十五元行不行' });
		cast(room, PEOPLE[0]!, 'for');
		close(room, vote);
		const source = { from: 'group', board: 'b1', group: 'g1' } as const;
		room.do(CLERK, { type: 'outcomes.write', source, draft: { text: '一荤两素十五元' } });
		const line = () => room.state.outcomes.lines[0]!;
		const { group, votes, card } = traceOf(room.state, line());
		expect(group).toMatchObject({ n: 1, points: null });
		expect(group!.cards.map((ref) => room.text(ref))).toEqual(
			[one, other].map(({ text }) => room.text(text))
		);
		expect([votes, card]).toEqual([[vote], null]);
		const last = trail(room.state, 'b1', one.id, true).at(-1);
		expect(last).toMatchObject({ what: 'result', n: 1, line: { id: line().id } });
		round.send(CHAIR, { type: 'cards.hide', card: one.id, reason: '说到了别人' });
		expect(traceOf(room.state, line()).group!.cards).toHaveLength(1);
		expect(trail(room.state, 'b1', one.id, true).at(-1)).toMatchObject({ what: 'hidden' });
	});
});
