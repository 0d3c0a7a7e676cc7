/**
 * Read back: whoever is said to have said something says whether that is what they meant. Small and pure:
 * phones load it. Rules [M18], [M19].
 *
 * Invariant: an answer is to the words that it names; other words are asked about anew.
 */
import type { Instant, SeatId, TextId } from '../names.ts';
import { onScreen } from '../on-screen.ts';
import type { MeetingState } from '../registry.ts';
import { seatOf } from '../roll/roll.ts';
import type { GistLine } from './minutes.ts';
import { ownerOf } from './line-owner.ts';

/** What a person said of a line under their name. */
export interface ReadBack {
	seat: SeatId;
	/** The words they were asked about. */
	text: TextId;
	right: boolean;
	/** What was meant, in a sentence; '' where they did not say. */
	meant: string;
	at: Instant;
	/** Who entered it: their own seat, their helper's, the clerk's. */
	by: string;
}

/** By the id of the line. */
export type ReadBacks = Readonly<Record<string, ReadBack>>;

/** Graphemes of what was meant. */
export const MEANT_LENGTH = 60;
/** Nobody is asked about a line while it is being written: so long it must have stood, ms. */
export const SETTLED_MS = 8_000;
/** Of so many lines a person is asked, the newest. */
const ASKED = 3;

/** Whose words a line is, if it is a person's. */
export function saidBy(state: MeetingState, line: Pick<GistLine, 'fact' | 'owner'>): SeatId | null {
	const whose = ownerOf(state, line);
	return whose && 'entry' in whose ? (seatOf(state.roll, whose.entry.seat)?.id ?? null) : null;
}

/** The last lines under this person's name, the newest first; none while they speak, or all are busy. */
export function linesToAsk(state: MeetingState, seat: SeatId): GistLine[] {
	if (state.minutes.sealed || state.queue.speaker?.entry.seat === seat) return [];
	if (onScreen(state)?.quiet) return [];
	return state.minutes.lines
		.filter((line) => saidBy(state, line) === seat)
		.slice(-ASKED)
		.reverse();
}

/**
 * The line that is asked about now: the newest that has settled and has no answer. Whichever is on the screen stays
 * until it is answered or becomes another: a press on its way must not answer for the one that came.
 */
export function askedNow(
	state: MeetingState,
	{
		seat,
		answers,
		now,
		last
	}: { seat: SeatId; answers: ReadBacks; now: Instant; last: TextId | null },
	isReadable: (line: GistLine) => boolean
): GistLine | null {
	const asked = linesToAsk(state, seat).filter(
		(line) =>
			answerTo(answers, line, seat) === null &&
			now - line.writtenAt >= SETTLED_MS &&
			isReadable(line)
	);
	return asked.find(({ text }) => text.id === last) ?? asked[0] ?? null;
}

/** What this person said of the line as it stands now; another's word, before a correction, is none. */
export function answerTo(answers: ReadBacks, line: GistLine, seat: SeatId): ReadBack | null {
	const answer = answers[line.id];
	return answer?.text === line.text.id && answer.seat === seat ? answer : null;
}
