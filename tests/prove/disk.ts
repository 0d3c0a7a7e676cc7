/**
 * A full disk: every page and every form of the built server, as everybody who comes there. Nothing answers
 * 500; what could not be saved says so in the reader's language and brings back what was typed; what was
 * read before is read now; and when there is room, all goes on by itself.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { databasePath } from '#server/db/connection.ts';
import { realEnvironment } from '#server/meeting/context.ts';
import { leaveComment } from '#server/record/desk.ts';
import { DEMO_CODE } from '#server/demo/scenario-a.ts';
import { demoMeeting, PASSWORD, startBuilt, type Built } from '../live/built.ts';
import { ENDS_SESSION, formActions, USUAL, type FormAction } from '../live/form-walk.ts';
import { serve } from '../live/serve.ts';
import { limitedDisk, mountedDisk, type SmallDisk } from '../live/small-disk.ts';
import { BEGINS, hold } from '../live/spoken.ts';
import { grouped, type Prove, type Row } from './program.ts';

const PROMISE =
	'Full disk: no page and no form answers 500, 503 says it in the reader’s language, pages read on';
const root = join(import.meta.dirname, '../..');
const LANGUAGES = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW', en: 'en' };
/** Stands in every field in which something is typed, and must stand in the answer. */
const TYPED = '没丢的字';

export const prove: Prove = async ({ size }) => {
	const rows: Row[] = [];
	for (const make of [mountedDisk, limitedDisk]) {
		const disk = make();
		if (disk) rows.push(await onDisk(disk, size === 'full'));
	}
	if (rows.length > 0) return rows;
	const figure = 'not tried: this user may neither mount a file system nor limit a process here';
	return [{ promise: PROMISE, figure, held: true }];
};

async function onDisk(disk: SmallDisk, full: boolean): Promise<Row> {
	try {
		const key = await prepare(disk.dir);
		const built = await startBuilt(disk.dir, { LOG_LEVEL: 'fatal' });
		try {
			return await walk(built, disk, key, full);
		} finally {
			await built.stop();
		}
	} finally {
		disk.remove();
	}
}

/** The demo meeting, held and closed, with its objections over and a comment under it. Gives the comment's key. */
async function prepare(dir: string): Promise<string> {
	const clock = { at: BEGINS };
	const now = () => clock.at;
	const it = await serve(dir, { ...realEnvironment, now, monotonic: now });
	try {
		const spoken = await hold(it.app, clock);
		const until = clock.at + 24 * 3600_000;
		await spoken.send('organiser', { type: 'minutes.open-objections', until });
		const typed = { name: '牛春梅', building: '', how: 'self', text: '公示栏贴高一点。' };
		const left = await leaveComment(it.app, spoken.room, typed);
		if ('refused' in left) throw new Error(left.refused);
		return left.key;
	} finally {
		await it.stop();
	}
}

/** What is asked of the server, as whom. */
interface Ask {
	path: string;
	cookie: string;
	form?: Record<string, string>;
}

interface Heard {
	status: number;
	body: string;
	retry: string | null;
}

async function walk(built: Built, disk: SmallDisk, key: string, full: boolean): Promise<Row> {
	const places = await settle(built, key);
	const pages = pagesOf(places);
	const forms = formsOf(places);
	const before = new Map<Ask, number>();
	for (const page of pages) before.set(page, (await request(built, page, 'zh-CN')).status);

	// An empty log, and somebody who reads all the while as a backup does: whatever is stored needs room.
	const reader = new Database(databasePath(disk.dir));
	reader.pragma('wal_checkpoint(TRUNCATE)');
	reader.exec('BEGIN; SELECT count(*) FROM event');
	disk.fill(built);
	const faults: string[] = [];
	let [asked, unsaved] = [0, 0];
	const look = async (ask: Ask, language: keyof typeof LANGUAGES) => {
		const heard = await request(built, ask, LANGUAGES[language]);
		asked += 1;
		const fault = faultOf(ask, heard, language, before.get(ask));
		if (heard.status === 503) unsaved += 1;
		if (fault) faults.push(`${disk.called}: ${heard.status} ${ask.path} (${language}): ${fault}`);
	};
	const languages = Object.keys(LANGUAGES) as (keyof typeof LANGUAGES)[];
	for (const [n, ask] of [...pages, ...forms].entries())
		for (const language of full ? languages : [languages[n % 3]!]) await look(ask, language);

	reader.close();
	disk.free(built);
	for (const page of pages) {
		const { status } = await request(built, page, 'zh-CN');
		if (status >= 500) faults.push(`with room again: ${status} ${page.path}`);
	}
	const signedIn = await request(
		built,
		forms.find(({ path }) => path === '/signin')!,
		'zh-CN'
	);
	if (signedIn.status !== 303) faults.push(`with room again: ${signedIn.status} /signin`);
	for (const fault of faults.slice(0, 40)) console.error(fault);
	return {
		promise: PROMISE,
		figure: `${disk.called}: ${pages.length} pages, ${forms.length} forms, ${grouped(asked)} requests, ${unsaved} answered 503, ${faults.length} faults`,
		held: faults.length === 0 && unsaved > 0
	};
}

