/** When a weak line gives up the picture, and then the voice [LS18]. Pure. */
import type { Level } from '#lib/meeting/calls/call.ts';
import type { CallMember } from './call-engine.ts';

/** So long a line is weak before something is given up, ms. */
export const WEAK_FOR = { video: 6000, voice: 15_000 } as const;

/**
 * Nobody who sends something reaches this page well: it is its own line that is weak, and not one of theirs. Who sends
 * nothing tells nothing of it, and whose line is lost may have lost it alone.
 */
export function isWeak(members: readonly CallMember[]): boolean {
	const telling = members.filter(
		({ camera, microphone, line }) => (camera || microphone) && line !== 'lost'
	);
	return telling.length > 0 && telling.every(({ line }) => line === 'weak');
}

/** The level to go down to after so long a weakness at this one; null: stay. */
export function levelBelow(level: Level, weakFor: number): Level | null {
	if (level === 'video') return weakFor >= WEAK_FOR.video ? 'voice' : null;
	return level === 'voice' && weakFor >= WEAK_FOR.voice ? 'text' : null;
}
