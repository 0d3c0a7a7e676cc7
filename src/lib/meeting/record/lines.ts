/** The lines of the record: facts, gist and prose as the minutes place them, with whose they are. */
import type { MeetingState, MinutesFact } from '../registry.ts';
import type { GistBlock, MinutesBlock, Prose } from '../minutes/minutes.ts';
import { rowOf, turnNumbers } from '../facts.ts';
import { mergeDocument, type MinutesLine } from '../minutes/view.ts';
import type { SeatId } from '../names.ts';
import { seatOf } from '../roll/roll.ts';
import type { RecordLine } from './record.ts';

/** All lines, in the order in which they are read; those that are as `before` are the same objects. */
export function linesOf(
	state: MeetingState,
	facts: readonly MinutesFact[],
	blocks: readonly MinutesBlock[],
	before: readonly RecordLine[]
): RecordLine[] {
	const known = new Map(before.map((line) => [wordsOf(line), line]));
	const nth = turnNumbers(facts);
	let prose = 0;
	let last: Pick<RecordLine, 'seq' | 'at'> = { seq: 0, at: null };
	return mergeDocument(blocks, facts).map((line) => {
		if (line.line === 'fact') {
			const { fact } = line;
			last = fact;
			return factLine(state, line, nth.get(fact.seq) ?? 0, known.get(fact));
		}
		if (line.line === 'gist') return gistLine(line.gist, last, known.get(line.gist));
		return proseLine(line.prose, (prose += 1), last, known.get(line.prose));
	});
}

function wordsOf({ body }: RecordLine): object {
	if (body.is === 'fact') return body.fact;
	return body.is === 'gist' ? body.gist : body.prose;
}

/** `same`: the line of the version before with the very same fact. */
function factLine(
	state: MeetingState,
	{ fact, gist }: Extract<MinutesLine, { line: 'fact' }>,
	nth: number,
	same: RecordLine | undefined
): RecordLine {
	const { seq, at, kind: type } = fact;
	const { seat, role } = whose(state, aboutOf(fact));
	const stands =
		same?.seat === seat &&
		same.role === role &&
		same.nth === nth &&
		same.gist.length === gist.length &&
		same.gist.every((one, n) => one === gist[n]);
	if (stands) return same;
	const by = rowOf(fact).by?.(fact) ?? null;
	return { id: `f${seq}`, seq, at, type, seat, role, by, nth, body: { is: 'fact', fact }, gist };
}

/** Words that belong to no fact: where they stand, and nobody's. */
const NOBODY = { seat: null, role: null, by: null, nth: 0, gist: [] };

function gistLine(
	gist: GistBlock,
	{ seq, at }: Pick<RecordLine, 'seq' | 'at'>,
	same: RecordLine | undefined
): RecordLine {
	if (same?.seq === seq && same.at === at) return same;
	const type = gist.tag === 'to-check' ? 'task' : 'procedure';
	return { seq, at, ...NOBODY, id: `g${gist.id}`, type, body: { is: 'gist', gist } };
}

function proseLine(
	prose: Prose,
	n: number,
	{ seq, at }: Pick<RecordLine, 'seq' | 'at'>,
	same: RecordLine | undefined
): RecordLine {
	const id = `p${n}`;
	if (same?.id === id && same.seq === seq && same.at === at) return same;
	return { seq, at, ...NOBODY, id, type: 'procedure', body: { is: 'prose', prose } };
}

/** Of whom a fact tells. */
function aboutOf(fact: MinutesFact): SeatId | null {
	const { about } = rowOf(fact);
	if (about) return about(fact);
	return 'seat' in fact ? fact.seat : null;
}

function whose(state: MeetingState, about: SeatId | null): Pick<RecordLine, 'seat' | 'role'> {
	const seat = about === null ? undefined : seatOf(state.roll, about);
	return { seat: seat?.id ?? about, role: seat?.role ?? null };
}
