// The house keeps its walls: who may import whom (ARCHITECTURE.md), and a few rules of the whole
// repository that no compiler checks. Reads the files as text; nothing is run.

import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { getOwn } from '#lib/meeting/get-own.ts';
import type { RulePreset } from '#lib/meeting/queue/presets.ts';
import { code, files, imports, isTest, programs, read } from './sources.ts';

/** Each import of the files in question that the rule does not allow, as `file → import`. */
function broken(from: RegExp, allowed: (imported: string, file: string) => boolean): string[] {
	return programs
		.filter((file) => from.test(file) && !isTest(file))
		.flatMap((file) =>
			imports(file)
				.filter((imported) => !allowed(imported, file))
				.map((imported) => `${file} → ${imported}`)
		);
}

const isTestHelper = (file: string) => /^src\/lib\/meeting\/(.*\/)?test-[\w-]+\.ts$/.test(file);
const within = (folder: string) => (path: string) => path.startsWith(`${folder}/`);
const inMeeting = within('src/lib/meeting');
const inServer = within('server');
const inDocuments = within('src/lib/documents');
const inLive = within('src/lib/live');
const inRoutes = within('src/routes');
/** Components, what they share, and the lists of what slices show. */
const isComponent = (path: string) =>
	/\.svelte(\.ts)?$|\/(panels|screens|record-page|organiser-tabs|clerk-actions|clerk-keypad|chair-press|next-steps)\.ts$/.test(
		path
	);
const isSchema = (path: string) => inMeeting(path) && basename(path) === 'schema.ts';
/** What the room does with a slice, and what walks through all of it. */
const isRules = (path: string) =>
	inMeeting(path) && (basename(path) === 'rules.ts' || WALKS_RULES.includes(path));
const WALKS_RULES = [
	...['decide', 'due', 'facts', 'hidden', 'leaving', 'lots', 'permissions', 'private-view', 'step'],
	...['disclosure/disclosure', 'disclosure/events', 'minutes/projection'],
	...['record/build-record', 'record/lines', 'record/publish', 'record/short-record']
].map((name) => `src/lib/meeting/${name}.ts`);
const isPackage = (path: string, ...names: string[]) =>
	names.some((name) => path === name || path.startsWith(`${name}/`));

/** Rules that a second slice needs, small, pure and named for what they answer, and who needs them. */
const SHARED_RULES = ofSlices({
	'agenda/adding.ts': 'a group of cards becomes an item',
	'outcomes/notice/notice-step.ts': 'what leads to a notice asks where it is in its life',
	'outcomes/outcomes-of-card.ts': 'a card leads on to its result',
	'queue/fairness.ts': 'the record says how the floor was shared',
	'queue/floor.ts': "the script counts down the speaker's time",
	'queue/speaking-order.ts': 'the script and the press name who is called next',
	'queue/preset-changes.ts': 'a plan takes the rules with what a community changed',
	'queue/presets.ts': 'a plan has rules',
	'queue/turn-seconds.ts': 'the script says how long a turn is',
	'record/find-references.ts': 'what is told of an event is what the record would gather of it',
	'record/publication.ts': 'a plan says from when the record is public',
	'record/what-to-read.ts': 'the big screen and the chair lead where the record is passed on',
	'roll/in-role.ts': 'whether a clerk is here is asked of those who are one',
	'roll/hidden.ts': 'whoever acts is known by who holds which seat',
	'runsheet/test-meetings.ts': 'rounds of cards are tested in a meeting',
	'runsheet/templates.ts': 'a plan has stages',
	'queue/parts.ts': 'what is read and pressed in a hearing follows from its parts',
	'roll/sides.ts': 'whoever is shown is asked which of the parties they are'
});

/** Components of a slice that stand inside those of others; what is nobody's own lies in `parts`. */
const SHARED_PARTS = ofSlices({
	'agenda/ItemClock.svelte': 'the floor is about an item',
	'plan/AnnounceButton.svelte': 'a code that opens nothing yet is announced where it stands',
	'plan/OpenSignIn.svelte': 'a code that opens nothing yet is opened where it stands',
	'queue/StanceChip.svelte': 'a line of the minutes says how it was meant',
	'roll/SeatName.svelte': 'whoever is named is named alike'
});

