/** A tap before the scripts have come does what was read on the button, or nothing. */
import { expect, it } from 'vitest';
import { doEarlyTap } from './early-tap.ts';

function tapped({ connected = true, disabled = false, now = '举手' } = {}) {
	const done: string[] = [];
	const button = {
		...{ isConnected: connected, disabled, textContent: now },
		removeAttribute: () => void done.push('no longer waiting'),
		click: () => void done.push('clicked')
	};
	return { done, tap: { button, words: '举手', seq: '7', at: 1000 } };
}

it('is done when everything answers', () => {
	const { done, tap } = tapped();
	doEarlyTap(tap, '7', 3000);
	expect(done).toEqual(['no longer waiting', 'clicked']);
	doEarlyTap(undefined, '7', 3000);
});

it.each([
	['says something else', { now: '放下手' }, '7', 3000],
	['is gone', { connected: false }, '7', 3000],
	['cannot be pressed any more', { disabled: true }, '7', 3000],
	['stands in another moment of the meeting', {}, '8', 3000],
	['was tapped long ago', {}, '7', 20_000]
])('does nothing where the button %s, which no longer waits', (_, made, seq, now) => {
	const { done, tap } = tapped(made);
	doEarlyTap(tap, seq, now);
	expect(done).toEqual(['no longer waiting']);
});
