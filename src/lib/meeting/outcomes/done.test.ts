import { describe, expect, it } from 'vitest';
import { visibleTexts } from '../disclosure/disclosure.ts';
import { factsOf } from '../facts.ts';
import { PERMITS } from '../permissions.ts';
import type { TestRoom } from '../test-room.ts';
import { outcomeOf, type OutcomeLine } from './outcomes.ts';
import { atResults, CHAIR, CLERK, day, PEOPLE, revise, WHOLE, written } from './test-outcomes.ts';
import { outcomeStep } from './notice/notice-step.ts';

const DAY = 24 * 3_600_000;

function published(draft = {}): { room: TestRoom; now: () => OutcomeLine } {
	const room = atResults();
	const { id } = written(room, { ...WHOLE, ...draft });
	room.do(CLERK, {
		type: 'outcomes.publish',
		from: day('2026-04-12') - DAY + 60_000,
		until: day('2026-04-18')
	});
	return { room, now: () => outcomeOf(room.state.outcomes, id)! };
}
const finish = (room: TestRoom, line: OutcomeLine, text = '用房已经移交', by = CLERK) =>
	room.send(by, { type: 'outcomes.finish', outcome: line.id, text });
const reopen = (room: TestRoom, line: OutcomeLine, reason: string, by = CLERK) =>
	room.send(by, { type: 'outcomes.reopen', outcome: line.id, reason });

describe('a result that is done (办结)', () => {
	it('[Q20] [S1.33] is said by the office, once, in a sentence that everybody reads; not by who takes part', () => {
		for (const who of [CHAIR, CLERK, 'organiser']) {
			const { room, now } = published();
			expect(finish(room, now(), '用房已经移交', PEOPLE[0])).toBe('not-allowed');
			expect(finish(room, now(), '  ', who)).toBe('text-empty');
			expect(finish(room, now(), '多'.repeat(301), who)).toBe('text-too-long');
			expect(now().done).toBeNull();
			expect(finish(room, now(), '用房已经移交', who), who).toBe('ok');
			expect(now().done).toMatchObject({ at: room.now });
			expect(visibleTexts(room.state, room.texts, 'public')[now().done!.text.id]).toBe(
				'用房已经移交'
			);
			expect(finish(room, now(), '再按一次', who)).toBe('outcome-done');
		}
		// Whoever answers for it comes by the door of their link.
		expect(PERMITS['outcomes.finish'].any).toContain('door');
		expect(PERMITS['outcomes.reopen'].any).not.toContain('door');
	});

	it('[Q20] only what is published can be done, and the seal of the minutes does not hinder it', () => {
		const early = atResults();
		expect(finish(early, written(early))).toBe('notice-not-published');
		const { room, now } = published();
		const sealed = { at: room.now, by: CLERK, seq: 1, upTo: 1, hash: '', prose: [] };
		room.state = { ...room.state, minutes: { ...room.state.minutes, sealed } };
		expect(finish(room, now())).toBe('ok');
		expect(finish(room, { ...now(), id: 'res-none' })).toBe('no-such-outcome');
	});

	it('[Q20] [S1.34] what is set aside is neither late nor done, and what is done is not set aside', () => {
		const aside = published({ class: 'set-aside', early: '再议也一样' });
		expect(finish(aside.room, aside.now())).toBe('outcome-aside-done');
		expect(outcomeStep(aside.now(), day('2027-01-01'))).toBe('resting');
		const { room, now } = published();
		expect([outcomeStep(now(), room.now), outcomeStep(now(), WHOLE.due + 1)]).toEqual([
			'doing',
			'late'
		]);
		finish(room, now());
		expect(outcomeStep(now(), WHOLE.due + 1)).toBe('done');
		const to = { class: 'set-aside', early: '不办了' } as const;
		expect(revise(room, now(), to, { reason: '不办了' })).toBe('outcome-done');
		expect(revise(room, now(), { measure: '换了办法' }, { reason: '写错了' })).toBe('ok');
		expect(now().done).not.toBeNull();
	});

	it('[Q20] it is taken back with a reason, which stays with what was said; minutes tell both', () => {
		const { room, now } = published();
		expect(reopen(room, now(), '钥匙还没交')).toBe('outcome-not-done');
		finish(room, now());
		const { done } = now();
		expect(reopen(room, now(), '')).toBe('needs-reason');
		expect(reopen(room, now(), '钥匙还没交', PEOPLE[0])).toBe('not-allowed');
		expect(reopen(room, now(), '钥匙还没交')).toBe('ok');
		expect(now()).toMatchObject({ done: null, reopened: [{ was: done, at: room.now }] });
		expect(finish(room, now(), '钥匙也交了')).toBe('ok');
		const seen = visibleTexts(room.state, room.texts, 'public');
		expect([done!.text, now().reopened[0]!.reason].map(({ id }) => seen[id])).toEqual([
			'用房已经移交',
			'钥匙还没交'
		]);
		const told = factsOf(room.events).filter(({ what }) => /^outcome-/u.test(what));
		expect(told.map(({ what, kind }) => [what, kind])).toEqual([
			['outcome-done', 'task'],
			['outcome-reopened', 'task'],
			['outcome-done', 'task']
		]);
	});
});
