/** The lines of the record: facts, gist and prose as the minutes place them, with whose they are. */
import type { MeetingState, MinutesFact } from '../registry.ts';
import type { GistBlock, MinutesBlock, Prose } from '../minutes/minutes.ts';
import { rowOf, turnNumbers } from '../facts.ts';
import { mergeDocument, type MinutesLine } from '../minutes/view.ts';
import type { SeatId } from '../names.ts';
import { seatOf } from '../roll/roll.ts';
import type { RecordLine } from './record.ts';

/**
 * The last line that was made of a fact, a gist line or prose. A version has what did not change as the same
 * objects, so that nobody compares what they say.
 */
const made = new WeakMap<object, RecordLine>();
/** By which roll the line of a fact was last looked at: while it stands nobody is looked up. */
const lookedAt = new WeakMap<RecordLine, MeetingState['roll']>();

/** All lines of some facts, by what else they were made of: hands that go up change none of them. */
const known = new WeakMap<
	readonly MinutesFact[],
	{ blocks: readonly MinutesBlock[]; roll: MeetingState['roll']; lines: readonly RecordLine[] }
>();

/** All lines, in the order in which they are read. */
export function linesOf(
	state: MeetingState,
	facts: readonly MinutesFact[],
	blocks: readonly MinutesBlock[]
): readonly RecordLine[] {
	const before = known.get(facts);
	if (before?.blocks === blocks && before.roll === state.roll) return before.lines;
	const lines = makeLines(state, facts, blocks);
	known.set(facts, { blocks, roll: state.roll, lines });
	return lines;
}

function makeLines(
	state: MeetingState,
	facts: readonly MinutesFact[],
	blocks: readonly MinutesBlock[]
): RecordLine[] {
	const nth = turnNumbers(facts);
	let prose = 0;
	let last: Pick<RecordLine, 'seq' | 'at'> = { seq: 0, at: null };
	return mergeDocument(blocks, facts).map((line) => {
		if (line.line === 'fact') {
			last = line.fact;
			return factLine(state, line, nth.get(line.fact.seq) ?? 0);
		}
		return line.line === 'gist'
			? gistLine(line.gist, last)
			: proseLine(line.prose, (prose += 1), last);
	});
}

function factLine(
	state: MeetingState,
	{ fact, gist }: Extract<MinutesLine, { line: 'fact' }>,
	nth: number
): RecordLine {
	const same = made.get(fact);
	const stands =
		same?.nth === nth &&
		same.gist.length === gist.length &&
		same.gist.every((one, n) => one === gist[n]);
	if (stands && lookedAt.get(same) === state.roll) return same;
	const { seq, at, kind: type } = fact;
	const about = aboutOf(fact);
	const who = about === null ? undefined : seatOf(state.roll, about);
	const seat = who?.id ?? about;
	const role = who?.role ?? null;
	if (stands && same.seat === seat && same.role === role) {
		lookedAt.set(same, state.roll);
		return same;
	}
	const by = rowOf(fact).by?.(fact) ?? null;
	const body = { is: 'fact', fact } as const;
	const line: RecordLine = { id: `f${seq}`, seq, at, type, seat, role, by, nth, body, gist };
	made.set(fact, line);
	lookedAt.set(line, state.roll);
	return line;
}

/** Words that belong to no fact: where they stand, and nobody's. */
const NOBODY = { seat: null, role: null, by: null, nth: 0, gist: [] };

function gistLine(gist: GistBlock, { seq, at }: Pick<RecordLine, 'seq' | 'at'>): RecordLine {
	const same = made.get(gist);
	if (same?.seq === seq && same.at === at) return same;
	const type =
		gist.tag === 'to-check' ? 'task' : gist.owner === 'meeting' ? 'decision' : 'procedure';
	const body = { is: 'gist', gist } as const;
	const line: RecordLine = { seq, at, ...NOBODY, id: `g${gist.id}`, type, body };
	made.set(gist, line);
	return line;
}

function proseLine(
	prose: Prose,
	n: number,
	{ seq, at }: Pick<RecordLine, 'seq' | 'at'>
): RecordLine {
	const id = `p${n}`;
	const same = made.get(prose);
	if (same?.id === id && same.seq === seq && same.at === at) return same;
	const body = { is: 'prose', prose } as const;
	const line: RecordLine = { seq, at, ...NOBODY, id, type: 'procedure', body };
	made.set(prose, line);
	return line;
}

/** Of whom a fact tells. */
function aboutOf(fact: MinutesFact): SeatId | null {
	const { about } = rowOf(fact);
	if (about) return about(fact);
	return 'seat' in fact ? fact.seat : null;
}
