// Lint without type information: svelte-check knows the types, and this stays fast.

import { defineConfig, globalIgnores } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import regexp from 'eslint-plugin-regexp';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

// A file tells one story. Past this it is telling two: split it where the second begins.
const longest = (max) => ['error', { max, skipBlankLines: true, skipComments: true }];

// A browser that forbids its stores throws when their names are read, `typeof` and all.
const stores = ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore'].map(
	(name) => ({
		name,
		message: 'Only src/lib/ui/browser-storage.ts may: a browser may forbid it.'
	})
);
const storesOf = (object, { name: property, message }) => ({ object, property, message });

// Dates and the normal form come in by one place each.
const oneWay = [
	{
		selector: 'CallExpression[callee.property.name="normalize"]',
		message: 'normalized() of #lib/meeting/words.ts does it in linear time.'
	},
	{
		selector: 'MemberExpression[object.name="Date"][property.name="now"]',
		message:
			'It steps when somebody sets the clock. Spans: monotonic() of #server/clock.ts, or performance.now() in a browser; dates: the room or the environment (docs/decisions/0011-clocks.md).'
	},
	{
		selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
		message: 'The date is the room’s or the environment’s: docs/decisions/0011-clocks.md.'
	}
];

// What phones of 2022 (Chrome 100, Safari 15.4) can't do; the build translates syntax and adds nothing that is missing.
const oldPhones = 'Missing in Chrome 100 or Safari 15.4, or in the web views of older phones.';
const missing = [
	'MemberExpression[property.name=/^(?:groupBy|toSorted|toReversed|toSpliced|withResolvers|fromAsync|canParse|isWellFormed|toWellFormed|isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)$/]',
	'MemberExpression[object.name="Object"][property.name="hasOwn"]',
	'MemberExpression[object.name="AbortSignal"][property.name=/^(?:any|timeout)$/]',
	'MemberExpression[object.name="crypto"][property.name="randomUUID"]',
	'CallExpression[callee.property.name=/^(?:map|filter|take|drop|flatMap|reduce|toArray|forEach|some|every|find)$/][callee.object.callee.property.name=/^(?:values|keys|entries|matchAll)$/]:not([callee.object.arguments.0])',
	'Literal[regex.pattern=/\\(\\?<[=!]/]',
	'Literal[regex.flags=/v/]'
].map((selector) => ({ selector, message: oldPhones }));

export default defineConfig(
	globalIgnores([
		'.svelte-kit/',
		'.node/',
		'build/',
		'data/',
		'src/lib/i18n/paraglide/',
		'src/lib/i18n/listed/',
		'src/lib/i18n/project.inlang/',
		'test-results/',
		'playwright-report/'
	]),
	ts.configs.recommended,
	svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'max-lines': longest(250),
			'no-console': 'error', // The server has server/log.ts, which masks names and tokens.
			'no-undef': 'off', // TypeScript knows better.
			'@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
			'@typescript-eslint/no-non-null-assertion': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
			'svelte/no-at-html-tags': 'error', // What people type is text, never markup.
			'svelte/no-navigation-without-resolve': 'off', // The app always sits at the root.
			'no-restricted-globals': ['error', ...stores],
			'no-restricted-properties': ['error', ...stores.map((store) => storesOf('window', store))],
			'no-restricted-imports': [
				'error',
				{
					name: 'y-indexeddb',
					message: 'Only src/lib/live/device-store.ts may.',
					allowTypeImports: true
				}
			]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } }
	},
	{
		// What people paste has any length: a pattern reads it once, never again and again.
		files: ['src/**', 'server/**'],
		ignores: ['**/*.test.ts'],
		plugins: { regexp },
		rules: {
			'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
			'regexp/no-super-linear-move': ['error', { report: 'potential' }],
			'no-restricted-syntax': ['error', ...oneWay]
		}
	},
	{
		files: ['src/**'],
		ignores: ['**/*.test.ts', '**/+*.server.ts', '**/+server.ts'],
		rules: { 'no-restricted-syntax': ['error', ...oneWay, ...missing] }
	},
	{
		// Where the clocks of the machine come in, and the one normal form.
		files: [
			'server/clock.ts',
			'server/meeting/context.ts',
			'server/db/**', // names of files
			'server/backup.ts', // a date for people, in a program of its own
			'server/test-clock.ts',
			'src/lib/meeting/words.ts',
			'src/lib/i18n/when.ts'
		],
		rules: { 'no-restricted-syntax': 'off' }
	},
	{ files: ['**/*.test.ts', 'tests/**'], rules: { 'max-lines': longest(400) } },
	{
		files: ['src/lib/ui/browser-storage*.ts', 'src/lib/live/device-store.ts', 'tests/**'],
		rules: {
			'no-restricted-globals': 'off',
			'no-restricted-properties': 'off',
			'no-restricted-imports': 'off'
		}
	},
	{
		// What runs in a terminal talks to the terminal; main.mjs does so before there is a log.
		files: ['scripts/**', 'tests/bench/**', 'tests/prove/**', 'server/main.mjs'],
		rules: { 'no-console': 'off' }
	}
);
