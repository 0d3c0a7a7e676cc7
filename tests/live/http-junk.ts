/** Requests that no browser sends, made by chance that can be repeated; bytes, not calls of a client. */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DEMO_CODE } from '#server/demo/scenario-a.ts';
import { ENDS_SESSION, type FormAction } from './form-walk.ts';

/** What the requests may know: a right address and a right session get further in. */
export interface Known {
	port: number;
	cookie: string;
	/** The unguessable part of the meeting's address, and whose meeting it is. */
	address: string;
	community: string;
	/** Paths of built files. */
	files: string[];
	/** All forms, and the fields that they read. */
	forms: readonly FormAction[];
}

export interface Junk {
	bytes: Buffer;
	/** Its end is where it says it is: others may follow on the same connection. */
	framed: boolean;
}

type Chance = () => number;
const one = <T>(chance: Chance, of: readonly T[]): T => of[Math.floor(chance() * of.length)]!;

const METHODS = ['GET', 'GET', 'GET', 'POST', 'POST', 'POST', 'HEAD', 'PUT', 'PATCH', 'DELETE'];
const ODD_METHODS = ['OPTIONS', 'TRACE', 'PROPFIND', 'LOCK', 'M-SEARCH', 'get', 'FOO', 'CONNECT'];

const words = (list: string) => list.trim().split(/\s+/);

const ROUTES = [
	...new Set(
		(readdirSync(join(import.meta.dirname, '../../src/routes'), { recursive: true }) as string[])
			.filter((file) => /(?:^|\/)\+(?:page\.svelte|page\.server\.ts|server\.ts)$/.test(file))
			.map((file) => `/${dirname(file)}`.replaceAll(/\/\([^/]*\)|\/\.$/g, ''))
	)
];
/** What stands where a route has a parameter: right ones, near ones, and names that every object has. */
const VALUES_OF: Record<string, readonly string[]> = {
	format: words('md pdf docx json __proto__ constructor'),
	board: words('b1 b9 __proto__'),
	card: words('card c1 constructor'),
	number: words('1 0 -1 NaN'),
	name: words('agenda minutes constructor'),
	vote: words('v1 v9 __proto__'),
	paper: words('notice tasks chart-a3 suggestion-1 suggestion-99 constructor'),
	result: words('1 0 99 01 constructor')
};
/** Not routes of the folder, or not with what stands there by rights. */
const OTHERS = words(`/live/ /documents/x/minutes.y /_app/version.json /_app/env.js
	/_app/immutable/gone.js /_app/remote/constructor/x /icon.svg /nothing/here`);

/** A page or a door, found in the routes folder. The meeting's own are under its address, which nobody guesses. */
function pathOf(chance: Chance, { address, community }: Known): string {
	if (chance() < 0.08) return one(chance, OTHERS);
	const route = one(chance, ROUTES);
	// The six digits are the right name of an organiser's page, and of nothing else.
	const right = route.startsWith('/meetings/')
		? DEMO_CODE
		: route.includes('[community]')
			? community
			: address;
	const codes = [right, right, right, DEMO_CODE, address];
	return route.replaceAll(/\[(\w+)\]/g, (_, parameter: string) =>
		one(chance, VALUES_OF[parameter] ?? codes)
	);
}
const BROKEN = words('% %ff %c0%af %E4%BD %u4e00 %00 %2e%2e%2f %25 %2 %0d%0a');
const TAILS = words('/__data.json /__route.js / // /.. /../../etc/passwd /. ;a=b');
const TARGETS = [...words('// /// * ? //evil.example/ http:// http://[ http://a@b/'), ''];
const QUERIES = words(`
	?/nothing ?/constructor ?/__proto__ ?/toString ?/default ?/ ?code=% ?code=110411 ?seat=__proto__ ?k=%ff ?lang=xx
	?lang=en&elder=9 ?x-sveltekit-invalidated=% ?x-sveltekit-invalidated=0101
	?x-sveltekit-trailing-slash=1 ?to=//evil.example ?to=%00 ?at=-1 ?narrow ?m=%&EIO=4
	?${'q='.repeat(400)}`);
/** Fields that HTTP allows, with values that make no sense. */
const HEADERS = `
If-None-Match: "
If-None-Match: W/"x", "y
If-None-Match: *
Accept-Language: ;q=
Accept-Language: zh;q=9e9,*;q=x
Range: bytes=5-2
Range: bytes=-
Range: bytes=99999999-
Range: bytes=0-1,3-4
Range: x
Accept: application/json
Accept: x;q=,*/*
Accept: text/html
Accept: text/event-stream, text/html;q=0
Accept-Encoding: gzip;q=0, br
If-Modified-Since: yesterday
X-Forwarded-Proto: https,http
X-Forwarded-Proto: %
X-Forwarded-For: %
X-Forwarded-Host: a b
Forwarded: =
Host: two.example
X-Sveltekit-Action: true
X-Sveltekit-Pathname: %
X-Http-Method-Override: DELETE
Origin: null
Origin: https://evil.example
Origin: http://[
Referer: %
TE: trailers
Sec-WebSocket-Key: x
Cookie: yitang_seat=a.b
Cookie: yitang_seat=..; yitang_account=%
Cookie: =;;=,;__proto__=1
Cookie: yitang_language=%E4; yitang_elder=x`
	.trim()
	.split('\n')
	.concat(
		`If-None-Match:${' '.repeat(300)},`,
		`Accept-Language: ${'zh,'.repeat(400)}`,
		`Cookie: ${'a=b; '.repeat(300)}`,
		`X-Long: ${'x'.repeat(9000)}`
	);
