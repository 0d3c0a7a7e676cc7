import { expect, it } from 'vitest';
import type { CallMember } from './call-engine.ts';
import { isWeak, levelBelow, WEAK_FOR } from './step-down.ts';

const SOUND = {} as MediaStreamTrack;
const member = (line: CallMember['line'], microphone: typeof SOUND | null = SOUND): CallMember => ({
	...{ seat: 's1', camera: null, microphone, speaking: false },
	line
});

it('[LS18] the line is this page’s own when nobody reaches it well, and nobody’s where nobody is', () => {
	expect(isWeak([])).toBe(false);
	expect(isWeak([member('weak'), member('good')])).toBe(false);
	expect(isWeak([member('weak'), member('weak')])).toBe(true);
});

it('[LS18] who sends nothing tells nothing of a line, and whose own is lost neither', () => {
	expect(isWeak([member('weak'), member('good', null)])).toBe(true);
	expect(isWeak([member('weak', null)])).toBe(false);
	expect(isWeak([member('lost')])).toBe(false);
	expect(isWeak([member('lost'), member('good')])).toBe(false);
	expect(isWeak([member('lost'), member('weak')])).toBe(true);
});

it('[LS18] the picture goes first, the voice later, and writing stays', () => {
	expect(levelBelow('video', WEAK_FOR.video - 1)).toBe(null);
	expect(levelBelow('video', WEAK_FOR.video)).toBe('voice');
	expect(levelBelow('voice', WEAK_FOR.video)).toBe(null);
	expect(levelBelow('voice', WEAK_FOR.voice)).toBe('text');
	expect(levelBelow('text', Infinity)).toBe(null);
});
