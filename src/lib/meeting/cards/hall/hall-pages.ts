// Cards in pages that can be read from the last row, always in the order in which they were shown: while all of them
// fit on one page in a smaller type, that is taken before a second page is. Pure.

/** In sizes of the hall's type: what one column holds on the flattest screen, and a line of it. */
const COLUMN = 10.4;
const LINE = 1.3;
/** Of a card, above and below its words and before the next. */
const AROUND = 0.64;
/** All columns together on the narrowest screen; what stands between two; what a card has beside its words. */
const ACROSS = 34.3;
const BETWEEN = 0.5;
const BESIDE = 2.3;

interface Grid {
	/** Of the hall's type. */
	scale: number;
	columns: number;
	rows: number;
}
/** The largest first. The last is for what fits on one page by it, and is never turned. */
const GRIDS: readonly [Grid, ...Grid[]] = [
	{ scale: 1, columns: 3, rows: 4 },
	{ scale: 0.85, columns: 3, rows: 5 },
	{ scale: 0.72, columns: 4, rows: 6 },
	{ scale: 0.6, columns: 4, rows: 8 }
];

export interface CardPages extends Pick<Grid, 'scale' | 'columns'> {
	/** For each page its columns, for each column the indexes of its cards. */
	pages: number[][][];
}

/** @param widths of the words of each card, in sizes of the type (`widthOf`) */
export function cardPages(widths: readonly number[]): CardPages {
	const all = GRIDS.map((grid) => inGrid(widths, grid));
	const whole = all.find(({ pages }) => pages.length <= 1);
	if (whole) return whole;
	const turned = all.slice(0, -1);
	const fewest = Math.min(...turned.map(({ pages }) => pages.length));
	return turned.find(({ pages }) => pages.length === fewest)!;
}

function inGrid(widths: readonly number[], { scale, columns: across, rows }: Grid): CardPages {
	const most = COLUMN / scale;
	const line = (ACROSS / scale - BETWEEN * (across - 1)) / across - BESIDE;
	const columns: number[][] = [];
	let filled = most;
	widths.forEach((width, at) => {
		const height = Math.max(1, Math.ceil(width / line)) * LINE + AROUND;
		const last = columns.at(-1);
		if (!last || last.length === rows || filled + height > most) {
			columns.push([at]);
			filled = height;
			return;
		}
		last.push(at);
		filled += height;
	});
	const pages = Array.from({ length: Math.ceil(columns.length / across) }, (_, page) =>
		columns.slice(page * across, (page + 1) * across)
	);
	return { scale, columns: across, pages };
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
