import { describe, expect, it } from 'vitest';
import { mergeSources, type SourceResult } from './sources.ts';
import type { Source } from './ballots.ts';

function of(source: Source, yes: number, no: number, abstain: number): SourceResult {
	return { sources: [source], people: yes + no + abstain, counts: { yes, no, abstain } };
}
const said = (results: SourceResult[]) =>
	results.map(({ sources, counts }) => `${sources.join('+')} ${Object.values(counts).join('/')}`);

describe('a result by source', () => {
	it('[E25 L13] scenario A, the first vote', () => {
		const all = [of('hall', 8, 1, 0), of('online', 4, 0, 2), of('entered', 6, 0, 0)];
		expect(said(mergeSources(all))).toEqual(['hall+entered 14/1/0', 'online 4/0/2']);
	});

	it('[E25 L13] scenario A, the third: all alike, so that one row is left', () => {
		const all = [of('hall', 9, 0, 0), of('online', 6, 0, 0), of('entered', 6, 0, 0)];
		expect(said(mergeSources(all))).toEqual(['hall+online+entered 21/0/0']);
	});

	it('[E25] fewer than five are never told by themselves', () => {
		const all = [of('hall', 8, 3, 0), of('online', 2, 2, 0), of('telephone', 1, 0, 0)];
		expect(said(mergeSources(all))).toEqual(['hall 8/3/0', 'online+telephone 3/2/0']);
		expect(said(mergeSources([of('online', 1, 2, 0)]))).toEqual(['online 1/2/0']);
		expect(mergeSources([])).toEqual([]);
	});
});
