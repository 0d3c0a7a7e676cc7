/**
 * How the browser's scripts are cut into files. A file costs a request, whatever its size, and on a hall's
 * wifi each of them waits its turn: what pages of the same kinds share is one file, and nobody fetches what
 * only another kind of page shows. A phone fetches each stage's panel when it comes: panels count as kinds
 * of their own, so that each brings what it needs and no more.
 */
import type { Plugin } from 'vite';

/** Pages that are opened by different people, first match first. */
const PAGES: readonly (readonly [kind: string, page: RegExp])[] = [
	['everywhere', /\/src\/routes\/\+(layout|error)\.svelte$/],
	['phone', /\/src\/routes\/m\/\[code\]\/\+(layout|page)\.(svelte|ts)$/],
	['desk', /\/src\/routes\/m\/\[code\]\/(chair|clerk)\/\+page\.svelte$/],
	['hall', /\/src\/routes\/m\/\[code\]\/(hall|timer)\//],
	['reader', /\/src\/routes\/(m\/\[code\]\/watch|\(public\)\/r\/\[code\]\/replay)\//],
	['record', /\/src\/routes\/\(public\)\/r\/\[code\]\/\+page\.svelte$/],
	['minutes', /\/src\/routes\/(m\/\[code\]\/(minutes|clerk)|\(public\)\/r)\//],
	['arrival', /\/src\/routes\/(hall|\(public\)\/(join|s))\//],
	['public', /\/src\/routes\/\(public\)\//],
	['meeting', /\/src\/routes\/\(app\)\/meetings\/\[code\]\//],
	['organiser', /\/src\/routes\//]
];
const START = /\/runtime\/client\/entry\.js$|\/generated\/client(-optimized)?\/app\.js$/;
const NODE = /\/generated\/client(-optimized)?\/nodes\/\d+\.js$/;
/** What slices show elsewhere, and on tabs of a phone that nobody waits for. */
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
	const imported = graph(node)?.importedIds ?? [];
	return PAGES.find(([, page]) => imported.some((id) => page.test(id)))?.[0] ?? 'everywhere';
}

/**
 * @param entries SvelteKit's start and its nodes, one for each page and layout
 * @returns the file of each module that more than one entry or panel fetches
 */
function filesOf(entries: Iterable<string>, graph: Graph): Map<string, string> {
	const reached = new Map<string, { kinds: Set<string>; times: number }>();
	const panels = new Set<string>();
	const reach = (entry: string, kind: string, onPhone: boolean) => {
		for (const id of fetchedWith(entry, graph)) {
			const { kinds, times } = reached.get(id) ?? { kinds: new Set<string>(), times: 0 };
			reached.set(id, { kinds: kinds.add(kind), times: times + 1 });
			if (!onPhone || SCREENS.test(id)) continue;
			for (const panel of graph(id)?.dynamicallyImportedIds ?? []) panels.add(panel);
		}
	};
	for (const entry of entries) {
		const kind = START.test(entry) ? 'everywhere' : kindOf(entry, graph);
		reach(entry, kind, kind === 'phone');
	}
	for (const panel of panels) reach(panel, panel, true);
	const names = new Map<string, string>();
	const nameOf = (kinds: ReadonlySet<string>) => {
		if (kinds.has('everywhere')) return 'everywhere';
		const pages = [...kinds].filter((kind) => !panels.has(kind));
		const key = (pages.includes('phone') ? pages : [...kinds]).sort().join();
		const name = names.get(key) ?? `shared${names.size}`;
		names.set(key, name);
		return name;
	};
	return new Map(
		[...reached]
			.filter(([id, { times }]) => times > 1 && !panels.has(id))
			.map(([id, { kinds }]) => [id, nameOf(kinds)])
	);
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
			for (const entry of entries) files.delete(entry);
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
