/** What a result came from: whether it can be one, which item it belongs to, and its words. */
import { optionsOf, voteOf, type Vote } from '../ballots/ballots.ts';
import { boardOf, type Board } from '../cards/cards.ts';
import type { Derived } from '../hooks.ts';
import type { ItemId, TextRef } from '../names.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { MeetingState } from '../registry.ts';
import type { OutcomeSource, OutcomesEvent } from './outcomes.ts';

/** Why nothing can come of it, if so: it is not there, nobody may read it, or it is not decided [Q2]. */
export function refuseSource(state: MeetingState, source: OutcomeSource): Refusal | null {
	if (source.from === 'vote' || source.from === 'option') {
		const vote = voteOf(state.ballots, source.vote);
		if (!vote) return refuse('no-such-vote');
		if (vote.step !== 'closed') return refuse('outcome-source-open');
		return source.from === 'vote' || optionsOf(vote).includes(source.option)
			? null
			: refuse('no-such-option');
	}
	const board = boardOf(state.cards, source.board);
	if (!board) return refuse('no-such-board');
	if (source.from === 'card') {
		const card = board.cards.find(({ id }) => id === source.card);
		if (!card) return refuse('no-such-card');
		return card.hidden ? refuse('outcome-source-hidden') : null;
	}
	const group = board.groups.find(({ id }) => id === source.group);
	if (!group) return refuse('no-such-group');
	const cards = board.cards.filter((card) => card.group === source.group);
	return cards.length > 0 && cards.every(({ hidden }) => hidden)
		? refuse('outcome-source-hidden')
		: null;
}

/** The item that it was about. */
export function itemOfSource(state: MeetingState, source: OutcomeSource): ItemId | null {
	const found = placeOf(state, source);
	return found?.item ?? null;
}

function placeOf(
	{ ballots, cards }: MeetingState,
	source: OutcomeSource
): Vote | Board | undefined {
	return source.from === 'vote' || source.from === 'option'
		? voteOf(ballots, source.vote)
		: boardOf(cards, source.board);
}

/** What it is called where people read of it. */
export interface Origin {
	from: OutcomeSource['from'];
	/** Null: 赞成, 反对 …, which have words of their own, or a group that nobody named. */
	text: TextRef | null;
	/** Of a group the number that people say. */
	n: number | null;
	/** Of an option the question. */
	question: TextRef | null;
	/** Of an option nobody wrote: 赞成, 反对 …. */
	option: string | null;
}

/** What a line came from, in words; null: it was written by hand, or what it came from is gone. */
export function originOf(state: MeetingState, source: OutcomeSource | null): Origin | null {
	if (source === null) return null;
	const { from } = source;
	const nothing = { from, text: null, n: null, question: null, option: null };
	if (from === 'vote' || from === 'option') {
		const vote = voteOf(state.ballots, source.vote);
		if (!vote) return null;
		if (from === 'vote') return { ...nothing, text: vote.question };
		const option = vote.options.find(({ id }) => id === source.option);
		const { question } = vote;
		return option
			? { ...nothing, text: option.text, question }
			: { ...nothing, question, option: source.option };
	}
	const board = boardOf(state.cards, source.board);
	if (from === 'card') {
		const card = board?.cards.find(({ id }) => id === source.card);
		return card ? { ...nothing, text: card.text } : null;
	}
	const group = board?.groups.find(({ id }) => id === source.group);
	return group ? { ...nothing, text: group.name, n: Number(group.id.slice(1)) } : null;
}

/** What words an event makes of others: what is off the big screen stays off it in other words. */
export function derivedWords({ type, body }: OutcomesEvent, state: MeetingState): Derived[] {
	if (type === 'outcomes.written') {
		const { text, source } = body.outcome;
		const origin = originOf(state, source)?.text;
		return origin ? [{ text: text.id, from: [origin.id] }] : [];
	}
	if (type !== 'outcomes.revised') return [];
	const now = body.outcome;
	const was = state.outcomes.lines.find(({ id }) => id === now.id);
	if (!was) return [];
	return (['text', 'measure', 'early'] as const).flatMap((field) => {
		const [before, after] = [was[field], now[field]];
		return before && after && before.id !== after.id ? [{ text: after.id, from: [before.id] }] : [];
	});
}
