// The statements with their verdicts, in the order in which people should read them.

import type { GroundStatement, Support, Typical, Verdict } from './ground.ts';
import { apartness, sumOf, verdictOn } from './verdict.ts';

const ORDER: Record<Verdict, number> = { accepted: 0, divides: 1, declined: 2, unclear: 3 };
const TYPICAL = 3;

export function statementOf(
	id: string,
	everyone: Support,
	groups: readonly Support[]
): GroundStatement {
	return { id, everyone, groups, ...verdictOn(groups), consensus: consensusOf(groups) };
}

/** Group-informed consensus (Polis) in thousandths; whole numbers, so that nothing is lost on the way. */
export function consensusOf(groups: readonly Support[]): number {
	const [agreed, all] = groups.reduce(
		([part, whole], { agree, seen }) => [part * BigInt(agree + 1), whole * BigInt(seen + 2)],
		[1n, 1n]
	);
	return Number((agreed * 1000n) / all);
}

/** By verdict; the accepted by consensus, the dividing by how far the groups lie apart (G10). */
export function inOrder(statements: readonly GroundStatement[]): GroundStatement[] {
	return [...statements].sort(
		(a, b) =>
			ORDER[a.verdict] - ORDER[b.verdict] ||
			(a.verdict === 'divides' ? gapOf(b) - gapOf(a) : 0) ||
			(a.verdict === 'declined' ? a.consensus - b.consensus : b.consensus - a.consensus) ||
			b.everyone.agree - a.everyone.agree ||
			(a.id < b.id ? -1 : 1)
	);
}

/** From the group that agrees least to the one that agrees most, in thousandths of those who answered. */
function gapOf({ groups }: GroundStatement): number {
	const shares = groups.map(({ agree, seen }) => Math.floor((agree * 1000) / Math.max(seen, 1)));
	return Math.max(...shares) - Math.min(...shares);
}

/** Up to three statements that set a group apart from all others, those it agrees to first. */
export function typicalOf(statements: readonly GroundStatement[], group: number): Typical[] {
	const found = statements.flatMap(({ id, groups }) => {
		if (groups.length < 2) return [];
		const others = sumOf(groups.filter((_, other) => other !== group));
		return (['agree', 'disagree'] as const)
			.map((stand) => ({ id, stand, apart: apartness(stand, groups[group]!, others) }))
			.filter(({ apart }) => apart > 0);
	});
	return found
		.sort((a, b) => b.apart - a.apart || (a.id < b.id ? -1 : 1))
		.slice(0, TYPICAL)
		.sort((a, b) => (a.stand < b.stand ? -1 : a.stand > b.stand ? 1 : 0))
		.map(({ id, stand }) => ({ id, stand }));
}
