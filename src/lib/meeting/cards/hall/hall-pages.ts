// Cards in pages that can be read from the last row: twelve where they are short, fewer where they are
// long, always in the order in which they were shown. Pure.

/** In sizes of the hall's type: what one column holds on the flattest screen, and a line of it. */
const COLUMN = 10.4;
const LINE = 1.3;
/** Of a card, above and below its words and before the next. */
const AROUND = 0.64;
/** Signs of full width in a line of the narrowest column. */
const WIDTH = 8.8;
const COLUMNS = 3;
const ROWS = 4;

/** For each page its columns, for each column the indexes of its cards. */
export function cardPages(widths: readonly number[]): number[][][] {
	const columns: number[][] = [];
	let filled = COLUMN;
	widths.forEach((width, at) => {
		const height = Math.max(1, Math.ceil(width / WIDTH)) * LINE + AROUND;
		const last = columns.at(-1);
		if (!last || last.length === ROWS || filled + height > COLUMN) {
			columns.push([at]);
			filled = height;
			return;
		}
		last.push(at);
		filled += height;
	});
	return Array.from({ length: Math.ceil(columns.length / COLUMNS) }, (_, page) =>
		columns.slice(page * COLUMNS, (page + 1) * COLUMNS)
	);
}

/** Room for groups under a card, two rows beside the code to join by; a group without its name; a name. */
const CHIPS = 42;
const CHIP = 5.2;
const NAME = 9.5;

/**
 * Groups under the card being read: with names while all fit, else by number; the card's own always.
 * `widthOf` measures a name in sizes of the type.
 */
export function groupChips<G extends { number: number; name: string }>(
	groups: readonly G[],
	own: number | null,
	widthOf: (name: string) => number
): G[] {
	const width = groups.reduce((sum, { name }) => sum + CHIP + Math.min(widthOf(name), NAME), 0);
	if (width <= CHIPS) return [...groups];
	const others = groups.filter(({ number }) => number !== own);
	const most = Math.floor(CHIPS / CHIP) - (others.length < groups.length ? 1 : 0);
	const shown = new Set(others.slice(0, most));
	return groups
		.filter((group) => group.number === own || shown.has(group))
		.map((group) => ({ ...group, name: '' }));
}
