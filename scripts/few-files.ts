/**
 * How the browser's scripts are cut into files. A file costs a request, whatever its size, and on a hall's
 * wifi each of them waits its turn. So a page is one file with all panels that it fetches at once, what pages of
 * several kinds share is a file for them, and small ones are merged (`merge-files.ts`). A phone fetches each stage's
 * panel when it comes: its panels are loaded by themselves, so that each brings what it needs and no more.
 */
import type { Plugin } from 'vite';
import { mergeFiles, type Cut } from './merge-files.ts';

/** Pages that are opened by different people, first match first. */
const PAGES: readonly (readonly [kind: string, page: RegExp])[] = [
	['everywhere', /\/src\/routes\/\+(layout|error)\.svelte$/],
	['phone', /\/src\/routes\/m\/\[code\]\/\+(layout|page)\.(svelte|ts)$/],
	['chair', /\/src\/routes\/m\/\[code\]\/chair\/\+page\.svelte$/],
	['clerk', /\/src\/routes\/m\/\[code\]\/clerk\/\+page\.svelte$/],
	['hall', /\/src\/routes\/m\/\[code\]\/(hall|timer)\//],
	['watch', /\/src\/routes\/m\/\[code\]\/watch\//],
	['replay', /\/src\/routes\/\(public\)\/r\/\[code\]\/replay\//],
	['record', /\/src\/routes\/\(public\)\/r\/\[code\]\/\+page\.svelte$/],
	['minutes', /\/src\/routes\/(m\/\[code\]\/(minutes|clerk)|\(public\)\/r)\//],
	['arrival', /\/src\/routes\/(hall|\(public\)\/(join|s))\//],
	['public', /\/src\/routes\/\(public\)\//],
	['meeting', /\/src\/routes\/\(app\)\/meetings\/\[code\]\//],
	['organiser', /\/src\/routes\//]
];
/** The kind of page that fetches the panels at such a place at once (`screensOf`); a phone's tabs come later. */
const PLACES: Readonly<Record<string, string>> = {
	...{ chair: 'chair', clerk: 'clerk', hall: 'hall', watch: 'watch' },
	...{ organiser: 'meeting', record: 'minutes', phone: 'tabs' }
};
const START = /\/runtime\/client\/entry\.js$|\/generated\/client(-optimized)?\/app\.js$/;
const NODE = /\/generated\/client(-optimized)?\/nodes\/\d+\.js$/;
/** What slices show on phones, and elsewhere. */
const PHONE_PANELS = /\/src\/lib\/meeting\/\w+\/panels\.ts$/;
const SCREENS = /\/src\/lib\/meeting\/\w+\/screens\.ts$/;
/** All sentences, a module each: whoever imports them says few. */
const ALL_MESSAGES = /\/i18n\/paraglide\/messages\.js$/;

/** What the bundler tells of a module. */
interface ModuleInfo {
	readonly importedIds: readonly string[];
	readonly dynamicallyImportedIds: readonly string[];
	readonly code: string | null;
}
type Graph = (id: string) => ModuleInfo | null;

/** The modules that one brings along, and of the sentences only those that it says. */
function broughtBy(id: string, graph: Graph): string[] {
	const { importedIds = [], code = null } = graph(id) ?? {};
	return importedIds.flatMap((imported) => {
		if (!ALL_MESSAGES.test(imported)) return imported;
		const folder = imported.replace(/\.js$/, '');
		const said = new Set([...(code ?? '').matchAll(/\bm\.(\w+)/g)].map(([, key]) => key));
		return [...said].map((key) => `${folder}/${key}.js`);
	});
}

/** All modules that are fetched together with one, itself included. */
function fetchedWith(entry: string, graph: Graph): Set<string> {
	const all = new Set([entry]);
	for (const id of all) for (const other of broughtBy(id, graph)) all.add(other);
	return all;
}

function kindOf(node: string, graph: Graph): string {
	if (START.test(node)) return 'everywhere';
	const imported = graph(node)?.importedIds ?? [];
	return PAGES.find(([, page]) => imported.some((id) => page.test(id)))?.[0] ?? 'everywhere';
}

/** The panels that a list of screens names, each with the kind of page that fetches it at once. */
function panelsOf(screens: string, graph: Graph): [panel: string, kind: string][] {
	const { code, dynamicallyImportedIds } = graph(screens)!;
	return (code ?? '').split('screenPanel(').flatMap((panel): [string, string][] => {
		const [, place] = /\bat: ?["'](\w+)/.exec(panel) ?? [];
		const [, path] = /\bimport\(["'](?:\.{1,2}|#lib)([^"']+)["']/.exec(panel) ?? [];
		if (!place || !path || /\bheavy: ?(?:true|!0)/.test(panel)) return [];
		const id = dynamicallyImportedIds.find((one) => one.endsWith(path));
		if (!id || !PLACES[place]) throw new Error(`nobody says who fetches ${path} of ${screens}`);
		return [[id, PLACES[place]]];
	});
}

/**
 * Who loads what: each kind of page its entries and the panels that come with them; each phone's panel and whatever
 * else is fetched when it is needed itself.
 */
function loadersOf(entries: Iterable<string>, graph: Graph): [root: string, loader: string][] {
	const all = [...entries].map((entry): [string, string] => [entry, kindOf(entry, graph)]);
	const known = new Set<string>();
	const seen = new Set<string>();
	for (const [root] of all)
		for (const id of fetchedWith(root, graph)) {
			if (seen.has(id)) continue;
			seen.add(id);
			const listed = SCREENS.test(id) ? panelsOf(id, graph) : [];
			const later = PHONE_PANELS.test(id) ? 'panel' : 'part';
			const others = (graph(id)?.dynamicallyImportedIds ?? [])
				.filter((one) => !NODE.test(one) && !listed.some(([panel]) => panel === one))
				.map((one): [string, string] => [one, `${later} ${one}`]);
			for (const [one, loader] of [...listed, ...others]) {
				if (known.has(`${one} ${loader}`)) continue;
				known.add(`${one} ${loader}`);
				all.push([one, loader]);
			}
		}
	return all;
}

/** Without those who have it already: everybody, a phone before its panels, a page before its parts. */
function reduced(loaders: ReadonlySet<string>): Set<string> {
	if (loaders.has('everywhere')) return new Set(['everywhere']);
	const onPhone = loaders.has('phone');
	const onPage = [...loaders].some((one) => !one.startsWith('part '));
	return new Set(
		[...loaders].filter((one) =>
			one.startsWith('part ') ? !onPage : !onPhone || (one !== 'tabs' && !one.startsWith('panel '))
		)
	);
}

/** A phone's first bytes are dear; what is fetched by itself is fetched by few. */
function weightOf(loader: string): number {
	if (loader === 'phone' || loader.startsWith('panel ')) return 2;
	return loader.startsWith('part ') ? 0.3 : 1;
}

const forPhones = ({ loaders }: Cut) => loaders.has('phone');

/**
 * @param entries SvelteKit's start and its nodes, one for each page and layout
 * @returns the file of each module that is not fetched by a single entry or panel
 */
function filesOf(entries: ReadonlySet<string>, graph: Graph): Map<string, string> {
	const by = new Map<string, Set<string>>();
	const alone = new Map<string, string>();
	for (const [root, loader] of loadersOf(entries, graph)) {
		if (loader.includes(' ')) alone.set(root, loader);
		for (const id of fetchedWith(root, graph)) by.set(id, (by.get(id) ?? new Set()).add(loader));
	}
	const cuts = new Map<string, { loaders: Set<string>; size: number; modules: string[] }>();
	for (const [id, all] of by) {
		const loaders = reduced(all);
		const key = [...loaders].sort().join();
		const cut = cuts.get(key) ?? { loaders, size: 0, modules: [] };
		cuts.set(key, cut);
		cut.size += graph(id)?.code?.length ?? 0;
		cut.modules.push(id);
	}
	const own = ([one, ...others]: string[]) => others.length === 0 && / |everywhere/.test(one!);
	const files = mergeFiles(
		[...cuts.values()].map((cut) => ({ ...cut, fixed: own([...cut.loaders]) })),
		(id) => broughtBy(id, graph),
		weightOf,
		(one, other) => forPhones(one) === forPhones(other)
	);
	const names = files.flatMap(({ loaders, modules, fixed }, n) => {
		const [loader = ''] = loaders;
		if (fixed && loader.includes(' ')) return [];
		const name = loaders.size === 1 ? loader : `shared${n}`;
		// What a page has anyway lies in its file: apart, the two would import each other in a circle.
		const apart = (id: string) => entries.has(id) || loaders.has(alone.get(id) ?? '');
		return modules.filter((id) => !apart(id)).map((id) => [id, name] as const);
	});
	return new Map(names);
}

/** Few files for browsers; the server's stay as they are. Tells `first-load.mjs` where each module is. */
export function fewFiles(root: string): Plugin {
	const entries = new Set<string>();
	let files = new Map<string, string>();
	return {
		name: 'few-files',
		apply: 'build',
		config({ build }) {
			if (build?.ssr) return;
			const name = (id: string) => files.get(id) ?? null;
			return {
				build: {
					rolldownOptions: {
						preserveEntrySignatures: 'allow-extension',
						output: {
							codeSplitting: { groups: [{ name }], includeDependenciesRecursively: false }
						}
					}
				}
			};
		},
		moduleParsed({ id }) {
			if (START.test(id) || NODE.test(id)) entries.add(id);
		},
		buildEnd() {
			files = filesOf(entries, (id) => this.getModuleInfo(id));
		},
		generateBundle(_, bundle) {
			if (this.environment.config.build.ssr) return;
			const modules = Object.values(bundle).flatMap((file) =>
				file.type === 'chunk'
					? [[file.fileName, file.moduleIds.map((id) => id.replace(root, ''))] as const]
					: []
			);
			const source = JSON.stringify(Object.fromEntries(modules));
			this.emitFile({ type: 'asset', fileName: '.vite/modules.json', source });
		}
	};
}
