/** Small calls in words: how much somebody sends, and where they stand. */
import type { CallSeat, Level } from '#lib/meeting/calls/call.ts';
import { m } from './paraglide/messages.js';

const LEVEL: Record<Level, () => string> = {
	text: () => m.calls_level_text(),
	voice: () => m.calls_level_voice(),
	video: () => m.calls_level_video()
};
const STANDS: Record<Exclude<CallSeat['is'], 'in'>, () => string> = {
	invited: () => m.calls_is_invited(),
	declined: () => m.calls_is_declined(),
	left: () => m.calls_is_left()
};

/** 文字, 语音, 视频. */
export function levelName(level: Level): string {
	return LEVEL[level]();
}

/** Where somebody stands in a call: at which level, or why not in it. */
export function callSeatWords({ is, level }: CallSeat): string {
	return is === 'in' ? levelName(level) : STANDS[is]();
}
