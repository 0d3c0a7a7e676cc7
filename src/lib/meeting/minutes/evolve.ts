/** The minutes after one event. */
import type { MeetingEvent, StateOf } from '../registry.ts';
import type { TextRef } from '../names.ts';
import { boundSeat, boundSeats } from '../roll/roll.ts';
import {
	emptyMinutes,
	type GistLine,
	type MinutesState,
	type Objection,
	type Sealed
} from './minutes.ts';

/** The slice as every phone loads it. */
export const minutesState: StateOf<'minutes'> = {
	shape: 3,
	empty: emptyMinutes,
	evolve: evolveMinutes
};

/** The same reference when the event does not touch the minutes. */
function evolveMinutes(minutes: MinutesState, event: MeetingEvent): MinutesState {
	const { at, actor: by } = event;
	switch (event.type) {
		case 'minutes.noted':
			return { ...minutes, lines: noted(minutes.lines, event.body, at) };
		case 'minutes.allowed': {
			const { seat, allowed } = event.body;
			const others = minutes.writers.filter((one) => one !== seat);
			return { ...minutes, writers: allowed ? [...others, seat] : others };
		}
		case 'roll.bound': {
			const is = boundSeat(event.body);
			const objections = minutes.objections.map((one) => ({ ...one, seat: is(one.seat) }));
			return { ...minutes, writers: boundSeats(minutes.writers, event.body), objections };
		}
		case 'minutes.objections-opened':
			return { ...minutes, until: event.body.until };
		case 'minutes.objected': {
			const { id, seat, fact, text, phone = false, paper } = event.body;
			const entered = by === seat ? null : by;
			const handed = paper ? { paper } : {};
			const said = { id, seat, fact, text, at, by: entered, phone, ...handed };
			const objection: Objection = { ...said, answer: null };
			return { ...minutes, objections: [...minutes.objections, objection] };
		}
		case 'minutes.answered': {
			const { id, agreed, text } = event.body;
			const objections = minutes.objections.map((one) =>
				one.id === id ? { ...one, answer: { agreed, text, at, by } } : one
			);
			return { ...minutes, objections };
		}
		case 'minutes.sealed': {
			const { blocks, upTo, hash } = event.body;
			const sealed = { at, by, seq: event.seq, upTo, hash, prose: proseOf(blocks) };
			return { ...minutes, sealed };
		}
		case 'minutes.corrected': {
			return { ...minutes, errata: [...minutes.errata, { ...event.body, at, by }] };
		}
		default:
			return minutes;
	}
}

type Noted = Extract<MeetingEvent, { type: 'minutes.noted' }>['body'];

/** A known line keeps its place and the time when it was first noted. */
function noted(
	lines: readonly GistLine[],
	{ lines: changed, gone }: Noted,
	at: number
): GistLine[] {
	const next = lines.filter((line) => !gone.includes(line.id));
	for (const line of changed) {
		const index = next.findIndex((one) => one.id === line.id);
		const before = next[index];
		if (!before) next.push({ ...line, at, writtenAt: at });
		else {
			const writtenAt = before.text.id === line.text.id ? before.writtenAt : at;
			next[index] = { ...line, at: before.at, writtenAt };
		}
	}
	return next;
}

function proseOf(blocks: readonly Sealed<TextRef>[]): TextRef[] {
	return blocks.flatMap((block) => {
		if (block.kind === 'fact') return [];
		return block.kind === 'list' ? block.items.flatMap(proseOf) : [block.words];
	});
}
