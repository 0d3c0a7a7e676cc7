/** Whose words a gist line is, and what is open for the next one. Pure. Rules [M16], [M17]. */
import { onScreen, tookScreensAt } from '../on-screen.ts';
import type { Entry } from '../queue/queue.ts';
import type { MeetingState } from '../registry.ts';
import { stageNow } from '../runsheet/runsheet.ts';
import { OWNERS, type GistBlock, type GistLine, type Owner } from './minutes.ts';

/** Whose words a line is: whoever had that turn, or the meeting, the chair; null: nobody is named. */
export function ownerOf(
	state: MeetingState,
	{ fact, owner }: Pick<GistLine, 'fact' | 'owner'>
): { entry: Entry } | { owner: Owner } | null {
	if (owner) return { owner };
	const entry = fact === null ? undefined : entryBegun(state, fact);
	return entry ? { entry } : null;
}

/** The next one to whom a line may be given; nobody only under a turn, where it is the speaker. */
export function nextOwner({ fact, owner }: Pick<GistBlock, 'fact' | 'owner'>): Owner | null {
	if (owner === null) return OWNERS[0];
	return OWNERS[OWNERS.indexOf(owner) + 1] ?? (fact === null ? OWNERS[0] : null);
}

/** What is written down now. */
export interface OpenNow {
	/** The fact of the turn it belongs to; null: nobody's, it gets a line of its own. */
	turn: number | null;
	/** Whose words a line of its own is. */
	owner: Owner;
}

/** The turn that runs, or the last one until stage or item change, a vote is opened or a round goes on. */
export function openNow(state: MeetingState): OpenNow {
	const { speaker, turns, item } = state.queue;
	const owner = ownerNow(state);
	if (speaker?.startedAt != null) return { turn: speaker.fact, owner };
	const last = turns.at(-1);
	const since = Math.max(
		state.runsheet.enteredAt ?? 0,
		openedAt(state, item) ?? Infinity,
		tookScreensAt(state)
	);
	const stands = last && last.entry.item === item && last.startedAt >= since;
	return { turn: stands ? last.fact : null, owner };
}

function openedAt({ agenda }: MeetingState, item: string | null): number | null {
	return agenda.items.find(({ id }) => id === item)?.openedAt ?? null;
}

/** The chair's while an item is talked about and until then; else, and of a result, the meeting's. */
function ownerNow(state: MeetingState): Owner {
	const { queue, runsheet } = state;
	const kind = stageNow(runsheet)?.kind;
	if (onScreen(state)?.over) return 'meeting';
	if (kind === 'discussion' || kind === 'plain') return queue.item === null ? 'meeting' : 'chair';
	return kind === undefined || kind === 'result' || kind === 'notice' ? 'meeting' : 'chair';
}

/** The entry whose turn began with this fact: of whom tells what is noted under it. */
export function entryBegun({ queue }: MeetingState, fact: number): Entry | undefined {
	if (queue.speaker?.fact === fact) return queue.speaker.entry;
	return queue.turns.findLast((turn) => turn.fact === fact)?.entry;
}
