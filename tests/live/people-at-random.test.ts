/** Whatever was answered over bad lines is in every copy of the meeting, exactly once. */
import { expect, test } from 'vitest';
import { AT_HAND, handsBySeat, meetAtRandom, OVER_A_LINE, PEOPLE } from './people-at-random.ts';

test.each([
	[11, AT_HAND],
	[12, OVER_A_LINE],
	[43, OVER_A_LINE]
])(
	'seed %i: a meeting over bad lines stays one meeting; store %o; `npm run prove` holds eighty',
	async (seed, kept) => {
		const { journal, room, head, seq, phones, answered, verdict } = await meetAtRandom(seed, kept);
		expect(room).toEqual(journal);
		for (const phone of phones) {
			expect(phone.head).toBe(head);
			expect(phone.state).toEqual(journal);
		}
		expect(answered.every((at) => at <= seq)).toBe(true);
		expect(answered.length).toBeGreaterThan(PEOPLE);
		expect([...handsBySeat(journal).values()].every((n) => n === 1)).toBe(true);
		expect(verdict).toMatchObject({ ok: true });
	},
	240_000
);