/** Why this answer is not right; null when it is. */
function faultOf(
	{ form }: Ask,
	{ status, body, retry }: Heard,
	language: keyof typeof LANGUAGES,
	before: number | undefined
): string | null {
	if (status === 0) return 'no answer';
	if (status >= 500 && status !== 503) return 'a fault of the server';
	const sentences = sentencesOf(language);
	const says = sentences.some((sentence) => body.includes(sentence));
	if (status === 503 && !says) return `no sentence: ${body.slice(0, 80)}`;
	if (status === 503 && !form && retry === null) return 'does not say when to come back';
	if (!form && status !== before && status !== 503) return `was ${before}`;
	const typed = Object.values(form ?? {}).includes(TYPED);
	return typed && says && !body.includes(TYPED) ? 'what was typed is gone' : null;
}

const said = new Map<string, string[]>();
/** The sentences by which a reader learns that nothing was saved. */
function sentencesOf(language: string): string[] {
	const words = (area: string) =>
		JSON.parse(
			readFileSync(join(root, 'src/lib/i18n/messages', language, `${area}.json`), 'utf8')
		) as Record<string, string>;
	const known = said.get(language) ?? [
		words('refusal').refusal_not_saved!,
		words('common').common_error_not_saved_next!,
		words('refusal').refusal_no_backup!
	];
	said.set(language, known);
	return known;
}

/** Addresses and secrets of what there is on the server. */
interface Places {
	/** Codes of the meeting that is over and of the one that is on, and their addresses. */
	held: { code: string; address: string };
	open: { code: string; address: string };
	organiser: string;
	guest: string;
	invitation: string;
	recovery: string;
	comment: string;
	login: string;
	community: string;
}

/** Makes an organiser, an open meeting, a guest in it, and one-time links that are not used yet. */
async function settle(built: Built, comment: string): Promise<Places> {
	const { cookie: organiser, address, login, community } = await demoMeeting(built);
	const post = (path: string, form: Record<string, string>, cookie = organiser) =>
		request(built, { path, cookie, form }, 'en');
	const urgent = await post('/meetings/urgent', { matter: '井盖破了', urgentReason: '天黑前要定' });
	const code = /\/meetings\/(\d{6})/.exec(urgent.body)![1]!;
	const overview = await request(built, { path: `/meetings/${code}`, cookie: organiser }, 'en');
	const open = { code, address: /\/m\/([a-z0-9]{10})\/watch/.exec(overview.body)![1]! };
	await post(`/meetings/${code}?/code`, { open: 'yes' });
	const joined = await post(
		`/join?code=${code}`,
		{ code, name: '田野', building: '', channel: 'hall' },
		''
	);
	return {
		...{ held: { code: DEMO_CODE, address }, open, organiser, comment, login, community },
		guest: /yitang_seat=[^;]+/.exec(joined.body)?.[0] ?? '',
		invitation: tokenIn((await post('/account?/invite', {})).body, 'welcome'),
		recovery: tokenIn((await post('/account?/recover', { login })).body, 'recover')
	};
}

const tokenIn = (body: string, page: string) =>
	new RegExp(`/${page}#([\\w.-]+)`).exec(body)?.[1] ?? '';

