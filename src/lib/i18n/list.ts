/** Several names or words in a row, as the language now shown sets them apart. */
import { getLocale } from './paraglide/runtime.js';

/** 、 in Chinese, a comma and a space in English: what stands between all but the last two. */
function separator(): string {
	const parts = new Intl.ListFormat(getLocale(), { type: 'conjunction' }).formatToParts('abc');
	return parts.find(({ type }) => type === 'literal')!.value;
}

/** A、B、C, and no word before the last: the row may be cut, or go on. */
export function formatList(words: readonly string[]): string {
	return words.join(separator());
}
