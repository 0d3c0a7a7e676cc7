/**
 * Which style sheet a component's styles come with: one for everybody, one more for the big screen, and one more for
 * desks. No phone reads the latter two, and nobody is sent a sheet with scripts that they share with its readers.
 */
import { isPart, type Cut, type Graph } from './merge-files.ts';

const STYLE = /\.css$|&type=style&lang\.css$/;
/** What a big screen fetches once it is live. */
export const LATER_ON_WALL = 'later on the wall';
/** The kinds of pages that show what the big screen shows, or more. */
const WALLS = [
	'chair',
	'clerk',
	'hall',
	LATER_ON_WALL,
	'meeting',
	'organiser',
	'minutes',
	'replay'
];
/** The sheets, each with who reads it anyway, the fewest readers first; whatever comes later brings any. */
const SHEETS: readonly (readonly [sheet: string, readers: readonly string[]])[] = [
	['desks', WALLS.filter((one) => one !== 'hall' && one !== LATER_ON_WALL)],
	['wall', WALLS]
];

export const isStyle = (module: string) => STYLE.test(module);

const areAmong = (readers: readonly string[], loaders: ReadonlySet<string>) =>
	[...loaders].every((one) => isPart(one) || readers.includes(one));

/** The sheet of styles that these load. */
export function sheetOf(loaders: ReadonlySet<string>): string {
	return SHEETS.find(([, readers]) => areAmong(readers, loaders))?.[0] ?? 'styles';
}

/**
 * Whether two cuts may be one file without bringing somebody a sheet that they do without.
 *
 * @param sheet that of a module of styles
 */
export function sharing(
	sheet: (style: string) => string | undefined,
	graph: Graph
): (one: Cut, other: Cut) => boolean {
	const known = new WeakMap<Cut, Set<string | undefined>>();
	const sheetsOf = (cut: Cut) => {
		const there = known.get(cut);
		if (there) return there;
		const imports = cut.modules.flatMap((id) => graph(id)?.importedIds ?? []);
		const all = new Set(imports.filter(isStyle).map(sheet));
		known.set(cut, all);
		return all;
	};
	const suits = (one: Cut, other: Cut) =>
		SHEETS.every(([name, readers]) => !sheetsOf(one).has(name) || areAmong(readers, other.loaders));
	return (one, other) => suits(one, other) && suits(other, one);
}