/** Every page and door that can be read, of both meetings, as organiser, guest and nobody. */
function pagesOf(places: Places): Ask[] {
	const routes = join(root, 'src/routes');
	const files = (readdirSync(routes, { recursive: true }) as string[]).filter((file) =>
		/\+(?:page\.svelte|server\.ts)$/.test(file)
	);
	const paths = new Set<string>();
	for (const file of files) {
		if (file.endsWith('.ts') && !/\bGET\b/.test(readFileSync(join(routes, file), 'utf8'))) continue;
		const path = `/${dirname(file)}`.replace(/\/\([^/]*\)/g, '').replace('/.', '/') || '/';
		for (const { code, address } of [places.held, places.open])
			for (const format of ['docx', 'pdf', 'md', 'json'])
				for (const name of ['agenda', 'minutes'])
					paths.add(
						path
							.replace('[code]', /^\/[mr]\//.test(path) ? address : code)
							.replace('[community]', places.community)
							.replace('[format]', format)
							.replace('[name]', name)
							.replace(/\[board\]/, 'b1')
							.replace(/\[(?:card|number)\]/, '1')
					);
	}
	const readers = [places.organiser, places.guest, ''];
	return [...paths].flatMap((path) => readers.map((cookie) => ({ path, cookie })));
}

/** Every form, filled in so that it would do something. */
function formsOf(places: Places): Ask[] {
	const { organiser, invitation, recovery, comment, login, guest, community } = places;
	const asks: Ask[] = [];
	for (const { code, address } of [places.held, places.open])
		for (const { path, action, fields } of formActions({ address, community })) {
			if (ENDS_SESSION.includes(action)) continue;
			const at = path.replace(DEMO_CODE, code) + action;
			const own: Record<string, string> = {
				...{ code, login, password: PASSWORD, old: PASSWORD, key: comment, open: 'no', seat: 's1' },
				...{ token: path === '/recover' ? recovery : invitation, number: '1', id: 'none' }
			};
			if (path === '/welcome') own.login = 'li-ping';
			// Two passwords: the old one is right, the new one strong.
			if (path === '/account') own.password = `${PASSWORD}-anew`;
			const form = Object.fromEntries(fields.map((name) => [name, own[name] ?? filled(name)]));
			// What these do is chosen, not typed; and who comes in by a code stays on its page.
			if (['?/erase', '?/remove'].includes(action))
				for (const name of fields) if (form[name] === TYPED) form[name] = '';
			const query = path === '/join' ? `?code=${code}` : '';
			asks.push({ path: at + query, form, cookie: asWhom({ path, action, fields }) });
		}
	return [...asks, { path: '/signout', form: {}, cookie: organiser }];

	function asWhom({ path }: FormAction): string {
		if (/^\/(?:join|signin|welcome|recover|r\/|s\/)/.test(path)) return '';
		return path.startsWith('/m/') ? guest : organiser;
	}
}

const filled = (name: string) =>
	['title', 'matter', 'name', 'text', 'place', 'background', 'urgentReason', 'roll'].includes(name)
		? TYPED
		: (USUAL[name] ?? '');

/** Asks, with the one-time id of the page where it is a form. The body begins with cookies and where it leads. */
async function request(
	built: Built,
	{ path, cookie, form }: Ask,
	language: string
): Promise<Heard> {
	const headers = {
		...{ origin: built.origin, accept: 'text/html', 'accept-language': language },
		...(cookie ? { cookie } : {})
	};
	const ending = AbortSignal.timeout(20_000);
	let body: URLSearchParams | undefined;
	if (form) {
		const page = new URL(path, built.origin);
		if (page.search.startsWith('?/')) page.search = '';
		const drawn = await fetch(page, { headers, redirect: 'manual', signal: ending });
		const [, once = ''] = /name="once" value="([^"]*)"/.exec(await drawn.text()) ?? [];
		body = new URLSearchParams({ ...form, once });
	}
	try {
		const method = form ? 'POST' : 'GET';
		const to = built.origin + path;
		const answer = await fetch(to, { method, headers, body, redirect: 'manual', signal: ending });
		// What goes on for ever (those who follow a record) has answered when it begins.
		const endless = answer.headers.get('content-type')?.includes('event-stream');
		const words = endless ? (await answer.body?.cancel(), '') : await answer.text();
		const { status, headers: told } = answer;
		const first = [...told.getSetCookie(), told.get('location') ?? ''].join('\n');
		return { status, body: `${first}\n${words}`, retry: told.get('retry-after') };
	} catch {
		return { status: 0, body: '', retry: null };
	}
}
