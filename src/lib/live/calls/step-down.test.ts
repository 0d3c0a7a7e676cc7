import { expect, it } from 'vitest';
import type { CallMember } from './call-engine.ts';
import { isWeak, levelBelow, WEAK_FOR } from './step-down.ts';

const member = (line: CallMember['line']): CallMember => ({
	...{ seat: 's1', camera: null, microphone: null, speaking: false },
	line
});

it('[LS18] the line is this page’s own when nobody reaches it well, and nobody’s where nobody is', () => {
	expect(isWeak([])).toBe(false);
	expect(isWeak([member('weak'), member('good')])).toBe(false);
	expect(isWeak([member('weak'), member('lost')])).toBe(true);
});

it('[LS18] the picture goes first, the voice later, and writing stays', () => {
	expect(levelBelow('video', WEAK_FOR.video - 1)).toBe(null);
	expect(levelBelow('video', WEAK_FOR.video)).toBe('voice');
	expect(levelBelow('voice', WEAK_FOR.video)).toBe(null);
	expect(levelBelow('voice', WEAK_FOR.voice)).toBe('text');
	expect(levelBelow('text', Infinity)).toBe(null);
});
