/** The time of an item in words. */
import { describe, expect, it } from 'vitest';
import type { ItemView } from '#lib/meeting/agenda/view.ts';
import { itemTime } from './agenda-words.ts';

const MINUTE = 60_000;

/** An item of twenty minutes of which so much is spent. */
function spent(ms: number, status: ItemView['status'] = 'now'): ItemView {
	return { minutes: 20, spent: ms, left: 20 * MINUTE - ms, status } as ItemView;
}

describe('the time of an item', () => {
	it('[G2] counts down by the minute, and says so when it is over', () => {
		expect(itemTime(spent(0))).toBe('还有20分钟');
		expect(itemTime(spent(19 * MINUTE + 1))).toBe('还有1分钟');
		expect(itemTime(spent(20 * MINUTE))).toBe('还有1分钟');
		expect(itemTime(spent(20 * MINUTE + 1))).toBe('超了1分钟');
		expect(itemTime(spent(23 * MINUTE))).toBe('超了3分钟');
	});

	it('[G2] says what is left of one put aside, and what one took that is done', () => {
		expect(itemTime(spent(5 * MINUTE, 'paused'))).toBe('还有15分钟');
		expect(itemTime(spent(0, 'next'))).toBe('20分钟');
		expect(itemTime(spent(23 * MINUTE, 'done'))).toMatch(/23分钟/);
		expect(itemTime(spent(MINUTE, 'rests'))).toBe('已用1分钟');
	});
});
