/** 回音壁 (X15): where one card went, step by step, without a word about whose it is. */
import type { MeetingState } from '../../registry.ts';
import type { ItemId, TextRef } from '../../names.ts';
import type { OutcomeLine, Verdict } from '../../outcomes/outcomes.ts';
import { answerToCard, outcomesOfCard } from '../../outcomes/outcomes-of-card.ts';
import { boardOf, type BoardId, type ShownCard, type CardId, type GroupId } from '../cards.ts';
import { numberOf, ranking } from '../view.ts';

export type TrailStep =
	/** Kept, and not shown yet. */
	| { what: 'sent' }
	| { what: 'shown' }
	| { what: 'read' }
	/** Under or over others that say the same. */
	| { what: 'stacked'; with: CardId[] }
	| { what: 'split'; parts: CardId[] }
	| { what: 'hidden'; reason: TextRef }
	| { what: 'parked'; as: 'parked' | 'off'; reason: TextRef | null }
	| { what: 'asked'; done: boolean | null }
	| { what: 'grouped'; group: GroupId; number: number; name: TextRef | null }
	/** The group got so many points and stands so high. */
	| { what: 'weighed'; how: 'dots' | 'rank'; group: GroupId; points: number; place: number }
	| { what: 'item'; item: ItemId; title: TextRef; status: string }
	/** What came of it, or of its group. */
	| { what: 'result'; n: number; line: OutcomeLine }
	/** Whether it, or its group, was followed, and why not (S2.52). */
	| { what: 'answered'; verdict: Verdict; reason: TextRef | null };

/** The trail of a card; empty when the board knows nothing of it. `sent`: the phone knows it arrived. */
export function trail(state: MeetingState, board: BoardId, id: CardId, sent: boolean): TrailStep[] {
	const on = boardOf(state.cards, board);
	const card = on?.cards.find((one) => one.id === id);
	if (!on || !card) return sent ? [{ what: 'sent' }] : [];
	const steps: TrailStep[] = [{ what: 'shown' }];
	if (card.read) steps.push({ what: 'read' });
	for (const ask of on.asks) if (ask.card === id) steps.push({ what: 'asked', done: ask.done });
	if (card.hidden) return [...steps, { what: 'hidden', reason: card.hidden }];
	const parts = on.cards.filter((one) => one.from === id).map((one) => one.id);
	if (card.split) return [...steps, { what: 'split', parts }];
	const top = card.under ?? card.id;
	const alike = on.cards.filter((one) => one.id !== id && (one.id === top || one.under === top));
	if (alike.length > 0) steps.push({ what: 'stacked', with: alike.map((one) => one.id) });
	const self = { id: top, group: card.group ?? null };
	const results = outcomesOfCard(state, board, self);
	const answer = answerToCard(state, board, self);
	return [
		...steps,
		...place(state, board, card),
		...results.map(({ n, line }): TrailStep => ({ what: 'result', n, line })),
		...(answer
			? [{ what: 'answered', verdict: answer.verdict, reason: answer.reason } as const]
			: [])
	];
}

function place(
	state: MeetingState,
	board: BoardId,
	{ group, reason = null }: ShownCard
): TrailStep[] {
	if (!group) return [];
	if (group === 'parked' || group === 'off') return [{ what: 'parked', as: group, reason }];
	const on = boardOf(state.cards, board)!;
	const one = on.groups.find(({ id }) => id === group);
	if (!one) return [];
	const steps: TrailStep[] = [{ what: 'grouped', group, number: numberOf(group), name: one.name }];
	const rows = ranking(on);
	const at = rows.findIndex((row) => row.group === group);
	const points = rows[at]?.total;
	if (points !== undefined) {
		// Groups with as many points stand equally high.
		const above = rows.filter(({ total }) => total > points).length;
		const how = on.settings.weigh;
		steps.push({ what: 'weighed', how, group, points, place: above + 1 });
	}
	const item = state.agenda.items.find(({ id }) => id === one.item);
	if (item) steps.push({ what: 'item', item: item.id, title: item.title, status: item.status });
	return steps;
}
