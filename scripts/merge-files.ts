/**
 * Which files of a build are better one. Each file says who loads it; a small one is brought along with another
 * where the bytes that some then fetch in vain weigh less than the requests that others are spared.
 */

/** Modules that are cut into one file. */
export interface Cut {
	readonly loaders: ReadonlySet<string>;
	/** Of its sources, characters. */
	readonly size: number;
	readonly modules: readonly string[];
	/** It takes nothing in and goes nowhere: an entry, or what everybody loads. */
	readonly fixed: boolean;
}

/** What the bundler tells of a module. */
export interface ModuleInfo {
	readonly importedIds: readonly string[];
	readonly dynamicallyImportedIds: readonly string[];
	readonly code: string | null;
}
export type Graph = (id: string) => ModuleInfo | null;

/** What is fetched by itself, by who needs it, and comes later than any page. */
export const isPart = (loader: string) => loader.startsWith('part ');

/**
 * What a request costs on a crowded wifi, in characters of source: six are under way at a time, 300 ms each, and at
 * 1.6 Mbit/s that is the time of 10 KB; a quarter of it, for what is fetched in vain is read by the processor too.
 */
const REQUEST = 24_000;

interface File extends Cut {
	/** The files that it imports. */
	readonly to: Set<File>;
}

/**
 * Merges while something is gained, and never so that two files import each other in a circle.
 *
 * @param imports the modules that one imports
 * @param weight how much a loader counts
 * @param mayShare whether two may be one file at all
 */
export function mergeFiles(
	cuts: readonly Cut[],
	imports: (module: string) => readonly string[],
	weight: (loader: string) => number,
	mayShare: (one: Cut, other: Cut) => boolean
): Cut[] {
	const files = withImports(cuts, imports);
	for (;;) {
		let best = { gain: 0, one: 0, other: 0 };
		for (const [a, one] of files.entries())
			for (let b = a + 1; b < files.length; b++) {
				const other = files[b]!;
				if (one.fixed || other.fixed || !mayShare(one, other)) continue;
				const gain = gainOf(one, other, weight);
				if (gain <= best.gain || windsTo(one, other) || windsTo(other, one)) continue;
				best = { gain, one: a, other: b };
			}
		if (best.gain === 0) return files;
		const [other] = files.splice(best.other, 1);
		const one = files[best.one]!;
		const both: File = {
			loaders: new Set([...one.loaders, ...other!.loaders]),
			size: one.size + other!.size,
			modules: [...one.modules, ...other!.modules],
			fixed: false,
			to: new Set([...one.to, ...other!.to].filter((file) => file !== one && file !== other))
		};
		files[best.one] = both;
		for (const { to } of files)
			if ([one, other!].map((file) => to.delete(file)).some(Boolean)) to.add(both);
	}
}

function withImports(cuts: readonly Cut[], imports: (module: string) => readonly string[]): File[] {
	const files = cuts.map((cut): File => ({ ...cut, to: new Set() }));
	const fileOf = new Map(files.flatMap((file) => file.modules.map((id) => [id, file] as const)));
	for (const file of files)
		for (const id of file.modules.flatMap((module) => imports(module))) {
			const other = fileOf.get(id);
			if (other && other !== file) file.to.add(other);
		}
	return files;
}

function gainOf(one: Cut, other: Cut, weight: (loader: string) => number): number {
	let gain = 0;
	for (const loader of one.loaders)
		gain += weight(loader) * (other.loaders.has(loader) ? REQUEST : -other.size);
	for (const loader of other.loaders)
		if (!one.loaders.has(loader)) gain -= weight(loader) * one.size;
	return gain;
}

/** One leads to the other through a third. */
function windsTo(from: File, until: File): boolean {
	const seen = new Set([...from.to].filter((file) => file !== until));
	for (const file of seen)
		for (const next of file.to) {
			if (next === until) return true;
			seen.add(next);
		}
	return false;
}
