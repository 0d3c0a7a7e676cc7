/**
 * The repository with a slice more in it, for the compiler alone: files of `bell/` as if they lay in
 * `src/lib/meeting/bell`, the lines that shared files need, and what the build finds by listing.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = resolve(import.meta.dirname, '../..');
const FIXTURE = join(import.meta.dirname, 'bell');
const I18N = 'src/lib/i18n';

/** Files as they would be, by path in the repository. */
export type Overlay = Record<string, string>;

export const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** What has to be said of the slice in files that name more than one: a line in each list, and its import. */
export const SHARED = {
	'src/lib/meeting/meeting.ts': {
		list: 'export const STATE',
		line: '\tbell: bellState,',
		import: "import { bellState } from './bell/bell.ts';"
	},
	'src/lib/meeting/rules.ts': {
		list: 'export const RULES',
		line: '\tbell: bellRules,',
		import: "import { bellRules } from './bell/rules.ts';"
	},
	'src/lib/meeting/panels.ts': {
		list: 'export const PANELS',
		line: '\tbell: bellPanels,',
		import: "import { bellPanels } from './bell/panels.ts';"
	}
} as const;

/** What of a slice lies with its kind, and is found by listing. */
const ELSEWHERE: Record<string, string | undefined> = {
	'words.ts': `${I18N}/facts/bell.ts`,
	'paper.ts': 'server/export/papers/bell.ts'
};

/** The slice, whole. */
export function withBell(): Overlay {
	const overlay: Overlay = {};
	for (const file of readdirSync(FIXTURE)) {
		const name = file.replace(/\.txt$/, '');
		const path = ELSEWHERE[name] ?? `src/lib/meeting/bell/${name}`;
		overlay[path] = readFileSync(join(FIXTURE, file), 'utf8');
	}
	for (const [path, { list, line, import: statement }] of Object.entries(SHARED)) {
		const text = read(path);
		const start = text.indexOf('{\n', text.indexOf('= {', text.indexOf(list))) + 2;
		overlay[path] = `${statement}\n${text.slice(0, start)}${line}\n${text.slice(start)}`;
	}
	sentence(overlay, 'refusal_bell_broken', '{}');
	sentence(overlay, 'fact_bell', '{ name: NonNullable<unknown> }');
	const found = (file: string, line: string) => {
		overlay[`${I18N}/listed/${file}`] = `${read(`${I18N}/listed/${file}`)}${line}\n`;
	};
	found('facts.js', "export { default as bell } from '../facts/bell.ts';");
	found(
		'refusals.js',
		"export { refusal_bell_broken } from '../paraglide/messages/refusal_bell_broken.js';"
	);
	return overlay;
}

/** A sentence as the compiler of sentences would leave it. */
function sentence(overlay: Overlay, key: string, inputs: string): void {
	const all = `${I18N}/paraglide/messages/_index.js`;
	overlay[`${I18N}/paraglide/messages/${key}.js`] =
		`export const ${key} = /** @type {(inputs: ${inputs}) => string} */ (() => '');\n`;
	overlay[all] = `${overlay[all] ?? read(all)}export * from './${key}.js';\n`;
}

const settings = ts.getParsedCommandLineOfConfigFile(
	join(ROOT, 'tsconfig.json'),
	{ noEmit: true },
	{ ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined }
)!;
/** Files that are the same in every overlay are read and parsed once. */
const parsed = new Map<string, ts.SourceFile>();

/** Where all slices come together: these and the slice's own are checked. */
const CHECKED = [
	...['meeting', 'rules', 'hidden', 'facts', 'decide', 'private-view', 'panels', 'screens'].map(
		(name) => `src/lib/meeting/${name}.ts`
	),
	...['refusal', 'fact'].map((name) => `${I18N}/${name}.ts`),
	...['src/lib/meeting/record-page.ts', 'server/export/papers.ts']
];

/** What the compiler says of these files with this overlay, or of all that matter: `path: message`. */
export function faults(overlay: Overlay, only?: readonly string[]): string[] {
	const over = new Map(Object.entries(overlay).map(([path, text]) => [join(ROOT, path), text]));
	const { options } = settings;
	const host = ts.createCompilerHost(options);
	const plain = { ...host };
	host.fileExists = (path) => over.has(path) || plain.fileExists(path);
	host.readFile = (path) => over.get(path) ?? plain.readFile(path);
	host.directoryExists = (path) =>
		existsSync(path) || [...over.keys()].some((file) => file.startsWith(`${path}/`));
	host.getSourceFile = (path, target) => {
		const text = over.get(path);
		if (text !== undefined) return ts.createSourceFile(path, text, target, true);
		const known = parsed.get(path) ?? plain.getSourceFile(path, target);
		if (known) parsed.set(path, known);
		return known;
	};
	const own = Object.keys(overlay).filter((path) => path.endsWith('.ts'));
	const paths = [...new Set([...CHECKED, ...own])].map((path) => join(ROOT, path));
	const program = ts.createProgram(paths, options, host);
	const asked = only?.map((path) => join(ROOT, path)) ?? paths;
	return asked.flatMap((path) =>
		program.getSemanticDiagnostics(program.getSourceFile(path)).map(({ messageText }) => {
			const text = ts.flattenDiagnosticMessageText(messageText, '\n');
			return `${path.slice(ROOT.length + 1)}: ${text}`;
		})
	);
}
