/**
 * Facts as the room knows them at the end: what an event began, later events complete, rename or take back.
 *
 * Invariant: the order and the numbers stay those of the events that brought the facts.
 */
import type { MeetingState } from '../registry.ts';
import type { Instant, TextId, TextRef } from '../names.ts';
import type { Happening, MinutesFact } from './happening.ts';
import { nameOf, said } from './told.ts';

/**
 * The same facts as the room knows them now: turns have their length, seat and written words; a turn
 * whose start was taken back is gone.
 */
export function settled(facts: readonly MinutesFact[], now: MeetingState): MinutesFact[] {
	const { turns, speaker } = now.queue;
	const known = new Map<string, Partial<Turned>>();
	for (const { entry, startedAt, spent, written } of turns)
		known.set(keyOf(entry.id, startedAt), {
			...said(entry),
			spent,
			written,
			...(written.length > 0 ? { writing: true } : {})
		});
	if (speaker && speaker.startedAt !== null)
		known.set(keyOf(speaker.entry.id, speaker.startedAt), {
			...said(speaker.entry),
			written: speaker.written,
			writing: speaker.writing
		});
	const weighed = new Set<string>();
	const hidden = hiddenCards(now);
	// From the end: started, taken back and started again within a millisecond is one turn.
	const kept = [...facts].reverse().flatMap((fact): MinutesFact[] => {
		if (fact.what === 'proposal') return [{ ...fact, answer: answered(now, fact.id) }];
		if (fact.what === 'agenda') return renamed(fact, now);
		if (fact.what === 'cards-result') return [lastOf(withoutHidden(fact, hidden), weighed)];
		if (fact.what === 'objection') return [{ ...fact, answer: answerTo(now, fact.id) }];
		if (fact.what !== 'turn') return [fact];
		const key = keyOf(fact.entry, fact.at);
		const turn = known.get(key);
		if (!known.delete(key)) return [];
		return [{ ...fact, ...turn }];
	});
	return kept.reverse();
}

type Turned = Extract<Happening, { what: 'turn' }>;

/** Texts of cards whose words are hidden now [K26]. */
function hiddenCards({ cards }: MeetingState): ReadonlySet<TextId> {
	const all = cards.boards.flatMap((board) => board.cards);
	return new Set(all.filter((card) => card.hidden).map((card) => card.text.id));
}

/** A result kept the cards that were there; words hidden since leave it, and come back when shown. */
function withoutHidden(
	fact: MinutesFact & { what: 'cards-result' },
	hidden: ReadonlySet<TextId>
): MinutesFact & { what: 'cards-result' } {
	if (hidden.size === 0) return fact;
	const shown = ({ id }: TextRef) => !hidden.has(id);
	const groups = fact.groups.map((group) => ({ ...group, cards: group.cards.filter(shown) }));
	return { ...fact, groups, parked: fact.parked.filter(shown) };
}

/** A board has one picture, and it belongs to its last result. */
function lastOf(fact: MinutesFact & { what: 'cards-result' }, weighed: Set<string>): MinutesFact {
	if (fact.board === null || weighed.has(fact.board)) return { ...fact, board: null };
	weighed.add(fact.board);
	return fact;
}

/** Items are called what they are called now; those typed by mistake and taken out again are gone. */
function renamed(fact: MinutesFact & { what: 'agenda' }, now: MeetingState): MinutesFact[] {
	const added = fact.added.flatMap(({ item }) => nameOf(now, item));
	return added.length + fact.withdrawn.length > 0 ? [{ ...fact, added }] : [];
}

function answered({ agenda }: MeetingState, id: string) {
	const proposal = agenda.proposals.find((one) => one.id === id);
	if (!proposal || proposal.status === 'open') return null;
	return { how: proposal.status, reason: proposal.reason };
}

function answerTo({ minutes }: MeetingState, id: string) {
	const answer = minutes.objections.find((one) => one.id === id)?.answer;
	return answer ? { agreed: answer.agreed, text: answer.text } : null;
}

function keyOf(entry: string, startedAt: Instant): string {
	return `${entry} ${startedAt}`;
}
