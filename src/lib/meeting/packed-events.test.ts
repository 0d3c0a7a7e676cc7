/** What is packed for the line is the same events when it is unpacked, and little where they are alike. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packEvents, unpackEvents } from './packed-events.ts';
import type { MeetingEvent } from './registry.ts';

const throughJson = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T;
const overTheLine = (events: MeetingEvent[]) => unpackEvents(throughJson(packEvents(events)));

const hand = (n: number) =>
	({
		...{ type: 'queue.joined', v: 5, seq: 600 + n, at: 1_796_027_540_545 + n },
		actor: `s${String(n).padStart(9, '4')}`,
		body: {
			entry: {
				...{ id: `hand${String(n).padStart(10, 'z')}`, seat: `s${String(n).padStart(9, '4')}` },
				...{ item: 'item25g3g0dmyw', stance: 'for', point: null, side: null, channel: 'hall' },
				...{ by: null, speaksFor: 0, requestedAt: 1_796_027_540_545 + n, awayAt: null, moved: null }
			}
		}
	}) as unknown as MeetingEvent;

it('a hundred hands are the same hands, in less than 70 bytes each', () => {
	const hands = Array.from({ length: 100 }, (_, n) => hand(n));
	expect(overTheLine(hands)).toEqual(hands);
	expect(JSON.stringify(packEvents(hands)).length / 100).toBeLessThan(70);
	expect(JSON.stringify(hands).length / 100).toBeGreaterThan(270);
});

it('whatever JSON can say comes out as it went in, member by member', () => {
	const few = fc.constantFrom('at', 'body', 'n', '__proto__', 'constructor', '0');
	const value = fc.letrec((tie) => ({
		leaf: fc.oneof(
			...[fc.constantFrom(null, true, false, 0, 1, -1, '', '一'), fc.string(), fc.integer()],
			...[fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeInteger()]
		),
		any: fc.oneof(
			{ depthSize: 'small', withCrossShrink: true },
			tie('leaf'),
			fc.array(tie('any'), { maxLength: 3 }),
			fc.array(fc.tuple(few, tie('any')), { maxLength: 3 }).map((all) => Object.fromEntries(all))
		)
	})).any;
	fc.assert(
		fc.property(fc.array(value, { maxLength: 8 }), (all) => {
			const events = all as MeetingEvent[];
			expect(JSON.stringify(overTheLine(events))).toBe(JSON.stringify(throughJson(events)));
		}),
		{ numRuns: 300 }
	);
});

it('a difference from a fraction that would be rounded is not told as one', () => {
	const events = [-2834617903049180.5, 1668981724321316].map((seq) => ({ seq })) as MeetingEvent[];
	expect(overTheLine(events)).toEqual(events);
});

it('what is left out of an event is left out, and more leaves than bits are told whole', () => {
	const many = (n: number) =>
		({ seq: n, body: Array.from({ length: 60 }, (_, at) => at * n) }) as unknown as MeetingEvent;
	const events = [{ seq: 1, gone: undefined } as unknown as MeetingEvent, many(2), many(3)];
	expect(overTheLine(events)).toEqual(throughJson(events));
});
