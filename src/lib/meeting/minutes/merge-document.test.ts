import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MinutesFact } from '../registry.ts';
import type { GistBlock, MinutesBlock } from './minutes.ts';
import { serializeInlines, mergeDocument, parseInlines, type MinutesLine } from './view.ts';

const fact = (seq: number): MinutesFact => ({
	seq,
	at: seq,
	actor: 's1',
	kind: 'procedure',
	what: 'round',
	round: seq
});
const node = (seq: number): MinutesBlock => ({ kind: 'fact', seq });
const prose = (text: string): MinutesBlock => ({
	kind: 'paragraph',
	words: [{ text, bold: false }]
});
const gist = (id: string, under: number | null, text = id): GistBlock => ({
	kind: 'gist',
	id,
	fact: under,
	owner: null,
	tag: null,
	relayed: false,
	words: text ? [{ text, bold: false }] : []
});

/** One word for each line: 3 for a fact with its gist lines in brackets, the text for prose. */
function read(lines: MinutesLine[]): string {
	const words = (block: { words: unknown[] }) => (block.words[0] as { text: string }).text;
	return lines
		.map((line) => {
			if (line.line === 'fact')
				return line.fact.seq + line.gist.map((one) => `[${words(one)}]`).join('');
			return line.line === 'gist' ? `(${words(line.gist)})` : words(line.prose as never);
		})
		.join(' ');
}

describe('every fact is shown exactly once', () => {
	const facts = [2, 5, 9].map(fact);

	it('[M4] at its node, wherever a writer moved it', () => {
		expect(read(mergeDocument([node(5), prose('甲'), node(2), node(9)], facts))).toBe('5 甲 2 9');
	});

	it('[M4] in journal order where its node is missing', () => {
		expect(read(mergeDocument([prose('甲'), node(2), prose('乙'), node(9)], facts))).toBe(
			'甲 2 5 乙 9'
		);
		expect(read(mergeDocument([prose('甲'), node(9)], facts))).toBe('甲 2 5 9');
		expect(read(mergeDocument([prose('甲')], facts))).toBe('甲 2 5 9');
		expect(read(mergeDocument([], facts))).toBe('2 5 9');
	});

	it('[M4] in journal order where it was copied, for a copy may stand in a false place', () => {
		expect(read(mergeDocument([node(9), node(2), node(5), node(9)], facts))).toBe('2 5 9');
	});

	it('[M4] a number that no fact has shows nothing', () => {
		expect(read(mergeDocument([node(2), node(3), node(5), node(9), node(10)], facts))).toBe(
			'2 5 9'
		);
	});

	it('[M4] holds for any document that anybody can write', () => {
		const seq = fc.integer({ min: 1, max: 12 });
		const block = fc.oneof(
			seq.map(node),
			fc.string({ minLength: 1, maxLength: 3 }).map(prose),
			fc.tuple(fc.uuid(), fc.option(seq)).map(([id, under]) => gist(id, under))
		);
		fc.assert(
			fc.property(fc.array(block, { maxLength: 30 }), fc.uniqueArray(seq), (blocks, seqs) => {
				const lines = mergeDocument(blocks, seqs.map(fact));
				const shown = lines.flatMap((line) => (line.line === 'fact' ? [line.fact.seq] : []));
				expect(shown.toSorted((a, b) => a - b)).toEqual(seqs.toSorted((a, b) => a - b));
				const written = lines.flatMap((line) =>
					line.line === 'fact' ? line.gist : line.line === 'gist' ? [line.gist] : []
				);
				const all = blocks.filter((one) => one.kind === 'gist');
				expect(new Set(written)).toEqual(new Set(all));
				expect(written).toHaveLength(all.length);
			})
		);
	});

	it('[M4] without a single node the journal alone gives the order', () => {
		fc.assert(
			fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 99 })), (seqs) => {
				const shown = mergeDocument([], seqs.map(fact)).map(
					(line) => line.line === 'fact' && line.fact.seq
				);
				expect(shown).toEqual(seqs.toSorted((a, b) => a - b));
			})
		);
	});
});

describe('gist lines', () => {
	it('[M5] stand under their fact, in the order of the document', () => {
		const blocks = [gist('b', 5), node(2), gist('a', 2), node(5), gist('c', 5)];
		expect(read(mergeDocument(blocks, [fact(2), fact(5)]))).toBe('2[a] 5[b][c]');
	});

	it('[M5] stay under a fact whose node somebody deleted', () => {
		expect(read(mergeDocument([gist('a', 2), prose('甲')], [fact(2)]))).toBe('甲 2[a]');
	});

	it('[M5] stand by themselves where their fact is none; empty slots are not shown', () => {
		expect(read(mergeDocument([gist('a', 7), gist('b', null), gist('c', null, '')], []))).toBe(
			'(a) (b)'
		);
	});
});

describe('words with people in them', () => {
	it('[M6] a person in a line goes through the journal as a seat', () => {
		const words = [{ text: '问', bold: false }, { seat: 's3' }, { text: '怎么付钱', bold: false }];
		expect(serializeInlines(words)).toBe('问@[s3]怎么付钱');
		expect(parseInlines(serializeInlines(words))).toEqual(words);
	});

	it('[M6] what is not a seat stays what it is', () => {
		const text = 'a@[S3] @[] @[s1';
		expect(parseInlines(text)).toEqual([{ text, bold: false }]);
	});
});
