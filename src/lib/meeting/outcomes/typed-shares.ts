/** Who pays what (S5.38) as it is typed: a party a line, and behind a colon how much. */
import { entriesIn, splitEntry } from './typed-entry.ts';

export interface CostShare {
	party: string;
	amount: string;
	/** It is what all of them come to. */
	sum?: true;
}

const YUAN = /^(\d[\d,，]*)(?:\.(\d{1,2}))?\s*(万)?元?$/u;

/** The shares in their order; null where one of the lines is none. */
export function costSharesIn(text: string): CostShare[] | null {
	const shares = entriesIn(text).map((entry) => {
		const [party, amount] = splitEntry(entry, () => true) ?? [];
		return party && amount ? { party, amount } : null;
	});
	return shares.length > 0 && shares.every((share) => share !== null) ? shares : null;
}

/** The sum in 分 (hundredths of a yuan); null where one of them is no amount of yuan, or there is one alone. */
export function sumOfShares(shares: readonly CostShare[]): number | null {
	const amounts = shares.map(({ amount }) => centsIn(amount));
	if (amounts.length < 2 || amounts.some((cents) => cents === null)) return null;
	return amounts.reduce<number>((sum, cents) => sum + cents!, 0);
}

function centsIn(amount: string): number | null {
	const [, yuan, rest = '', ten] = YUAN.exec(amount) ?? [];
	if (yuan === undefined) return null;
	const cents = Number(yuan.replace(/[,，]/gu, '')) * 100 + Number(rest.padEnd(2, '0'));
	return cents * (ten ? 10_000 : 1);
}
