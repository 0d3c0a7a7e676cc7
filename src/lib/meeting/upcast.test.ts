/** Events of earlier releases in today's shape; the stored lines stay as they were hashed. */
import { describe, expect, it } from 'vitest';
import { EVENT_VERSION } from './event.ts';
import type { MeetingEvent } from './registry.ts';
import { upcast } from './upcast.ts';

/** An event as an earlier release has stored it. */
function stored(v: number, type: string, body: object, actor = 'organiser'): MeetingEvent {
	return { v, seq: 7, at: 1000, actor, type, body } as unknown as MeetingEvent;
}

describe('up to version 3', () => {
	it.each(['received', 'published', 'withheld', 'replied', 'forgotten'])(
		'a comment that was %s was called an answer',
		(what) => {
			const event = upcast(stored(3, `answers.${what}`, { answer: 'w1', how: 'self' }));
			expect(event).toMatchObject({ type: `comments.${what}`, v: 3, seq: 7 });
			expect(event.body).toEqual({ comment: 'w1', how: 'self' });
		}
	);

	it('what nobody signed was unsigned, whatever else it said', () => {
		const body = { board: 'b1', count: { cards: 1 } };
		const event = upcast(stored(2, 'cards.counted', body, 'unsigned'));
		expect(event).toMatchObject({ actor: 'anonymous', body });
		expect(upcast(stored(1, 'answers.withheld', { answer: 'w2' }, 's1')).actor).toBe('s1');
	});

	it('everything else is as it was', () => {
		const event = stored(3, 'plan.opened', { stage: 'signin' });
		expect(upcast(event)).toEqual(event);
	});
});

it('of today nothing is changed, and of tomorrow nothing is guessed', () => {
	const event = stored(EVENT_VERSION, 'comments.withheld', { comment: 'w1' }, 'anonymous');
	expect(upcast(event)).toBe(event);
	expect(() => upcast(stored(EVENT_VERSION + 1, 'plan.opened', {}))).toThrow('newer release');
});
