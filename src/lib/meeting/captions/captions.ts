/**
 * Captions (字幕, X24): who writes them, and the last lines.
 *
 * Invariant: lines are no minutes. Only the last few have words at all; what a new one pushes out is deleted with it
 * [CP4].
 */
import type { Instant, SeatId, TextId, TextRef } from '../names.ts';

declare module '../registry.ts' {
	interface Slices {
		captions: {
			state: CaptionsState;
			command: CaptionsCommand;
			event: CaptionsEvent;
			refusal: CaptionsRefusal;
		};
	}
}

export type CaptionsRefusal = 'not-captioner' | 'captions-too-fast';

/** Graphemes in one line: two rows on the big screen. */
export const LINE_LENGTH = 60;
/** So many lines have words. */
export const LINES_KEPT = 3;
/** How long a line stands on the screens, ms. */
export const LINE_STANDS = 20_000;
/** One person writes a line in so long, ms. */
export const LINE_EVERY = 1000;

export interface CaptionLine {
	text: TextRef;
	by: SeatId;
	at: Instant;
}

export interface CaptionsState {
	/** Who was asked to write them, in that order. */
	writers: SeatId[];
	/** The last ones, the newest last. */
	lines: CaptionLine[];
}

export type CaptionsCommand =
	| { type: 'captions.ask'; seat: SeatId; on: boolean }
	| { type: 'captions.write'; seat: SeatId; text: string }
	| { type: 'captions.take-back'; seat: SeatId; line: TextId };

export type CaptionsEvent =
	| { type: 'captions.asked'; body: { seat: SeatId; on: boolean } }
	/** `dropped`: lines that have gone out; their words are deleted. */
	| { type: 'captions.written'; body: { seat: SeatId; text: TextRef; dropped: TextId[] } }
	| { type: 'captions.taken-back'; body: { line: TextId } }
	/** The meeting closes. */
	| { type: 'captions.ended'; body: { dropped: TextId[] } };

/** The lines that stand on the screens at this moment. */
export function linesNow({ lines }: CaptionsState, now: Instant): CaptionLine[] {
	return lines.filter(({ at }) => now - at < LINE_STANDS);
}
