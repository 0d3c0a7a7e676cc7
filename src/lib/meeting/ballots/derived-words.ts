/** Texts of a vote that are made of others: erased with them, and shown as they are. */
import type { Derived } from '../hooks.ts';
import { BURDEN_PEOPLE, type BallotsState, type NewVote } from './ballots.ts';

/** What a vote that is prepared anew says, each of what it said before. */
export function derivedWords({ votes }: BallotsState, now: NewVote): Derived[] {
	const before = votes.find(({ id }) => id === now.id);
	if (!before) return [];
	const options = now.options.flatMap(({ id, text }) => {
		const then = before.options.find((option) => option.id === id);
		return then ? [{ text: text.id, from: [then.text.id] }] : [];
	});
	const burden = BURDEN_PEOPLE.flatMap((person) => {
		const [then, text] = [before.burden?.[person], now.burden?.[person]];
		return then && text ? [{ text: text.id, from: [then.id] }] : [];
	});
	const pairs = [
		[before.scope?.label, now.scope?.label],
		[before.scope?.invited?.reason, now.scope?.invited?.reason]
	];
	const scope = pairs.flatMap(([then, text]) =>
		then && text ? [{ text: text.id, from: [then.id] }] : []
	);
	return [{ text: now.question.id, from: [before.question.id] }, ...options, ...burden, ...scope];
}
