/** What stands beside a line at the clerk's: what its person said of it, or that it is to be read to them. */
import { getOwn } from '#lib/meeting/get-own.ts';
import type { GistBlock } from '#lib/meeting/minutes/minutes.ts';
import { answerTo, saidBy } from '#lib/meeting/minutes/read-back.ts';
import type { Instant } from '#lib/meeting/names.ts';
import type { Command, MeetingState, PrivateView } from '#lib/meeting/registry.ts';
import { m } from './paraglide/messages.js';
import { seatName, type Names } from './seat-name.ts';

/** What this needs of the meeting's store. */
type Store = Names & { state: MeetingState; privateView: PrivateView; now(): Instant };

/** How long a phone is waited for, ms. */
const READ_ALOUD_AFTER = 60_000;

export interface ReadBackWords {
	words: string;
	look: 'right' | 'wrong' | 'waiting';
	/** What is said when the clerk has read it aloud; null where there is nobody to read it to. */
	aloud: ((right: boolean) => Command) | null;
}

/** Null where nobody is asked: the room does not know the line yet, or it is nobody's own words. */
export function formatReadBack(
	meeting: Store,
	{ id, fact, owner }: Pick<GistBlock, 'id' | 'fact' | 'owner'>
): ReadBackWords | null {
	const { state, privateView } = meeting;
	const line = state.minutes.lines.find((one) => one.id === id);
	const seat = saidBy(state, { fact, ...(owner ? { owner } : {}) });
	if (!line || seat === null || state.minutes.sealed) return null;
	const answer = answerTo(privateView.minutes, line, seat);
	if (answer?.right) return { words: m.minutes_read_back_said_right(), look: 'right', aloud: null };
	if (answer) {
		const { meant } = answer;
		const words = meant
			? m.minutes_read_back_said_meant({ meant })
			: m.minutes_read_back_said_wrong();
		return { words, look: 'wrong', aloud: null };
	}
	const phone = getOwn(state.roll.seats, seat);
	// A phone in a pocket answers nothing: after a while it is read aloud all the same.
	const waits = meeting.now() - line.writtenAt < READ_ALOUD_AFTER;
	if (waits && (phone?.held || phone?.helper))
		return { words: m.minutes_read_back_waiting(), look: 'waiting', aloud: null };
	const text = line.text.id;
	return {
		words: m.minutes_read_back_aloud({ name: seatName(meeting, seat) }),
		look: 'waiting',
		aloud: (right) => ({ type: 'minutes.read-back', seat, line: id, text, right })
	};
}
