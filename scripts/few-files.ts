/**
 * How the browser's scripts and styles are cut into files (decision 0023). A file costs a request, whatever its size,
 * and on a hall's wifi each of them waits its turn. So a page is one file with all panels that it fetches at once; what
 * a phone shows of a slice is one; what it fetches once it answers is one; what pages of several kinds share is a file
 * for them, small ones are merged (`merge-files.ts`), and there is one style sheet for phones, one more for the big
 * screen, and one more for desks.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest, Plugin } from 'vite';
import { isPart, mergeFiles, type Cut, type Graph } from './merge-files.ts';
import { isStyle, LATER_ON_WALL, sharing, sheetOf } from './style-sheets.ts';

/** Pages that are opened by different people, first match first. */
const PAGES: readonly (readonly [kind: string, page: RegExp])[] = [
	['everywhere', /\/src\/routes\/\+(layout|error)\.svelte$/],
	['phone', /\/src\/routes\/m\/\[code\]\/\+page\.(svelte|ts)$/],
	['chair', /\/src\/routes\/m\/\[code\]\/chair\/\+page\.svelte$/],
	['clerk', /\/src\/routes\/m\/\[code\]\/clerk\/\+page\.svelte$/],
	['hall', /\/src\/routes\/m\/\[code\]\/(hall|timer|captions)\//],
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
/** Of what no page waits for: what a screen fetches once it is live. */
const HEAVY: Readonly<Record<string, string>> = { hall: LATER_ON_WALL };
/** Who stands in the layout of a room. */
const ROOM = /\/src\/routes\/m\/\[code\]\/\+layout\.(svelte|ts)$/;
const IN_ROOM = ['phone', 'chair', 'clerk', 'hall', 'watch', 'minutes'] as const;
const START = /\/runtime\/client\/entry\.js$|\/generated\/client(-optimized)?\/app\.js$/;
const NODE = /\/generated\/client(-optimized)?\/nodes\/\d+\.js$/;
/** What slices show on phones, and elsewhere. */
const PHONE_PANELS = /\/src\/lib\/meeting\/(\w+)\/panels\.ts$/;
/** The slices whose panels a phone shows while people talk, and what opens there: there before the first tap. */
const FIRST = /\/src\/lib\/meeting\/(?:queue|runsheet|agenda)\//;
/** What of them is shown after the first tap at the earliest: one's place in the list, what was heard, a pause, the end. */
const SELDOM =
	/\/src\/lib\/meeting\/(?:queue\/(?:Interrupted|JustHeard|MyPlace)|runsheet\/(?:Breather|CaucusNotice|Ended))\.svelte$/;
const SHEET = /\/src\/lib\/meeting\/queue\/RaiseHand\.svelte$/;
/** What a phone's page and its panels fetch as soon as they answer. */
const PHONE =
	/\/src\/(?:routes\/m\/\[code\]\/\+page|lib\/meeting\/(?:queue\/(?:Hand|Turn)Actions|attendance\/\w+Actions|parts\/Refused))\.svelte$/;
/** What the bundler itself brings. */
const RUNTIME = /rolldown\/runtime/;
const SCREENS = /\/src\/lib\/meeting\/(?:\w+\/)+screens\.ts$/;
/** All sentences, a module each: whoever imports them says few. */
const ALL_MESSAGES = /\/i18n\/paraglide\/messages\.js$/;

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

/** The kinds of pages that load SvelteKit's start, a layout or a page. */
function kindsOf(node: string, graph: Graph): readonly string[] {
	if (START.test(node)) return ['everywhere'];
	const imported = graph(node)?.importedIds ?? [];
	if (imported.some((id) => ROOM.test(id))) return IN_ROOM;
	return [PAGES.find(([, page]) => imported.some((id) => page.test(id)))?.[0] ?? 'everywhere'];
}

/** The panels that a list of screens names, each with the kind of page that fetches it at once. */
function panelsOf(screens: string, graph: Graph): [panel: string, kind: string][] {
	const { code, dynamicallyImportedIds } = graph(screens)!;
	const found = (code ?? '').split('screenPanel(').map((panel) => {
		const [, place = ''] = /\bat: ?["'](\w+)/.exec(panel) ?? [];
		const [, path] = /\bimport\(["'](?:\.{1,2}|#lib)([^"']+)["']/.exec(panel) ?? [];
		const id = path && dynamicallyImportedIds.find((one) => one.endsWith(path));
		const heavy = /\bheavy: ?(?:true|!0)/.test(panel);
		return { id, kind: heavy ? HEAVY[place] : PLACES[place], heavy };
	});
	// One that is not written out as a panel would be fetched by itself, with all that others put beside it.
	for (const id of dynamicallyImportedIds)
		if (!found.some((one) => one.id === id && (one.heavy || one.kind)))
			throw new Error(`nobody says who fetches ${id} of ${screens}`);
	return found.flatMap(({ id, kind }): [string, string][] => (id && kind ? [[id, kind]] : []));
}

/** Who fetches what a module names to be fetched when it is needed. */
function laterOf(module: string, one: string): string {
	const [, slice = ''] = PHONE_PANELS.exec(module) ?? [];
	if (slice && FIRST.test(module)) return SELDOM.test(one) ? 'later' : 'phone';
	if (slice) return `panels of ${slice}`;
	if (PHONE.test(module)) return SHEET.test(one) ? 'phone' : 'later';
	return `part ${one}`;
}

/**
 * Who loads what: each kind of page its entries and the panels that come with them; a phone the panels of each slice
 * when the first of them is shown; whatever else is fetched when it is needed is fetched by itself.
 */
function loadersOf(entries: Iterable<string>, graph: Graph): [root: string, loader: string][] {
	const all = [...entries].flatMap((entry) =>
		kindsOf(entry, graph).map((kind): [string, string] => [entry, kind])
	);
	const known = new Set<string>();
	const seen = new Set<string>();
	for (const [root] of all)
		for (const id of fetchedWith(root, graph)) {
			if (seen.has(id)) continue;
			seen.add(id);
			const listed = SCREENS.test(id) ? panelsOf(id, graph) : [];
			const others = (graph(id)?.dynamicallyImportedIds ?? [])
				.filter((one) => !NODE.test(one) && !listed.some(([panel]) => panel === one))
				.map((one): [string, string] => [one, laterOf(id, one)]);
			for (const [one, loader] of [...listed, ...others]) {
				if (known.has(`${one} ${loader}`)) continue;
				known.add(`${one} ${loader}`);
				all.push([one, loader]);
			}
		}
	return all;
}

/** What a phone fetches besides its page. */
const comesLater = (loader: string) =>
	loader === 'tabs' || loader === 'later' || loader.startsWith('panels of ');

/** Without those who have it already: everybody, a phone before its panels, a page before its parts. */
function reduced(loaders: ReadonlySet<string>): Set<string> {
	if (loaders.has('everywhere')) return new Set(['everywhere']);
	const onPhone = loaders.has('phone');
	const onWall = loaders.has('hall');
	const onPage = [...loaders].some((one) => !isPart(one));
	return new Set(
		[...loaders].filter((one) => {
			if (isPart(one)) return !onPage;
			return !(onPhone && comesLater(one)) && !(onWall && one === LATER_ON_WALL);
		})
	);
}

/** What a phone shows before and at sign-in, which nobody passes by. */
const SIGN_IN = 'panels of attendance';

/** A phone's first bytes are dear, and most come to sign in; what is fetched by itself is fetched by few. */
function weightOf(loader: string): number {
	if (loader === 'phone' || loader === SIGN_IN) return 3;
	if (loader.startsWith('panels of ')) return 2;
	return isPart(loader) ? 0.3 : 1;
}

/** What a phone fetches before its first tap, then or at sign-in, is put together with nothing else. */
const isAlike = ({ loaders }: Cut, other: Cut) =>
	['phone', SIGN_IN].every((one) => loaders.has(one) === other.loaders.has(one));

/** What is cut, as far as it is known before the files have their names. */
interface Cutting {
	/** The file of each module that is not fetched by a single part. */
	readonly files: ReadonlyMap<string, string>;
	/** What a kind of page fetches at once besides its page. */
	readonly panels: ReadonlyMap<string, readonly string[]>;
}

/** @param entries SvelteKit's start and its nodes, one for each page and layout */
function cut(entries: ReadonlySet<string>, graph: Graph): Cutting {
	const by = new Map<string, Set<string>>();
	const alone = new Map<string, string>();
	const panels = new Map<string, string[]>();
	for (const [root, loader] of loadersOf(entries, graph)) {
		if (isPart(loader)) alone.set(root, loader);
		else if (!entries.has(root)) panels.set(loader, [...(panels.get(loader) ?? []), root]);
		for (const id of fetchedWith(root, graph)) by.set(id, (by.get(id) ?? new Set()).add(loader));
	}
	const files = new Map<string, string>();
	const cuts = new Map<string, { loaders: Set<string>; size: number; modules: string[] }>();
	for (const [id, all] of by) {
		const loaders = reduced(all);
		if (isStyle(id)) {
			files.set(id, sheetOf(loaders));
			continue;
		}
		const key = [...loaders].sort().join();
		const one = cuts.get(key) ?? { loaders, size: 0, modules: [] };
		cuts.set(key, one);
		one.size += graph(id)?.code?.length ?? 0;
		one.modules.push(id);
	}
	const readSameSheets = sharing((style) => files.get(style), graph);
	const own = ([one, ...others]: string[]) =>
		others.length === 0 && (isPart(one!) || one === 'everywhere');
	const merged = mergeFiles(
		[...cuts.values()].map((one) => ({ ...one, fixed: own([...one.loaders]) })),
		(id) => broughtBy(id, graph),
		weightOf,
		(one, other) => isAlike(one, other) && readSameSheets(one, other)
	);
	for (const [n, { loaders, modules, fixed }] of merged.entries()) {
		const [loader = ''] = loaders;
		if (fixed && isPart(loader)) continue;
		const name = loaders.size === 1 ? loader.replaceAll(' ', '-') : `shared${n}`;
		// What a page has anyway lies in its file: apart, the two would import each other in a circle.
		const apart = (id: string) => START.test(id) || loaders.has(alone.get(id) ?? '');
		for (const id of modules) if (!apart(id)) files.set(id, name);
	}
	return { files, panels };
}

/** Few files for browsers; the server's stay as they are. Tells `first-load.mjs` where each module is. */
export function fewFiles(root: string): Plugin {
	const entries = new Set<string>();
	let cutting: Cutting = { files: new Map(), panels: new Map() };
	/** For each node the kind of its page. */
	let pages: [node: string, kind: string][] = [];
	return {
		name: 'few-files',
		apply: 'build',
		config({ build }) {
			if (build?.ssr) return;
			// A node is fetched by SvelteKit's app like a panel; as an entry each would be a file of one line.
			const input = (build?.rolldownOptions ?? build?.rollupOptions)?.input as Record<
				string,
				string
			>;
			for (const name of Object.keys(input)) if (name.startsWith('nodes/')) delete input[name];
			const name = (id: string) =>
				RUNTIME.test(id) ? 'everywhere' : (cutting.files.get(id) ?? null);
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
			const graph: Graph = (id) => this.getModuleInfo(id);
			// They are found in the order in which files were read, which is another one each time.
			cutting = cut(new Set([...entries].sort()), graph);
			const isPage = (node: string) =>
				graph(node)!.importedIds.some((id) => /\/\+page\.(svelte|ts)$/.test(id));
			pages = [...entries]
				.filter((node) => NODE.test(node))
				.map((node) => [node, isPage(node) ? kindsOf(node, graph)[0]! : '']);
		},
		writeBundle: {
			order: 'post',
			handler({ dir }, bundle) {
				if (this.environment.config.build.ssr) return;
				const modules = new Map(
					Object.values(bundle).flatMap((file) =>
						file.type === 'chunk' ? file.moduleIds.map((id) => [id, file.fileName] as const) : []
					)
				);
				const here = join(dir!, '.vite');
				const manifest = JSON.parse(readFileSync(join(here, 'manifest.json'), 'utf8')) as Manifest;
				const keyOf = new Map(Object.entries(manifest).map(([key, { file }]) => [file, key]));
				const fileOf = (id: string) => keyOf.get(modules.get(id)!)!;
				// SvelteKit looks its nodes up by name, and what a page fetches at once is named in its head. It passes by
				// what it has seen as fetched later, and every style sheet is named by whoever is there at once.
				for (const chunk of Object.values(manifest)) delete chunk.dynamicImports;
				for (const [node, kind] of pages) {
					const [own, ...panels] = [node, ...(cutting.panels.get(kind) ?? [])].map(fileOf);
					const { imports = [], ...chunk } = manifest[own!]!;
					const all = new Set([...imports, ...panels]);
					all.delete(own!);
					manifest[node.replace(root, '')] = { ...chunk, imports: [...all] };
				}
				writeFileSync(join(here, 'manifest.json'), JSON.stringify(manifest, null, 2));
				const list: Record<string, string[]> = {};
				for (const [id, file] of modules) (list[file] ??= []).push(id.replace(root, ''));
				writeFileSync(join(here, 'modules.json'), JSON.stringify(list));
			}
		}
	};
}
