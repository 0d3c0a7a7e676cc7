/**
 * A result by source, told so that nobody can be read from it: what few people sent, or what all of one source
 * chose alike, is told together with another (L13, scenario A).
 */
import { SOURCES, type OptionId, type Source } from './ballots.ts';

/** Fewer are never told by themselves. */
const PEOPLE_FROM = 5;

/** 现场: what the hall sent in whatever way. */
const IN_HALL: readonly Source[] = ['hall', 'entered', 'hands', 'paper'];

export interface SourceResult {
	sources: Source[];
	/** People. */
	people: number;
	counts: Record<OptionId, number>;
}

/** The same results with small and unanimous ones put together; at least one is left. */
export function mergeSources(results: readonly SourceResult[]): SourceResult[] {
	let rest = results.filter(({ people }) => people > 0);
	for (;;) {
		const telling = rest.find(tells);
		if (!telling || rest.length < 2) return rest;
		const other = nearest(
			telling,
			rest.filter((one) => one !== telling)
		);
		rest = [...rest.filter((one) => one !== telling && one !== other), together(telling, other)];
		rest.sort((a, b) => SOURCES.indexOf(a.sources[0]!) - SOURCES.indexOf(b.sources[0]!));
	}
}

function tells({ people, counts }: SourceResult): boolean {
	return people < PEOPLE_FROM || Object.values(counts).some((n) => n === people);
}

/** One of the same side where there is one, the smallest. */
function nearest(one: SourceResult, others: readonly SourceResult[]): SourceResult {
	const inHall = (result: SourceResult) => IN_HALL.includes(result.sources[0]!);
	const near = others.filter((other) => inHall(other) === inHall(one));
	return (near.length > 0 ? near : others).toSorted((a, b) => a.people - b.people)[0]!;
}

function together(a: SourceResult, b: SourceResult): SourceResult {
	const counts = { ...a.counts };
	for (const [id, n] of Object.entries(b.counts)) counts[id] = (counts[id] ?? 0) + n;
	const sources = SOURCES.filter((one) => a.sources.includes(one) || b.sources.includes(one));
	return { sources, people: a.people + b.people, counts };
}
