import { expect, it } from 'vitest';
import { REST } from './press-guard.ts';
import { ReplacedGuard } from './replaced-guard.ts';

it('[T33] [K43] a digit pressed as somebody else turns the card is not for the next one; a moment later it is', () => {
	const turned = new ReplacedGuard();
	turned.shows('a', 1000);
	expect(turned.accepts(1000)).toBe(true);
	turned.shows('b', 5000);
	expect(turned.accepts(5000 + REST - 1)).toBe(false);
	expect(turned.accepts(5000 + REST)).toBe(true);
	// The same card, told again, is no turn.
	turned.shows('b', 9000);
	expect(turned.accepts(9000)).toBe(true);
});

it('[T33] [K43] who turns it looks at it: the next key is for the next card, and only for that turn', () => {
	const turned = new ReplacedGuard();
	turned.shows('a', 1000);
	turned.changes(true);
	turned.shows('b', 2000);
	expect(turned.accepts(2001)).toBe(true);
	turned.shows('c', 3000);
	expect(turned.accepts(3001)).toBe(false);
});
