import { describe, expect, it } from 'vitest';
import type { BallotsState, Vote } from './ballots.ts';
import { auditVotes } from './recount.ts';
import { begin, cast, CHAIR, CLERK, close, PEOPLE, talked } from './test-votes.ts';

/** Closed: named or not, with one who abstains and two counted in the hall. */
function closed(secrecy: 'named' | 'unsigned'): Vote {
	const room = talked();
	const vote = begin(room, { settings: { kind: 'yes-no', secrecy } });
	for (const who of PEOPLE.slice(0, 5)) cast(room, who, who === '甲' ? 'abstain' : 'yes');
	if (secrecy === 'unsigned') {
		room.do(CHAIR, { type: 'ballots.close-phones', vote });
		for (const who of [CLERK, CHAIR])
			room.do(who, { type: 'ballots.count', vote, source: 'hands', counts: { no: 2 } });
	}
	return close(room, vote);
}
const audit = (vote: Vote) =>
	auditVotes({
		votes: [vote],
		afterwards: [],
		register: null,
		adopted: null,
		noticed: [],
		proxies: []
	});

describe('counting again', () => {
	it('[E26] finds nothing in a vote as it was closed', () => {
		for (const secrecy of ['named', 'unsigned'] as const)
			expect(audit(closed(secrecy))).toEqual([]);
	});

	it('[E26] [V12] finds every number that was changed', () => {
		for (const secrecy of ['named', 'unsigned'] as const) {
			const vote = closed(secrecy);
			const numbers = changes(vote.result);
			expect(numbers.length).toBeGreaterThan(10);
			for (const result of numbers)
				expect(
					audit({ ...vote, result: result as Vote['result'] }),
					JSON.stringify(result)
				).not.toEqual([]);
		}
	});

	it('[E26] finds who voted twice, or might not', () => {
		const vote = closed('named');
		const [first, ...rest] = vote.result!.box;
		const seats = [first!.seats![0]!, ...first!.seats!.slice(1, -1), first!.seats![0]!];
		const twice = { ...vote.result!, box: [{ ...first!, seats }, ...rest] };
		expect(audit({ ...vote, result: twice }).join()).toContain('twice');
		const strange: BallotsState['votes'][0] = { ...vote, voters: vote.voters.slice(1) };
		expect(audit(strange).join()).toContain('might not');
	});
});

/** The same with one number more by one, for each number in it that the ballots say. */
function changes(value: unknown, path: readonly (string | number)[] = []): unknown[] {
	// The version, shares and those present are not the ballots' to say.
	if (['version', 'share', 'present', 'register'].includes(String(path.at(-1)))) return [];
	if (typeof value === 'number') return [value + 1];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, part]) => {
		// What stands in a list of names is no number of it.
		if (key === 'seats' || key === 'choice') return [];
		return changes(part, [...path, key]).map((changed) =>
			Array.isArray(value)
				? value.map((one: unknown, n) => (String(n) === key ? changed : one))
				: { ...value, [key]: changed }
		);
	});
}