/** Made by the build: words, and what kit knows of a route. */
const GENERATED = /\/paraglide\/|\/i18n\/listed\/|\/\$types(?:\.js)?$/;

/** Paths of files, each listed with its reason. */
function ofSlices(reasons: Readonly<Record<string, string>>): string[] {
	return Object.keys(reasons).map((file) => `src/lib/meeting/${file}`);
}

const inRoom = within('src/lib/meeting/room');
const inParts = within('src/lib/meeting/parts');
const REGISTRY = 'src/lib/meeting/registry.ts';

/**
 * Who knows the one SQLite file beside `server/db`, which has it, and `server/verify`, which looks whether it is whole
 * (decision 0019). Everybody else reads and writes through a `Store`, which may be another one some day.
 */
const AT_THE_FILE: Readonly<Record<string, string>> = {
	'server/app.ts': 'puts the file, its store and its signed heads together',
	'server/backup.ts': 'copies the file',
	'server/older-copies.ts': 'looks at copies of the file',
	'server/restore.ts': 'puts a copy in the place of the file'
};

const PURE =
	/^src\/lib\/meeting\/(?!.*\.svelte|(.*\/)?(panels|screens|record-page|organiser-tabs|clerk-actions|clerk-keypad|chair-press|next-steps)\.ts$)/;

