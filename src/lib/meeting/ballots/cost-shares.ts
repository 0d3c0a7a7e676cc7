/**
 * 谁出多少: what each home pays of a cost that all pay together (S3.24). By factors where people agreed on them,
 * else by area (L17; Civil Code 283).
 *
 * Invariant: whole 0.01 元, and all shares together are the cost, to the last 0.01 元.
 */
import type { SeatId, TextRef } from '../names.ts';
import type { BallotsState, Register } from './ballots.ts';

export interface HomeShare {
	unit: TextRef;
	seat: SeatId | null;
	/** 0.01 元. */
	share: number;
}

/** By what the homes of the sheet pay; null without a sheet. */
export function sharedBy({ register }: Pick<BallotsState, 'register'>): 'factor' | 'area' | null {
	if (!register) return null;
	return register.units.some(({ factor }) => (factor ?? 0) > 0) ? 'factor' : 'area';
}

/**
 * Splits `cost` (0.01 元) among the homes of the sheet, in its order. What is left after whole hundredths goes,
 * one by one, to those who gave up most of one; of equal ones to who stands first in the sheet.
 */
export function costShares(cost: number, register: Register): HomeShare[] {
	const factors = sharedBy({ register }) === 'factor';
	// A cost times an area is more than a number holds exactly.
	const weights = register.units.map(({ area, factor }) => BigInt(factors ? (factor ?? 0) : area));
	const whole = weights.reduce((sum, weight) => sum + weight, 0n);
	if (whole === 0n) return [];
	const parts = weights.map((weight, at) => {
		const product = BigInt(cost) * weight;
		return { at, share: Number(product / whole), rest: product % whole };
	});
	let left = cost - parts.reduce((sum, { share }) => sum + share, 0);
	const first = [...parts].sort(
		(a, b) => Number(b.rest > a.rest) - Number(b.rest < a.rest) || a.at - b.at
	);
	for (const part of first) {
		if (left === 0) break;
		part.share += 1;
		left -= 1;
	}
	return register.units.map(({ unit, seat }, at) => ({ unit, seat, share: parts[at]!.share }));
}
