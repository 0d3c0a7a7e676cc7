/**
 * A dialog acts on what it was opened for: one way to ask, and each use says what it is about. Rules over the text of
 * the repository; that `about` is there at all the compiler asks.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const files = execFileSync(
	'git',
	['ls-files', '-z', '-co', '--exclude-standard', 'src/**/*.svelte', 'src/**/*.ts'],
	{ encoding: 'utf8' }
)
	.split('\0')
	.filter((file) => file !== '' && !/\.test\.ts$/.test(file))
	.map((file) => ({ file, text: withoutComments(readFileSync(file, 'utf8')) }));

function withoutComments(text: string): string {
	return text
		.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->/g, '')
		.replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
}

/** Files whose text has this, but for those. */
function others(what: RegExp, but: readonly string[]): string[] {
	return files
		.filter(({ file, text }) => !but.includes(file) && what.test(text))
		.map(({ file }) => file);
}

describe('what waits for an answer', () => {
	it('is a Dialog, and nothing else lies over the page', () => {
		expect(
			others(/<dialog\b|\.showModal\(|role="(?:alert)?dialog"/, ['src/lib/ui/Dialog.svelte'])
		).toEqual([]);
		expect(others(/\b(?:window|globalThis)\.(?:alert|confirm|prompt)\(/, [])).toEqual([]);
		const asks = /(?:^|[^.\w])(?:alert|confirm|prompt)\(/m;
		expect(others(asks, OWN).filter((file) => file.endsWith('.svelte'))).toEqual([]);
	});

	it('counts two presses in TwoPress alone, which forgets when its subject moves', () => {
		expect(others(/from '[^']*\/twopress\.ts'/, ['src/lib/ui/TwoPress.svelte'])).toEqual([]);
	});
});

/** They have a function of this name of their own, which asks nobody. */
const OWN = ['src/lib/meeting/cards/sort/NameGroup.svelte'];

describe('what it is about', () => {
	const uses = files.flatMap(({ file, text }) =>
		[
			...text.matchAll(
				/<(?:Dialog|PickPerson|TwoPress|BigPress)\b[^>]*?\sabout=(\{null\}|"[^"]*"|\{[^}]*\})/g
			)
		].map(([, about]) => ({ file, about }))
	);
	/** Nothing that others move: why. */
	const NOTHING: Record<string, string> = {
		'src/lib/meeting/agenda/OpenAgenda.svelte': 'a shared document, written by several at once',
		'src/lib/meeting/calls/StationDesk.svelte': 'the sound of this very computer',
		'src/lib/meeting/parts/WalkIn.svelte': 'adds somebody new',
		'src/lib/meeting/plan/ClerkPlan.svelte': 'a meeting opens once',
		'src/lib/meeting/roll/HallOrder.svelte': 'names whoever is picked in a dialog of its own',
		'src/lib/meeting/roll/JoinCode.svelte': 'shows a code and does nothing',
		'src/routes/(app)/meetings/[code]/CancelMeeting.svelte': 'a meeting is cancelled once'
	};

	it('is found in all of them', () => {
		expect(uses.length).toBeGreaterThan(20);
	});

	it('is something, but where nobody can move it', () => {
		const nothing = uses.filter(({ about }) => about === '{null}').map(({ file }) => file);
		expect(nothing.sort()).toEqual(Object.keys(NOTHING).sort());
	});
});

describe('what is typed for one vote, turn or point of order', () => {
	const FORMS = ['AnnulVote', 'CountHall', 'Ruling', 'WriteFor'];

	it.each(FORMS)('%s begins anew with the next one', (form) => {
		const uses = files.flatMap(({ file, text }) =>
			[...text.matchAll(new RegExp(`([^\\n]*\\n)?[^\\n]*<${form}\\b`, 'g'))].map(([lines]) => ({
				file,
				lines
			}))
		);
		expect(uses.length).toBeGreaterThan(0);
		expect(
			uses.filter(({ lines }) => !lines.includes('{#key ')),
			'in a {#key}'
		).toEqual([]);
	});
});
