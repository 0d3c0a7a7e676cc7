/**
 * A published record (`events.json`) read from its first event to its last, and every vote in it counted again [E46].
 * Pure, and needs nobody's word: the page `/verify` and the verifier ask the same.
 */
import { evolve } from '../evolve.ts';
import { emptyMeeting } from '../meeting.ts';
import type { MeetingEvent, MeetingState } from '../registry.ts';
import { voteOf, type Vote, type VoteId } from './ballots.ts';
import { auditVotes } from './recount.ts';

/** What of the file is looked at. */
export interface RecordFile {
	meeting: string;
	events: MeetingEvent[];
	/** The beginning of the hash after each event. */
	heads: string[];
	texts: Record<string, string | null>;
}

/**
 * The first thing that is not so. `order`: an event is missing, or stands twice; `time`: one is older than the one
 * before it; `heads`: there are other check codes than events; `event`: one that cannot have followed what was before;
 * `voters`: a vote was opened for somebody who is not on the roll, or does not vote; `vote`: a result that its own ballots
 * do not come to, in the verifier's words.
 */
export type RecordFault =
	| { what: 'order' | 'time' | 'heads' | 'event'; seq: number }
	| { what: 'voters'; vote: VoteId }
	| { what: 'vote'; vote: VoteId; says: string };

/** The file in this text; null where it is none. */
export function recordFileIn(text: string): RecordFile | null {
	try {
		const file = JSON.parse(text) as RecordFile;
		const right = Array.isArray(file.events) && Array.isArray(file.heads) && Boolean(file.texts);
		return right && file.events.every(isEvent) ? file : null;
	} catch {
		return null;
	}
}

function isEvent({ seq, at, type, body }: MeetingEvent): boolean {
	return (
		Number.isSafeInteger(seq) &&
		Number.isSafeInteger(at) &&
		typeof type === 'string' &&
		typeof body === 'object'
	);
}

/** What the record says of its votes, and the first thing in it that is not so; null where all is well. */
export function auditRecord({ events, heads }: RecordFile): {
	fault: RecordFault | null;
	state: MeetingState;
} {
	let state = emptyMeeting();
	for (const [n, event] of events.entries()) {
		const seq = n + 1;
		const fault = (what: 'order' | 'time' | 'heads' | 'event') => ({ fault: { what, seq }, state });
		if (event.seq !== seq) return fault('order');
		if (n > 0 && event.at < events[n - 1]!.at) return fault('time');
		if (!/^[0-9a-f]{8}$/u.test(heads[n] ?? '')) return fault('heads');
		try {
			state = evolve(state, event);
		} catch {
			return fault('event');
		}
		if (event.type === 'ballots.opened') {
			const { vote, voters } = event.body;
			const { seats } = state.roll;
			if (voters.some((seat) => seats[seat]?.votes !== true))
				return { fault: { what: 'voters', vote }, state };
		}
		// A result is counted again where it stands, before anything that came after it.
		if (event.type !== 'ballots.closed' && event.type !== 'ballots.afterwards-closed') continue;
		const [says] = wrongVotes(state, event.body.vote);
		if (says !== undefined) return { fault: { what: 'vote', vote: event.body.vote, says }, state };
	}
	const fault: RecordFault | null =
		heads.length > events.length ? { what: 'heads', seq: events.length + 1 } : null;
	return { fault, state };
}

function wrongVotes({ ballots }: MeetingState, id: VoteId): string[] {
	const vote = voteOf(ballots, id);
	if (!vote) return ['it was closed and never prepared'];
	try {
		const own = ({ id: one }: Vote) => one === id || one === vote.after;
		const [votes, afterwards] = [ballots.votes.filter(own), ballots.afterwards.filter(own)];
		return auditVotes({ ...ballots, votes, afterwards });
	} catch {
		return ['its result cannot be read'];
	}
}
