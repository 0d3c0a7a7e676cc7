/** Gist lines in other words: what they are made of, and how an earlier moment can still be read. Rule [M14]. */
import type { Derived } from '../hooks.ts';
import type { GistLine } from './minutes.ts';

/**
 * The lines of that moment: which there were, under which fact, with which tag. Their words left when
 * they were written over [M7], so a line has its later words and says so; one that was taken out since
 * keeps the reference whose words are gone, and screens say 已删除.
 */
export function readableLines(then: readonly GistLine[], last: readonly GistLine[]): GistLine[] {
	const words = new Map(last.map(({ id, text }) => [id, text]));
	return then.map((line) => {
		const text = words.get(line.id);
		if (!text || text.id === line.text.id) return line;
		return { ...line, text, later: true };
	});
}

/** What lines say now, each of what it said before. */
export function derivedLines(
	before: readonly GistLine[],
	now: readonly Pick<GistLine, 'id' | 'text'>[]
): Derived[] {
	return now.flatMap(({ id, text }) => {
		const line = before.find((one) => one.id === id);
		return line ? [{ text: text.id, from: [line.text.id] }] : [];
	});
}