/** Fields that end the connection, or say something about it. */
const LINE_HEADERS = `
Accept-Encoding: \x01
X-Nothing
: nothing
Bad Name: x
X-Controls: \x00\x7f
Content-Length: 0
Connection: upgrade, close
Upgrade: h2c
Expect: 100-continue
Expect: nonsense
Host: a/b`
	.trim()
	.split('\n')
	.concat('Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: A');
const FIELDS = words('template preset title seat role code name key roll once __proto__');
const VALUES = [
	'',
	'x',
	'%',
	'%ff',
	'__proto__',
	'居民',
	'a'.repeat(3000),
	'-1',
	'\u0000',
	'110411'
];
const FORM = 'application/x-www-form-urlencoded';

/** One request. */
export function junk(chance: Chance, known: Known): Junk {
	const often = (share: number) => chance() < share;
	const form = often(0.25) ? one(chance, known.forms) : null;
	const path = often(0.1) ? one(chance, known.files) : pathOf(chance, known);
	let target = form ? form.path + form.action : path;
	if (often(0.2)) target += one(chance, TAILS);
	if (often(0.12)) target = splice(chance, target, one(chance, BROKEN));
	if (often(0.35)) target += one(chance, QUERIES);
	if (often(0.04)) target = one(chance, TARGETS);
	if (often(0.05)) target = `http://127.0.0.1:${known.port}${target}`;
	const usual = form && often(0.9) ? 'POST' : one(chance, METHODS);
	const method = often(0.06) ? one(chance, ODD_METHODS) : usual;
	const host = `127.0.0.1:${known.port}`;
	const lines = [
		`${method} ${target} HTTP/${often(0.02) ? one(chance, ['1.0', '9.9', '2']) : '1.1'}`
	];
	const named = !often(0.02);
	const wrong = ['', 'x y', '%', '[::1', 'a@b'];
	if (named) lines.push(`Host: ${often(0.03) ? one(chance, wrong) : host}`);
	// So many that the pages behind the checks of origin and session are reached.
	if (often(0.8)) lines.push(`Origin: http://${host}`);
	// A session that one request ended would keep all that follow at the door.
	const ends =
		/signout|signin|password/.test(target) || ENDS_SESSION.some((end) => target.includes(end));
	if (!ends && often(0.6)) lines.push(`Cookie: ${known.cookie}`);
	while (often(0.4)) lines.push(one(chance, HEADERS));
	const odd = often(0.05);
	if (odd) lines.push(one(chance, LINE_HEADERS));
	const said = lines.join('\r\n');
	const simple = ['GET', 'HEAD'].includes(method) && often(0.97);
	const { headers, body, framed } = simple ? NO_BODY : bodyOf(chance, form?.fields ?? FIELDS);
	const head = `${[said, ...headers].join('\r\n')}\r\n\r\n`;
	const plain = METHODS.includes(method) && lines[0]!.endsWith('HTTP/1.1') && named && !odd;
	return { bytes: Buffer.concat([Buffer.from(head, 'latin1'), body]), framed: framed && plain };
}

const NO_BODY = { headers: [] as string[], body: Buffer.alloc(0), framed: true };

function bodyOf(
	chance: Chance,
	names: readonly string[]
): { headers: string[]; body: Buffer; framed: boolean } {
	const fields = Array.from({ length: 1 + Math.floor(chance() * 4) }, () => [
		one(chance, names.length > 0 ? names : FIELDS),
		one(chance, VALUES)
	]);
	const typed = fields.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
	const part = (name: string) => `--b\r\nContent-Disposition: form-data; name="${name}"`;
	const [type, content] = one(chance, [
		[FORM, typed],
		[FORM, '%=%ff&&&=&__proto__=1'],
		[FORM, typed],
		['multipart/form-data; boundary=b', `${part('roll')}\r\n\r\nx\r\n--b--\r\n`],
		['multipart/form-data; boundary=b', `${part('seat')}; filename="x"\r\n\r\n\xff\r\n--b--`],
		['multipart/form-data; boundary=b', 'nothing of the kind'],
		['multipart/form-data', typed],
		['multipart/form-data; boundary=', '--\r\n\r\n--'],
		['application/json', '{"a":'],
		['text/plain', typed],
		['application/x-sveltekit-formdata', '\x00\x01'],
		['%', typed],
		['', '\xff'.repeat(50)]
	] as const);
	const body = Buffer.from(content, 'latin1');
	const headers = type ? [`Content-Type: ${type}`] : [];
	const length = (n: number | string) => [...headers, `Content-Length: ${n}`];
	const chunked = [...headers, 'Transfer-Encoding: chunked'];
	const chunks = (text: string) => Buffer.from(text, 'latin1');
	const hex = body.length.toString(16);
	switch (Math.floor(chance() * 14)) {
		case 0:
			return { headers: length(body.length + 7), body, framed: false };
		case 1:
			return { headers: length(Math.floor(body.length / 2)), body, framed: false };
		case 2:
			return { headers: length(one(chance, ['-1', 'x', '1e9', '3000000'])), body, framed: false };
		case 3:
			return { headers: chunked, body: chunks('zz\r\nnonsense\r\n0\r\n\r\n'), framed: false };
		case 4:
			return { headers: chunked, body: chunks(`ffffffff\r\n${content}`), framed: false };
		case 5:
			return { headers: [...chunked, 'Content-Length: 3'], body, framed: false };
		case 6:
		case 7:
			return { headers: chunked, body: chunks(`${hex}\r\n${content}\r\n0\r\n\r\n`), framed: true };
		default:
			return { headers: length(body.length), body, framed: true };
	}
}

function splice(chance: Chance, text: string, bit: string): string {
	const at = 1 + Math.floor(chance() * text.length);
	return text.slice(0, at) + bit + text.slice(at);
}
