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
	fields: string[];
}

/** These end the session with which they are asked for. */
export const ENDS_SESSION = ['?/out', '?/everywhere'];
/** These make another meeting in the place of the demo: all else is tried before. */
const REPLACES = ['?/again', '?/wipe'];
/** Here a try may end sessions too, and wrong passwords make the next try of their account slow. */
export const ASKS_PASSWORD = ['/signin', '/account?/password'];

/** All form actions, found in the sources. `address`: the unguessable part of the meeting's. */
export function formActions(address: string): FormAction[] {
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
		const path = `/${dirname(file)}`.replace(/\/\([^/]*\)/g, '').replace('[code]', code);
		const names = [...body.matchAll(/^\t(\w+)(?::| ?\()/gm)].map(([, name]) => name!);
		const fields = fieldsOf(file, source);
		return names
			.map((name) => (name === 'default' ? '' : `?/${name}`))
			.map((action) => ({ path: path || '/', action, fields }));
	});
}

/** Names that the page's inputs have or its server half reads; `plan-form.ts` is the form of two pages. */
function fieldsOf(file: string, source: string): string[] {
	const folder = dirname(join(routes, file));
	const near = readdirSync(folder).filter((name) => name.endsWith('.svelte'));
	let read = source + near.map((name) => readFileSync(join(folder, name), 'utf8')).join('');
	if (source.includes('plan-form.ts'))
		read += readFileSync(join(routes, '(app)/meetings/plan-form.ts'), 'utf8');
	const named = /\bname="(\w+)"|\((?:form, )?'(\w+)'\)/g;
	return [...new Set([...read.matchAll(named)].map(([, a, b]) => (a ?? b)!))];
}

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
export async function walkForms(
	built: Built,
	{ cookie, address }: Demo,
	each: boolean
): Promise<Walk> {
	const walk: Walk = { sent: 0, faults: [] };
	const owner: Organiser = { cookie, usual: USUAL };
	const posts = formActions(address).flatMap((form, at) =>
		HOSTILE.flatMap((value, n) => {
			// What is on no list is tried everywhere; of the rest a sixth, another one
			// for each action, and none where a password is hashed, which takes long by intention.
			const turn = (n + at) % 6 === 0 && !form.fields.includes('password');
			if (!each) return n === 0 || turn ? [{ form, value, spoilt: form.fields }] : [];
			// Who signs out has typed nothing.
			const alone = ENDS_SESSION.includes(form.action) ? [] : form.fields.map((field) => [field]);
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
		.filter((field) => field !== 'once')
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
