/**
 * An XML file as its tags, one after another, each with the words up to the next: what office programs write, and
 * no more. A document type, in which entities are made that grow without end, is refused.
 *
 * Invariant: it takes a time that grows with the file, whatever stands in it.
 */

export interface Tag {
	/** Without its prefix. */
	name: string;
	/** `</…>` */
	closes: boolean;
	/** `<…/>` */
	empty: boolean;
	/** By its name, with its prefix. */
	attribute(name: string): string | undefined;
	/** What stands between it and the next, as it is written. */
	text: string;
}

const BLANK = /[\t\n\r ]/u;

export function* tagsOf(xml: string): Generator<Tag> {
	let at = xml.indexOf('<');
	while (at !== -1) {
		const end = endOf(xml, at);
		if (end === -1) throw new Error('a tag is cut off');
		const next = nextTag(xml, end);
		const inside = xml.slice(at + 1, end - 1);
		if (inside.startsWith('!DOCTYPE')) throw new Error('a document type');
		if (!/^[!?]/u.test(inside)) yield tagOf(inside, xml.slice(end, next === -1 ? undefined : next));
		at = next;
	}
}

/** Behind the tag that begins here; -1: it never ends. */
function endOf(xml: string, at: number): number {
	const past = (mark: string) => {
		const found = xml.indexOf(mark, at);
		return found === -1 ? -1 : found + mark.length;
	};
	return xml.startsWith('<!--', at) ? past('-->') : past('>');
}

/** The next tag; what stands in CDATA is words. */
function nextTag(xml: string, from: number): number {
	let next = xml.indexOf('<', from);
	while (next !== -1 && xml.startsWith('<![CDATA[', next)) {
		const end = xml.indexOf(']]>', next);
		next = end === -1 ? -1 : xml.indexOf('<', end);
	}
	return next;
}

function tagOf(inside: string, text: string): Tag {
	const closes = inside.startsWith('/');
	const empty = inside.endsWith('/');
	let end = closes ? 1 : 0;
	while (end < inside.length && !BLANK.test(inside[end]!) && inside[end] !== '/') end += 1;
	const name = inside.slice(closes ? 1 : 0, end);
	const attribute = (wanted: string) => attributeOf(inside, end, wanted);
	return { name: name.split(':').at(-1)!, closes, empty, attribute, text };
}

/** One attribute of a tag, the first of this name. */
function attributeOf(inside: string, from: number, wanted: string): string | undefined {
	let at = from;
	for (;;) {
		const equals = inside.indexOf('=', at);
		if (equals === -1) return undefined;
		let open = equals + 1;
		while (open < inside.length && BLANK.test(inside[open]!)) open += 1;
		const close = inside.indexOf(inside[open] === "'" ? "'" : '"', open + 1);
		if (close === -1) return undefined;
		if (inside.slice(at, equals).trim() === wanted) return wordsOf(inside.slice(open + 1, close));
		at = close + 1;
	}
}

const NAMED: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'"
};

/** Words as they are meant: entities, CDATA, and signs that a workbook writes by their number (_x000D_). */
export function wordsOf(written: string): string {
	const plain = written.includes('<![CDATA[')
		? written
				.split('<![CDATA[')
				.map((part, n) => (n === 0 ? meant(part) : fromData(part)))
				.join('')
		: meant(written);
	return plain.replace(/_x([0-9A-Fa-f]{4})_/gu, (_, hex: string) =>
		String.fromCharCode(parseInt(hex, 16))
	);
}

function fromData(part: string): string {
	const end = part.indexOf(']]>');
	return part.slice(0, end) + meant(part.slice(end + 3));
}

function meant(written: string): string {
	return written.replace(
		/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]{2,4}));/gu,
		(all, dec, hex, name) => {
			if (name !== undefined)
				return Object.hasOwn(NAMED, name as string) ? NAMED[name as string]! : all;
			const code = hex === undefined ? Number(dec) : parseInt(hex as string, 16);
			return code <= 0x10ffff ? String.fromCodePoint(code) : '';
		}
	);
}
