/**
 * Every form action of every page, with every field filled in as no page would: values out of the list,
 * keys that every object has, too much, nothing, twice, a file. What is right is an answer below 500.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DEMO_CODE } from '#server/demo/scenario-a.ts';
import { PASSWORD, type Built, type Demo } from './built.ts';

const routes = join(import.meta.dirname, '../../src/routes');

export interface FormAction {
	/** Address of the page. */
	path: string;
	/** `?/name`, or nothing. */
	action: string;
	/** Those of the page, less what other actions alone read. */
	fields: string[];
}

/** These end the session with which they are asked for. */
export const ENDS_SESSION = ['?/out', '?/everywhere'];
/** These make another meeting in the place of the demo: all else is tried before. */
const REPLACES = ['?/again', '?/wipe'];
/** Here a try may end sessions too, and wrong passwords make the next try of their account slow. */
export const ASKS_PASSWORD = ['/signin', '/account?/password'];

/** All form actions, found in the sources. */
export function formActions({
	address,
	community
}: Pick<Demo, 'address' | 'community'>): FormAction[] {
	const files = (readdirSync(routes, { recursive: true }) as string[])
		.map((file) => file.replaceAll('\\', '/'))
		.filter((file) => file.endsWith('+page.server.ts'));
	return files.flatMap((file) => {
		const source = readFileSync(join(routes, file), 'utf8');
		const [, body] =
			/export const actions: Actions = (?:\w+<Actions>\((?:typed, )?)?\{\n([\s\S]*?)\n\}\)?;/.exec(
				source
			) ?? [];
		if (!body) return [];
		const code = file.startsWith('(public)/r/') ? address : DEMO_CODE;
		const path = `/${dirname(file)}`
			.replace(/\/\([^/]*\)/g, '')
			.replace('[code]', code)
			.replace('[community]', community);
		const near = sourcesNear(file);
		const parts = near.flatMap((one) => declared(readFileSync(one, 'utf8')));
		const page = namesIn(near.map((one) => readFileSync(one, 'utf8')).join(''));
		const does = body.split(/^(?=\t\w+(?::| ?\())/m).flatMap((lines) => {
			const [, name] = /^\t(\w+)(?::| ?\()/.exec(lines) ?? [];
			return name ? [{ name, reads: namesIn(withCalled(lines, parts)) }] : [];
		});
		return does.map(({ name, reads }) => ({
			path: path || '/',
			action: name === 'default' ? '' : `?/${name}`,
			fields: [...page].filter(
				(one) => reads.has(one) || !does.some((other) => other.reads.has(one))
			)
		}));
	});
}

/** A page's own files, and what they have of other folders of the routes. */
function sourcesNear(file: string): string[] {
	const folder = dirname(join(routes, file));
	const own = readdirSync(folder).filter((name) => name.endsWith('.svelte'));
	const near = new Set([join(routes, file), ...own.map((name) => join(folder, name))]);
	// A set goes on with what is added to it meanwhile.
	for (const one of near)
		for (const [, name] of readFileSync(one, 'utf8').matchAll(/ from '(\.[^']+\.(?:svelte|ts))'/g))
			near.add(join(dirname(one), name!));
	return [...near];
}

/** What a source declares at its outermost, by name; its page's load and actions apart. */
function declared(source: string): { name: string; words: string }[] {
	return source.split(/^(?=(?:export )?(?:async )?(?:const|function) )/m).flatMap((words) => {
		const [, name] = /^(?:export )?(?:async )?(?:const|function) (\w+)/.exec(words) ?? [];
		return name && !['load', 'actions'].includes(name) ? [{ name, words }] : [];
	});
}

/** These lines, and all that they call, and that calls. */
function withCalled(lines: string, parts: ReturnType<typeof declared>): string {
	const called = new Set([lines]);
	for (const one of called)
		for (const { name, words } of parts)
			if (new RegExp(`\\b${name}\\b`).test(one)) called.add(words);
	return [...called].join('');
}

/** Names of inputs, and those that a server half reads; the one-time id is taken from the page. */
const namesIn = (source: string) =>
	new Set(
		[...source.matchAll(/\bname="(\w+)"|\((?:form, )?'(\w+)'\)/g)]
			.map(([, a, b]) => (a ?? b)!)
			.filter((name) => name !== 'once')
	);

/** What stands in a field when another one is tried. */
export const USUAL: Record<string, string> = {
	...{ template: 'seven-set', preset: 'twelve-rules', title: '试一试', matter: '怎样办老年食堂？' },
	...{ itemTitle: '用途', itemMinutes: '20', name: '王桂芳', building: '1号楼', code: DEMO_CODE },
	...{
		channel: 'hall',
		role: 'member',
		seat: 's1',
		quorum: 'over-half',
		roll: '王桂芳',
		how: 'other'
	}
};

const FILE = '(a file)';
const MISSING = '(no such field)';
/** Percent-encoded already, for bytes that are no text. */
const RAW: Record<string, string> = { surrogate: '%ED%A0%80', half: '%F0%A0' };
export const HOSTILE = [
	...['junk', '__proto__', 'constructor', '', '-1', '1e999', '\u0000', '9'.repeat(400)],
	...['𠮷'.repeat(300), 'x'.repeat(100_000), '<script>', 'money', '__proto__ __proto__'],
	...['surrogate', 'half', FILE, MISSING]
];

export interface Walk {
	sent: number;
	/** What was answered with 500 or more, or not at all. */
	faults: string[];
}

/**
 * Tries each action with some values in all fields at once; if `each`, with each value in all and in each
 * alone.
 */
export async function walkForms(built: Built, demo: Demo, each: boolean): Promise<Walk> {
	const walk: Walk = { sent: 0, faults: [] };
	const owner: Organiser = { cookie: demo.cookie, usual: USUAL };
	const posts = formActions(demo).flatMap((form, at) =>
		HOSTILE.flatMap((value, n) => {
			// What is on no list is tried everywhere; of the rest a sixth, another one
			// for each action, and none where a password is hashed, which takes long by intention.
			const turn = (n + at) % 6 === 0 && !form.fields.includes('password');
			if (!each) return n === 0 || turn ? [{ form, value, spoilt: form.fields }] : [];
			// Who signs out has typed nothing.
			const alone = ENDS_SESSION.includes(form.action) ? [] : form.fields.map((field) => [field]);
			// Each of these waits, and needs an organiser of its own: each value, in all fields or in one.
			if (ASKS_PASSWORD.includes(form.path + form.action)) {
				const every = [form.fields, ...alone];
				return [{ form, value, spoilt: every[n % every.length]! }];
			}
			// Without a field there is nothing to spoil.
			if (form.fields.length === 0 && n > 0) return [];
			return [form.fields, ...alone].map((spoilt) => ({ form, value, spoilt }));
		})
	);
	const late = ({ form }: { form: FormAction }) => Number(REPLACES.includes(form.action));
	const next = posts.toSorted((a, b) => late(a) - late(b))[Symbol.iterator]();
	const talk = async () => {
		for (const { form, value, spoilt } of next) {
			const own =
				ENDS_SESSION.includes(form.action) || ASKS_PASSWORD.includes(form.path + form.action);
			const who = own ? await newcomer(built, owner, form) : owner;
			const status = await tried(() => post(built, who, form, spoilt, value));
			walk.sent += 1;
			if (status > 0 && status < 500) continue;
			const what = `${spoilt.join(' ')} = ${value.slice(0, 40)}`;
			walk.faults.push(`${status} ${form.path}${form.action} ${what}`);
		}
	};
	await Promise.all(Array.from({ length: 6 }, talk));
	return walk;
}

/** Once more when the line was closed in the moment in which it was used again. */
const tried = (once: () => Promise<number>) => once().catch(() => once().catch(() => 0));

/** Who fills in a form, and what is right in theirs. */
interface Organiser {
	cookie: string;
	usual: Record<string, string>;
}

let invited = 0;

/** An organiser with nothing to lose; their password stands where the form asks for it. */
async function newcomer({ origin }: Built, by: Organiser, form: FormAction): Promise<Organiser> {
	const headers = { origin, accept: 'text/html' };
	const send = (path: string, cookie: string, fields: Record<string, string>) =>
		fetch(origin + path, {
			...{ method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) },
			headers: { ...headers, cookie }
		});
	const page = await fetch(`${origin}/account`, { headers: { cookie: by.cookie } });
	const once = onceIn(await page.text());
	const invitation = await send('/account?/invite', by.cookie, { once });
	const [, token = ''] = /\/welcome#([\w-]+)/.exec(await invitation.text()) ?? [];
	const login = `newcomer-${(invited += 1)}`;
	const came = await send('/welcome', '', { token, login, name: '新来的', password: PASSWORD });
	const [cookie] = came.headers.getSetCookie();
	if (!cookie) throw new Error(`nobody could be invited: ${came.status} ${await came.text()}`);
	const password = form.path === '/signin' ? PASSWORD : `another-${PASSWORD}`;
	const usual = { ...USUAL, login, old: PASSWORD, password };
	return { cookie: cookie.split(';')[0]!, usual };
}

const onceIn = (page: string) => /name="once" value="([^"]*)"/.exec(page)?.[1] ?? '';

async function post(
	{ origin }: Built,
	{ cookie, usual }: Organiser,
	{ path, action, fields }: FormAction,
	spoilt: string[],
	value: string
): Promise<number> {
	const headers = { origin, cookie, accept: 'text/html' };
	const once = onceIn(await (await fetch(origin + path, { headers, redirect: 'manual' })).text());
	const pairs = fields
		.map((field) => [field, spoilt.includes(field) ? value : (usual[field] ?? '')] as const)
		.filter(([, content]) => content !== MISSING);
	let body: FormData | string;
	if (value === FILE) {
		body = new FormData();
		body.set('once', once);
		for (const [field, content] of pairs)
			body.set(field, content === FILE ? new Blob(['x']) : content);
	} else
		body = [['once', once] as const, ...pairs]
			.map(([field, content]) => `${field}=${RAW[content] ?? encodeURIComponent(content)}`)
			.join('&');
	const type = { 'content-type': 'application/x-www-form-urlencoded' };
	const answer = await fetch(origin + path + action, {
		...{ method: 'POST', redirect: 'manual', body },
		headers: { ...headers, ...(typeof body === 'string' ? type : {}) }
	});
	await answer.arrayBuffer();
	return answer.status;
}
