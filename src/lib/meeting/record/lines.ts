/** The lines of the record: facts, gist and prose as the minutes place them, with whose they are. */
import type { MeetingState, MinutesFact } from '../registry.ts';
import type { MinutesBlock } from '../minutes/minutes.ts';
import { rowOf, turnNumbers } from '../facts.ts';
import { mergeDocument } from '../minutes/view.ts';
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
	const known = new Map(before.map((line) => [line.id, line]));
	const lines = newLines(state, facts, blocks);
	return lines.map((line) => {
		const same = known.get(line.id);
		return same && isSame(same, line) ? same : line;
	});
}

/** True for lines that say the same with the same words. */
function isSame(one: RecordLine, other: RecordLine): boolean {
	const { seq, at, type, seat, role, by, nth } = other;
	return (
		wordsOf(one) === wordsOf(other) &&
		one.seq === seq &&
		one.at === at &&
		one.type === type &&
		one.seat === seat &&
		one.role === role &&
		one.by === by &&
		one.nth === nth &&
		one.gist.length === other.gist.length &&
		one.gist.every((gist, n) => gist === other.gist[n])
	);
}

function wordsOf({ body }: RecordLine): object {
	if (body.is === 'fact') return body.fact;
	return body.is === 'gist' ? body.gist : body.prose;
}

function newLines(
	state: MeetingState,
	facts: readonly MinutesFact[],
	blocks: readonly MinutesBlock[]
): RecordLine[] {
	const nth = turnNumbers(facts);
	let prose = 0;
	let last: { seq: number; at: number | null } = { seq: 0, at: null };
	return mergeDocument(blocks, facts).map((line): RecordLine => {
		if (line.line === 'fact') {
			const { fact, gist } = line;
			last = { seq: fact.seq, at: fact.at };
			const body = { is: 'fact', fact } as const;
			const by = rowOf(fact).by?.(fact) ?? null;
			const turn = nth.get(fact.seq) ?? 0;
			const who = whose(state, aboutOf(fact));
			return { id: `f${fact.seq}`, ...last, type: fact.kind, ...who, by, nth: turn, body, gist };
		}
		const nobody = { ...last, seat: null, role: null, by: null, nth: 0, gist: [] };
		if (line.line === 'gist') {
			const { gist } = line;
			const type = gist.tag === 'to-check' ? 'task' : 'procedure';
			return { ...nobody, id: `g${gist.id}`, type, body: { is: 'gist', gist } };
		}
		const body = { is: 'prose', prose: line.prose } as const;
		return { ...nobody, id: `p${(prose += 1)}`, type: 'procedure', body };
	});
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
