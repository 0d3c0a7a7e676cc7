/** What somebody sees otherwise (S5.16), with the number of the line it is about. */
import type { Dissent, OutcomesState } from './outcomes.ts';

/** `n`: the number that people say; null: it is about all of them. */
export type NumberedDissent = Dissent & { n: number | null };

/** The number of the line that an opinion is about; null: all of them, or one that was taken out. */
export function dissentNumber(
	{ lines }: Pick<OutcomesState, 'lines'>,
	{ outcome }: Pick<Dissent, 'outcome'>
): number | null {
	const at = lines.findIndex(({ id }) => id === outcome);
	return at < 0 ? null : at + 1;
}

/** All of them, in the order in which they were said. */
export function numberedDissents(own: OutcomesState): NumberedDissent[] {
	return own.dissents.map((one) => ({ ...one, n: dissentNumber(own, one) }));
}
