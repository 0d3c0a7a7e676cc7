// Lint without type information: svelte-check knows the types, and this stays fast.

import { defineConfig, globalIgnores } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

// A file tells one story. Past this it is telling two: split it where the second begins.
const longest = (max) => ['error', { max, skipBlankLines: true, skipComments: true }];

export default defineConfig(
	globalIgnores([
		'.svelte-kit/',
		'.node/',
		'build/',
		'data/',
		'src/lib/i18n/paraglide/',
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
			'svelte/no-navigation-without-resolve': 'off' // The app always sits at the root.
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } }
	},
	{ files: ['**/*.test.ts', 'tests/**'], rules: { 'max-lines': longest(400) } },
	{
		// What runs in a terminal talks to the terminal; main.mjs does so before there is a log.
		files: ['scripts/**', 'tests/bench/**', 'tests/prove/**', 'server/main.mjs'],
		rules: { 'no-console': 'off' }
	}
);
