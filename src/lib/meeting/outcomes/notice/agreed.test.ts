import { describe, expect, it } from 'vitest';
import { factsOf } from '../../facts.ts';
import { stepsShown } from '../../next-steps.ts';
import { mayPassOn } from '../../record/what-to-read.ts';
import { opened, plan } from '../../runsheet/test-meetings.ts';
import type { TestRoom } from '../../test-room.ts';
import { CHAIR, CLERK, day, PEOPLE, revise, WHOLE, written } from '../test-outcomes.ts';
import { isKept } from './agreed.ts';
import { noticeContent } from './notice-content.ts';

const PERIOD = { from: day('2026-04-11'), until: day('2026-04-18') };
const publish = { type: 'outcomes.publish', ...PERIOD } as const;

/** A private mediation that came to an agreement, with somebody who sees it otherwise. */
function agreement(): TestRoom {
	const room = opened(plan({ preset: 'mediation', template: 'seven-mediation' }), PEOPLE);
	expect(room.go('agreement', { force: true })).toBe('ok');
	const line = written(room);
	const seat = room.seat(PEOPLE[1]!);
	room.do(PEOPLE[1]!, { type: 'outcomes.dissent', seat, outcome: line.id, text: '太急了' });
	return room;
}

describe('[Q29] what a private meeting makes public', () => {
	it('is said by who chairs, that both sides agreed, and by nobody else', () => {
		const room = agreement();
		expect(isKept(room.state)).toBe(true);
		expect(room.refused(CHAIR, publish)).toBe('agreement-missing');
		for (const who of [CLERK, 'organiser'])
			expect(room.refused(who, { ...publish, agreed: true })).toBe('agreement-missing');
		room.do(CHAIR, { ...publish, agreed: true });
		expect(room.state.outcomes.notice).toMatchObject({ ...PERIOD, agreed: true });
		expect(isKept(room.state)).toBe(false);
		expect(factsOf(room.events).at(-1)).toMatchObject({ what: 'notice-published', agreed: true });
	});

	it('is its title and its results, and nothing of how they came to be', () => {
		const room = agreement();
		room.do(CHAIR, { ...publish, agreed: true });
		const content = noticeContent(room.state);
		expect(content.lines.map(({ outcome }) => room.text(outcome.text))).toEqual([WHOLE.text]);
		expect(content).toMatchObject({ dissents: [], suggestions: [], matter: null, chair: null });
		expect(content).toMatchObject({ came: null, place: null, openedAt: null });
		// A meeting that is open to everybody says it all, and needs nobody's word for it.
		const open = opened(plan(), PEOPLE);
		expect(open.go('result', { force: true })).toBe('ok');
		written(open);
		open.do(CLERK, { ...publish, agreed: true });
		expect(open.state.outcomes.notice?.agreed).toBeUndefined();
		expect(noticeContent(open.state).matter).not.toBeNull();
	});

	it('is changed by who chairs alone', () => {
		const room = agreement();
		room.do(CHAIR, { ...publish, agreed: true });
		const [line] = room.state.outcomes.lines;
		const other = { ...WHOLE, text: '量两次' };
		expect(revise(room, line!, other, { reason: '改了' })).toBe('agreement-missing');
		expect(revise(room, line!, other, { reason: '双方都同意', by: CHAIR })).toBe('ok');
		const longer = {
			type: 'outcomes.set-period',
			from: PERIOD.from,
			until: day('2026-05-18')
		} as const;
		expect(room.refused(CLERK, { ...longer, reason: '久一点' })).toBe('agreement-missing');
		room.do(CHAIR, { ...longer, reason: '双方都同意' });
		expect(noticeContent(room.state).lines[0]!.outcome).toMatchObject({
			corrected: [],
			former: []
		});
	});

	it('is owed to nobody: nothing waits for it, and nothing is passed on', () => {
		const room = agreement();
		room.do(CHAIR, { type: 'plan.close' });
		const step = stepsShown(room.state, room.now).find(({ step: { id } }) => id === 'notice');
		expect(step).toMatchObject({ done: true, by: null });
		expect(mayPassOn(room.state)).toBe(false);
		room.do(CHAIR, { ...publish, agreed: true });
		expect(mayPassOn(room.state)).toBe(true);
	});
});
