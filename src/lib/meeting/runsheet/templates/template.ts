/** The shape of a runsheet template, and short hands to write one down. */
import type { Localised } from '../../names.ts';
import type { NamedParty } from '../../parties.ts';
import type { NewStage, Part, StageKind } from '../runsheet.ts';

export interface Template {
	id: string;
	name: Localised;
	/** One sentence: for what it is good. */
	about: Localised;
	/** The rule preset it comes with; the organiser may choose another. */
	preset: string;
	/** The reason for the hurry is asked for and printed (S1.18). */
	needsReason: boolean;
	/** Made of it, a meeting is private unless the organiser says otherwise [P18]. */
	private?: true;
	/** Who takes part as what, in the order of introducing; the last is what everybody else is [S36]. */
	parties?: readonly NamedParty[];
	stages: readonly NewStage[];
}

/** The same words in Simplified, Traditional, English. */
export function localised(hans: string, hant: string, en: string): Localised {
	return { 'zh-Hans': hans, 'zh-Hant': hant, en };
}

/** A stage of talk that is one part of a hearing or of pitches [Q46]. */
export function part(id: string, minutes: number, title: Localised, of: Part): NewStage {
	return { ...stage(id, 'discussion', minutes, title), part: of };
}

/** A stage whose id is unique in its template. */
export function stage(
	id: string,
	kind: StageKind,
	minutes: number,
	title: Localised,
	script: Localised | null = null
): NewStage {
	return { id, kind, title, minutes, script };
}
