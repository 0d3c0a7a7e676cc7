/** 谁主张、谁负责、谁受益, and what people pay together, on screens, in the minutes and on paper (S3.24). */
import { BURDEN_PEOPLE, type Burden } from '#lib/meeting/ballots/ballots.ts';
import { yuan } from '#lib/meeting/ballots/amounts.ts';
import type { TextRef } from '#lib/meeting/names.ts';
import { m } from './paraglide/messages.js';

type TextWords = (ref: TextRef) => string;

const BURDEN: Readonly<Record<(typeof BURDEN_PEOPLE)[number], () => string>> = {
	proposer: m.ballots_burden_proposer,
	responsible: m.ballots_burden_responsible,
	beneficiary: m.ballots_burden_beneficiary
};

/** 谁主张, 谁负责 or 谁受益. */
export function formatBurdenPerson(person: (typeof BURDEN_PEOPLE)[number]): string {
	return BURDEN[person]();
}

/** 谁主张, 谁负责, 谁受益, as far as it was said, each with its words (S3.24). */
export function burdenLines(burden: Burden, text: TextWords): { who: string; name: string }[] {
	return BURDEN_PEOPLE.flatMap((person) => {
		const said = burden[person];
		return said ? [{ who: formatBurdenPerson(person), name: text(said) }] : [];
	});
}

/** The same as a form holds it; what was not said is empty. */
export function draftOfBurden(
	burden: Burden | null,
	text: TextWords
): Record<(typeof BURDEN_PEOPLE)[number], string> & { cost: number | null } {
	const said = (ref: TextRef | null | undefined) => (ref ? text(ref) : '');
	return {
		proposer: said(burden?.proposer),
		responsible: said(burden?.responsible),
		beneficiary: said(burden?.beneficiary),
		cost: burden?.cost ?? null
	};
}

/** By what the homes pay: the factors people agreed on, or their areas (L17). */
export function formatShareBy(by: 'factor' | 'area'): string {
	return by === 'factor' ? m.ballots_burden_by_factor() : m.ballots_burden_by_area();
}

/** The same as sentences, with what it costs, for minutes and paper. */
export function burdenSentences(
	burden: Burden & { by: 'factor' | 'area' | null },
	text: TextWords
): string[] {
	const { cost, by } = burden;
	const lines = burdenLines(burden, text).map((line) => m.fact_vote_burden(line));
	if (cost === null) return lines;
	const paid = { cost: yuan(cost) };
	return [
		...lines,
		by ? m.fact_vote_cost_by({ ...paid, by: formatShareBy(by) }) : m.fact_vote_cost(paid)
	];
}
