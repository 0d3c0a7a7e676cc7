/**
 * A client's copy of one meeting: takes snapshots and events from the wire and folds them with the
 * same `evolve` as the server. It never guesses: a gap means "ask for everything again".
 */
import type { Clearance } from '#lib/meeting/disclosure/decision.ts';
import { evolve } from '#lib/meeting/evolve.ts';
import type { MeetingState } from '#lib/meeting/registry.ts';
import {
	sharedAddress,
	type RoomPage,
	type SentPage,
	type SharedState
} from '#lib/meeting/room-page.ts';
import type { EventsMessage, SnapshotMessage } from '#lib/meeting/wire.ts';
import { fetchBeside } from './beside.ts';

export interface Replica {
	epoch: string;
	seq: number;
	head: string;
	/** Whom it was made for; null where that is not known. */
	clearance: Clearance | null;
	state: MeetingState;
	texts: Record<string, string | null>;
}

/** The copy that a snapshot or a page load gives. */
export function replicaOf(snapshot: SnapshotMessage): Replica {
	const { epoch, seq, head, clearance, state, texts } = snapshot;
	return { epoch, seq, head, clearance, state, texts };
}

/** The copy after a frame; the same copy when it is old; `gap` when something is missing between. */
export function applyFrame(copy: Replica, frame: EventsMessage): Replica | 'gap' {
	const last = frame.from + frame.events.length - 1;
	const texts =
		Object.keys(frame.texts).length > 0 ? { ...copy.texts, ...frame.texts } : copy.texts;
	if (frame.events.length === 0 || last <= copy.seq)
		return texts === copy.texts ? copy : { ...copy, texts };
	if (frame.from > copy.seq + 1) return 'gap';
	let state = copy.state;
	for (const event of frame.events) if (event.seq > copy.seq) state = evolve(state, event);
	return { ...copy, state, texts, seq: last, head: frame.head };
}

/**
 * The shared state that was fetched last: every form that succeeds loads its page again, which mostly goes on
 * from the same one. In browsers alone; a server has many readers.
 */
let last: { address: string; state: SharedState } | null = null;

async function sharedAt(address: string, id: string, get: typeof fetch): Promise<SharedState> {
	if (last?.address === address) return last.state;
	const state = await fetchBeside<SharedState>(address, get);
	if (typeof document !== 'undefined' && state.id === id) last = { address, state };
	return state;
}

/**
 * The page with the state in it, which many pages share. On the server it is there already; a browser fetches
 * what lies beside the page, and folds what came after.
 */
export async function wholePage(page: SentPage, get: typeof fetch): Promise<RoomPage> {
	if (page.whole) return page.whole;
	const { shared, ...own } = page;
	const { id, since, people, names } = shared;
	const state = await sharedAt(sharedAddress(own.addressKey, id), id, get);
	// Another one than was asked for is newer than the page.
	if (state.id !== id) return { ...own, ...state };
	const next = since && applyFrame(replicaOf(state.snapshot), since);
	return {
		...own,
		snapshot: { ...state.snapshot, ...(next as Omit<Replica, 'clearance'> | null) },
		directory: { ...state.directory, ...people },
		names
	};
}