describe('who may import whom', () => {
	it('what is imported is there: types of components are checked by their ending alone', () => {
		// Tests start programs of their own, whose imports stand in texts.
		const missing = programs
			.filter((file) => !isTest(file))
			.flatMap((file) =>
				imports(file)
					.filter((path) => /^(?:src|server|tests|scripts)\//.test(path) && !GENERATED.test(path))
					.filter((path) => !existsSync(path))
					.map((path) => `${file} → ${path}`)
			);
		expect(missing).toEqual([]);
	});

	it('the meeting is pure: it imports only itself, and zod where it checks what comes in', () => {
		const allowed = (path: string, file: string) =>
			(inMeeting(path) && !isComponent(path)) ||
			(path === 'zod' && (isSchema(file) || file === REGISTRY));
		expect(broken(PURE, allowed)).toEqual([]);
	});

	it('whoever joins a call asks for the engine that the room grants, and names none', () => {
		const engine = /^src\/lib\/live\/calls\/(?:mesh|livekit)-engine\.ts$/;
		const allowed = (path: string, file: string) =>
			!engine.test(path) || file === 'src/lib/live/calls/granted-engine.ts';
		expect(broken(/^src\//, allowed)).toEqual([]);
	});

	it("a slice does not reach into another slice's inside", () => {
		// What decides who reads what is no slice: each of them answers its questions.
		const slice = (path: string) =>
			path.match(/^src\/lib\/meeting\/(?!disclosure\/)([^/]+)\//)?.[1];
		const allowed = (path: string, file: string) => {
			const other = slice(path);
			if (!other || !slice(file) || other === slice(file)) return true;
			return isFront(other, path) || (isComponent(path) && showsOthers(path));
		};
		expect(broken(/^src\/lib\/meeting\//, allowed)).toEqual([]);
	});

	it('a page that shows more than one slice goes through their panels', () => {
		const shown = (file: string) =>
			new Set(
				imports(file).map(
					(path) => /^src\/lib\/meeting\/(?!room|parts)([a-z]+)\/.*\.svelte$/.exec(path)?.[1] ?? ''
				)
			);
		const pages = programs.filter((file) => inRoutes(file) && file.endsWith('.svelte'));
		const mixed = pages.filter((file) => [...shown(file)].filter(Boolean).length > 1);
		expect(mixed).toEqual([]);
	});

	it('what slices share on their screens asks no page that arranges them', () => {
		expect(broken(/^src\/lib\/meeting\/parts\//, (path) => !inRoom(path))).toEqual([]);
	});

	it('what a browser loads never brings the rules and their schemas along', () => {
		const allowed = (path: string, file: string) =>
			isRules(file) ||
			isTestHelper(file) ||
			/\.server\.ts$|\+server\.ts$/.test(file) ||
			(!isSchema(path) && !isRules(path));
		expect(broken(/^src\//, allowed)).toEqual([]);
		const zod = (path: string, file: string) =>
			!isPackage(path, 'zod') || isSchema(file) || file === REGISTRY;
		expect(broken(/^src\//, zod)).toEqual([]);
		// Of zod the registry has the types alone.
		expect(code(REGISTRY)).not.toMatch(/import (?!type)/);
	});

	it('what shows a meeting knows no socket, no server and no page', () => {
		const allowed = (path: string) =>
			!inServer(path) &&
			!inRoutes(path) &&
			(!inLive(path) ||
				/^src\/lib\/live\/(?:(agenda|document|meeting|replay|command-sender)\.svelte|secret-door|blind-token|upload|calls\/[\w-]+(?:\.svelte)?)\.ts$/.test(
					path
				)) &&
			!isPackage(path, 'socket.io-client', 'yjs', 'y-websocket', '@cloudflare/blindrsa-ts') &&
			!path.startsWith('node:');
		const shows =
			/^src\/lib\/meeting\/(.*\.svelte(\.ts)?|(.*\/)?(panels|screens|record-page|organiser-tabs|clerk-actions|clerk-keypad|chair-press)\.ts)$/;
		expect(broken(shows, allowed)).toEqual([]);
	});

	it('what knows Yjs runs anywhere: it imports only itself, Yjs and the pure meeting', () => {
		const allowed = (path: string) =>
			inDocuments(path) ||
			(inMeeting(path) && !isComponent(path) && !isSchema(path)) ||
			isPackage(path, 'yjs', 'lib0', 'y-protocols');
		expect(broken(/^src\/lib\/documents\//, allowed)).toEqual([]);
	});

	it('the connection knows neither server nor pages', () => {
		expect(broken(/^src\/lib\/live\//, (path) => !inServer(path) && !inRoutes(path))).toEqual([]);
	});

	it('the parts of the screen know nothing of meetings', () => {
		const allowed = (path: string) =>
			!inMeeting(path) && !inLive(path) && !inServer(path) && !inRoutes(path);
		expect(broken(/^src\/lib\/ui\//, allowed)).toEqual([]);
	});

	it('the server knows no component, no page and no browser connection', () => {
		const allowed = (path: string) => !isComponent(path) && !inRoutes(path) && !inLive(path);
		expect(broken(/^server\//, allowed)).toEqual([]);
	});

	it('only who has to do with the one SQLite file itself knows it; all others speak to a store', () => {
		const opens = (path: string) =>
			isPackage(path, 'better-sqlite3', 'drizzle-orm') ||
			/^server\/db\/(connection|schema|recovery)\.ts$/.test(path);
		const touches = programs.filter(
			(file) =>
				/^(src|server)\//.test(file) &&
				!isTest(file) &&
				(imports(file).some(opens) || /\bconnection\.(sqlite|tables)\b/.test(code(file)))
		);
		const elsewhere = touches.filter((file) => !/^server\/(db|verify)\//.test(file));
		expect(elsewhere.sort()).toEqual(Object.keys(AT_THE_FILE).sort());
	});

	it('what runs in a browser never imports the server', () => {
		const inBrowser = /^src\/.*(\.svelte(\.ts)?|\+(page|layout)\.ts)$/;
		expect(broken(inBrowser, (path) => !inServer(path) && !path.startsWith('node:'))).toEqual([]);
	});

	it('an import names its file whole, as Node reads it', () => {
		const whole = (path: string) => !/^(src|server|tests)\//.test(path) || /\.\w+$/.test(path);
		const generated = (path: string) => basename(path) === '$types';
		expect(broken(/^/, (path) => whole(path) || generated(path))).toEqual([]);
	});
});

/** Components that other slices show too. */
function showsOthers(path: string): boolean {
	return SHARED_PARTS.includes(path) || inParts(path);
}

/** What a slice shows to the others: its types and state, how it looks, and these few rules. */
function isFront(slice: string, path: string): boolean {
	const own = [`${slice}.ts`, 'view.ts'].map((file) => `src/lib/meeting/${slice}/${file}`);
	return own.includes(path) || SHARED_RULES.includes(path);
}

/**
 * Files that name commands or events of more slices than their own, and why they may. What knows one slice alone
 * is its own door; what a slice makes of others' events stands in its `evolve`, which is given all of them.
 */
const NAMING_OTHERS: Readonly<Record<string, string>> = {
	'server/auth/test-meeting.ts': 'a meeting for tests of the doors',
	'server/demo/scenario-a.ts': 'the story of one meeting, as data',
	'server/documents/agenda.ts': 'the shared agenda follows what is settled without it',
	'server/record/erase-all.ts': 'after the term what was typed goes, in every slice',
	'server/rehearsal/resident-commands.ts':
		'an invented resident says what a person may say, in every slice',
	'server/rehearsal/rehearsals.ts': 'a rehearsal is made with its people, and announced',
	'server/verify/heads.ts': 'what a copy of a journal has to reach, whatever the server runs',
	'src/lib/meeting/upcast.ts': 'stored events of former times are raised in one place',
	'src/lib/meeting/comments/ByPhone.svelte': 'one call becomes a comment or an objection',
	'src/lib/meeting/comments/decide.ts': 'who erases a comment erases its texts',
	'src/lib/meeting/roll/HandChair.svelte': 'the new chair is asked for the first thing they do',
	'src/lib/meeting/roll/entries.ts': 'a guest who is let in is signed in with it',
	'src/lib/meeting/roll/sending-out.ts':
		'who is sent out has stepped out, and is back with one press',
	'src/routes/(app)/meetings/[code]/+page.server.ts': "the organiser's forms",
	'src/routes/(app)/meetings/[code]/erase/+page.server.ts': "the organiser's forms",
	'src/routes/(app)/meetings/[code]/roll/+page.server.ts': "the organiser's forms",
	'src/routes/(app)/meetings/urgent/+page.server.ts': "the organiser's forms"
};

describe('slices', () => {
	const SLICES = files
		.map((file) => /^src\/lib\/meeting\/([a-z]+)\/rules\.ts$/.exec(file)?.[1])
		.filter((slice) => slice !== undefined);
	const typed = new RegExp(`['"\`](${SLICES.join('|')})\\.[a-z-]+['"\`]`, 'g');

	/** The slices whose commands or events a file names. */
	function named(file: string): string[] {
		return [...new Set([...code(file).matchAll(typed)].map(([, slice = '']) => slice))];
	}

	it('no file but its own, and its doors, names what a slice says', () => {
		expect(SLICES.length).toBeGreaterThan(10);
		const naming = programs
			.filter((file) => /^(src|server)\//.test(file) && !isTest(file) && !isTestHelper(file))
			.filter((file) => !file.endsWith('/evolve.ts'))
			.filter((file) => {
				const own = /^src\/lib\/meeting\/([a-z]+)\//.exec(file)?.[1];
				const others = named(file).filter((slice) => slice !== own);
				return own && SLICES.includes(own) ? others.length > 0 : others.length > 1;
			});
		expect(naming.sort()).toEqual(Object.keys(NAMING_OTHERS).sort());
	});
});

/** Which slice a switch of the rules governs; the last are for votes. Names and lines are everybody's. */
const GOVERNED_BY: Readonly<Record<Exclude<keyof RulePreset, 'id' | 'name' | 'lines'>, string>> = {
	turnSeconds: 'queue',
	askSeconds: 'queue',
	opinionSeconds: 'queue',
	soft: 'queue',
	maxTurns: 'queue',
	limitPer: 'queue',
	stances: 'queue',
	firstSpeakersFirst: 'queue',
	alternate: 'queue',
	roundRobin: 'queue',
	chairNeutral: 'queue',
	residentsFirst: 'queue',
	responseSeconds: 'queue',
	holdSeconds: 'queue',
	motionRequired: 'ballots',
	chairVotesLast: 'ballots',
	askAbstain: 'ballots',
	voteNeedsDebateExhausted: 'ballots',
	tie: 'ballots'
};

describe('the rules in force', () => {
	it('a switch is read by the slice that it governs, and others ask that slice', () => {
		const read = programs.flatMap((file) => {
			const own = /^src\/lib\/meeting\/([a-z]+)\//.exec(file)?.[1];
			if (!own || isTest(file)) return [];
			const switches = [...code(file).matchAll(/\brules(?:Of\(\w+\))?[?!]?\.(\w+)/g)].map(
				([, name = '']) => name
			);
			return switches.map((name) => ({ file, own, governs: getOwn(GOVERNED_BY, name) }));
		});
		expect(read.filter(({ governs }) => governs === 'queue').length).toBeGreaterThan(20);
		const foreign = read.filter(({ own, governs }) => governs !== undefined && governs !== own);
		expect(foreign.map(({ file }) => file)).toEqual([]);
	});
});

describe('the same events give the same meeting, everywhere and always', () => {
	const impure = /\b(Date\.now|Math\.random|new Date\(|performance\.now|setTimeout|crypto\.)/;
	it('the meeting asks neither the clock nor chance', () => {
		const rules = programs.filter((file) => PURE.test(file) && !isTest(file));
		expect(rules.filter((file) => impure.test(code(file)))).toEqual([]);
	});

	it('a browser makes ids in a way that also works over plain http', () => {
		const there = programs.filter((file) => /^src\/(lib|routes)\//.test(file) && !isTest(file));
		expect(there.filter((file) => code(file).includes('crypto.randomUUID'))).toEqual([]);
	});
});

describe('names and files', () => {
	it('there are no barrels', () => {
		const barrels = programs.filter(
			(file) =>
				/^\s*export\s*\*\s*from/m.test(code(file)) ||
				(/^index\./.test(basename(file)) && /^\s*export\b.*\bfrom\b/m.test(code(file)))
		);
		expect(barrels).toEqual([]);
	});

	it('nothing is called utils, helpers or misc: a name says what it is', () => {
		const nameless = /(^|\/)(utils?|helpers?|misc)(\.|\/)/i;
		expect(files.filter((file) => nameless.test(file))).toEqual([]);
	});

	it('no file holds the marks of an unfinished merge', () => {
		const mark = new RegExp(`^(${'<'.repeat(7)}|${'>'.repeat(7)}|[|]{7}) `, 'm');
		const texts = files.filter((file) => !/\.(png|jpe?g|webp|ico|woff2?|db|gz|zip)$/.test(file));
		expect(texts.filter((file) => mark.test(read(file)))).toEqual([]);
	});
});

describe('what was sent to us', () => {
	it('is read in one place, where what cannot be read or broke off is refused', () => {
		const reads = /\brequest\.(?:text|json|arrayBuffer|blob|bytes)\(\)|\.formData\(\)/;
		const readers = programs.filter((file) => reads.test(code(file)) && !isTest(file));
		expect(readers).toEqual(['server/http/form.ts']);
	});
});

describe('languages', () => {
	const I18N = 'src/lib/i18n';
	const settings = JSON.parse(read(`${I18N}/project.inlang/settings.json`));
	const locales: string[] = settings.locales;
	const areas = [
		...new Set(
			files
				.filter((file) => dirname(dirname(file)) === `${I18N}/messages`)
				.map((file) => basename(file, '.json'))
		)
	];

	/** Every sentence of an area, as its key and the parameters it speaks of. */
	function sentences(locale: string, area: string): Record<string, string[]> {
		const file = `${I18N}/messages/${locale}/${area}.json`;
		const messages = existsSync(file) ? JSON.parse(read(file)) : {};
		const keys = Object.keys(messages).filter((key) => key !== '$schema');
		return Object.fromEntries(keys.sort().map((key) => [key, parameters(messages[key])]));
	}

	function parameters(message: unknown): string[] {
		const found = JSON.stringify(message).matchAll(/\{(\w+)\}/g);
		return [...new Set([...found].map(([, name = '']) => name))].sort();
	}

	it.each(areas)('%s says the same in every language', (area) => {
		const source = sentences(settings.baseLocale, area);
		for (const locale of locales) expect(sentences(locale, area), locale).toEqual(source);
	});

	it('a key belongs to one area', () => {
		const keys = areas.flatMap((area) => Object.keys(sentences(settings.baseLocale, area)));
		expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
	});
});

describe('packages', () => {
	type Locked = { version?: string; optionalDependencies?: Record<string, string> };
	const packages: Record<string, Locked> = JSON.parse(read('package-lock.json')).packages;

	it('the lock file names no download addresses', () => {
		expect(read('package-lock.json')).not.toMatch(/"resolved": *"https?:/);
	});

	it("holds every platform's parts, without which npm ci refuses", () => {
		const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
			Object.keys(optionalDependencies).filter(
				(name) => !packages[`${path}/node_modules/${name}`] && !packages[`node_modules/${name}`]
			)
		);
		expect(missing).toEqual([]);
	});
});
