/**
 * A result by source, told so that nobody can be read from it: what few people sent, or what all of one source
 * chose alike, is told together with another, as dots are (`channels.ts`; L13, scenario A).
 */
import { merged, type Ways } from '../channels.ts';
import { SOURCES, type OptionId, type Source } from './ballots.ts';

/** 现场: what the hall sent in whatever way. Several options may be chosen: one that all chose is enough to read. */
const VOTES: Ways<Source> = {
	order: SOURCES,
	here: ['hall', 'entered', 'proxy', 'hands', 'paper'],
	alike: (counts, people) => counts.some((n) => n === people)
};

export interface SourceResult {
	sources: Source[];
	/** People. */
	people: number;
	counts: Record<OptionId, number>;
}

/** The same results with small and unanimous ones put together; at least one is left. */
export function mergeSources(results: readonly SourceResult[]): SourceResult[] {
	const channels = results.map(({ sources, ...rest }) => ({ ways: sources, ...rest }));
	return merged(channels, VOTES).map(({ ways, ...rest }) => ({ sources: ways, ...rest }));
}
