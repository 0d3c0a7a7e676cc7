// Files that name each other: none by what must be loaded, and few by what are only types.

import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { code, imports, isTest, programs, resolved } from './sources.ts';

it('no file waits for itself: imports of values make no circle', () => {
	expect(circles()).toEqual([]);
});

it('files whose types name each other are known, each such circle with its reason', () => {
	const found = typeCircles().map((circle) => {
		const known = Object.keys(TYPE_CIRCLES).filter((file) => circle.includes(file));
		return known.length === 1 ? known[0]! : circle.sort().join(', ');
	});
	expect(found.sort()).toEqual(Object.keys(TYPE_CIRCLES).sort());
});

/** One file of each circle of types, and why it is none to be cut: types are gone before anything is loaded. */
const TYPE_CIRCLES: Readonly<Record<string, string>> = {
	'server/app.ts': 'each part says what it needs of the app by the types of the others',
	'server/export/papers.ts':
		'slices write with the pen and from the source that are made of what they tell',
	'server/meeting/hidden-tables.ts': 'a table of its own has the form that all such tables have',
	'server/verify/heads.ts': 'the tables at rest are signed with the heads, and looked at with them',
	'src/lib/meeting/ballots/ballots.ts':
		'a slice is declared where its state is, with what it hides, tells and counts by',
	'src/lib/meeting/cards/cards.ts':
		'a slice is declared where its state is, with what it hides, tells and takes',
	'src/lib/meeting/minutes/minutes.ts':
		'a slice is declared where its state is, with what it takes',
	'src/lib/meeting/mood/mood.ts': 'a slice is declared where its state is, with what it hides',
	'src/lib/meeting/outcomes/outcomes.ts':
		'a slice is declared where its state is, with what it tells',
	'src/lib/meeting/panel.svelte.ts':
		'for whom a screen acts decides about panels, and a phone is a view of them',
	'src/lib/meeting/queue/presets.ts': 'the default is one of the presets, and typed with them',
	'src/lib/meeting/queue/queue.ts': 'a slice is declared where its state is, with what it tells',
	'src/lib/meeting/roll/roll.ts':
		'the meeting is made of its slices, and what one is told of names the others'
};

/** Files that name each other, types too: the strongly connected ones (Tarjan), each group once. */
function typeCircles(): string[][] {
	const order = new Map<string, number>();
	const lowest = new Map<string, number>();
	const open: string[] = [];
	const found: string[][] = [];
	const sources = new Set(programs.filter((file) => /^(src|server)\//.test(file) && !isTest(file)));
	const visit = (file: string): number => {
		order.set(file, order.size);
		lowest.set(file, order.get(file)!);
		open.push(file);
		for (const next of imports(file)) {
			if (!sources.has(next) || next === file || isLazy(file, next)) continue;
			if (!order.has(next)) lowest.set(file, Math.min(lowest.get(file)!, visit(next)));
			else if (open.includes(next)) lowest.set(file, Math.min(lowest.get(file)!, order.get(next)!));
		}
		if (lowest.get(file) === order.get(file)) {
			const group = open.splice(open.indexOf(file));
			if (group.length > 1) found.push(group);
		}
		return lowest.get(file)!;
	};
	for (const file of sources) if (!order.has(file)) visit(file);
	return found;
}

/** A list that fetches a component names it only to fetch it. */
function isLazy(file: string, imported: string): boolean {
	return !new RegExp(`from\\s*['"][^'"]*${basename(imported).replaceAll('.', '\\.')}['"]`).test(
		code(file)
	);
}

/** Files that are loaded before themselves; a slice's types name those of its neighbours, which costs nothing. */
function circles(): string[] {
	const open: string[] = [];
	const done = new Set<string>();
	const found: string[] = [];
	const visit = (file: string) => {
		if (open.includes(file)) found.push([...open.slice(open.indexOf(file)), file].join(' → '));
		if (done.has(file) || open.includes(file)) return;
		open.push(file);
		// A component that shows more of its own kind inside names itself: so Svelte wants it.
		for (const next of valuesOf(file)) if (next !== file && programs.includes(next)) visit(next);
		done.add(open.pop()!);
	};
	for (const file of programs) if (!isTest(file)) visit(file);
	return found;
}

/** The files whose values a file needs before it can run: what it imports as more than a type. */
function valuesOf(file: string): string[] {
	const statements = code(file).matchAll(
		/^\s*(?:import|export)\s+(?!type\b)([^;'"]*?)\bfrom\s*['"]([^'"]+)['"]/gm
	);
	return [...statements]
		.filter(([, names = '']) => {
			const inBraces = /^\{([^}]*)\}\s*$/.exec(names)?.[1];
			return (
				inBraces === undefined || inBraces.split(',').some((one) => /^\s*(?!type\s)\w/.test(one))
			);
		})
		.map(([, , name = '']) => resolved(file, name));
}
