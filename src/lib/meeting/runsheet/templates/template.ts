/** The shape of a runsheet template, and short hands to write one down. */
import type { Localised } from '../../names.ts';
import type { NewStage, StageKind } from '../runsheet.ts';

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
	stages: readonly NewStage[];
}

/** The same words in Simplified, Traditional, English. */
export function localised(hans: string, hant: string, en: string): Localised {
	return { 'zh-Hans': hans, 'zh-Hant': hant, en };
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
