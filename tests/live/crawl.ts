/**
 * Everything that one reader can get of a meeting: every page's data and every endpoint of the routes
 * folder, found by listing it, so that a new route is read too; and what an open socket was told.
 */
import type { Session } from '#server/auth/session.ts';
import type { App } from '#server/app.ts';
import type { Room } from '#server/meeting/room.ts';

/** Who asks: with a seat's session, an organiser's, a paired screen's, or none. */
export interface Reader {
	seat: Session | null;
	account: Session | null;
	/** The big screen's. */
	display: Session | null;
}

type Load = (event: unknown) => unknown;
interface Module {
	load?: Load;
	GET?: Load;
}

const MODULES = import.meta.glob<Module>([
	'../../src/routes/**/+page.server.ts',
	'../../src/routes/**/+layout.server.ts',
	'../../src/routes/**/+server.ts'
]);

/** Values that stand for a route's parameters; a route is asked once for each combination. */
export type Params = Record<string, readonly string[]>;

/** `[route, what came]` for each address; '' where the reader is turned away. */
export async function crawl(
	app: App,
	room: Room,
	reader: Reader,
	params: Params = {}
): Promise<[string, string][]> {
	const values: Params = {
		code: [room.code, room.addressKey],
		format: ['md', 'json'],
		name: ['agenda', 'minutes'],
		paper: ['notice', 'tasks', 'ledger', 'letter', 'certificate', 'chart'],
		result: ['1'],
		board: room.committed.state.cards.boards.map(({ id }) => id),
		vote: ['none', ...room.committed.state.ballots.votes.map(({ id }) => id)],
		card: ['none'],
		number: ['1'],
		// Of a text of agreement: who may have signed it, and photographs of signed sheets.
		row: [
			...room.committed.state.roll.order,
			...(room.committed.state.agreements.offered?.photos ?? []).map(({ id }) => id)
		],
		community: ['none'],
		key: [room.addressKey, app.venueChecks.open(room.meeting)],
		...params
	};
	const came: [string, string][] = [];
	for (const [file, open] of Object.entries(MODULES).sort()) {
		const { load, GET } = await open();
		const route = file.replace('../../src/routes', '').replace(/\/\+[^/]*$/u, '') || '/';
		for (const given of combinations(route, values))
			for (const ask of [load, GET])
				if (ask) {
					const event = eventFor(app, room, reader, route, given);
					came.push([`${file} ${JSON.stringify(given)}`, await answerOf(ask, event)]);
				}
	}
	return came;
}

/** As SvelteKit would hand it over. */
function eventFor(
	app: App,
	room: Room,
	reader: Reader,
	route: string,
	params: Record<string, string>
): unknown {
	const url = new URL(`http://127.0.0.1:8080${route}?code=${room.code}`);
	return {
		...{ params, url, route: { id: route }, isDataRequest: true, request: new Request(url) },
		locals: { app, https: false, record: undefined, ...reader },
		cookies: { get: () => undefined, set() {}, delete() {} },
		getClientAddress: () => '203.0.113.7',
		setHeaders() {},
		depends() {},
		parent: async () => ({})
	};
}

async function answerOf(ask: Load, event: unknown): Promise<string> {
	try {
		return await read(await ask(event));
	} catch (thrown) {
		// Refused or sent elsewhere is an answer; whatever else is thrown is a fault.
		const { status } = thrown as { status?: number };
		if (status === undefined || status >= 500) throw thrown;
		return '';
	}
}

function combinations(route: string, values: Params): Record<string, string>[] {
	const names = [...route.matchAll(/\[([^\]]+)\]/gu)].map(([, name]) => name!);
	return names.reduce<Record<string, string>[]>(
		(all, name) => {
			const some = values[name];
			if (!some) throw new Error(`nobody says what [${name}] may be in ${route}`);
			return all.flatMap((known) => some.map((value) => ({ ...known, [name]: value })));
		},
		[{}]
	);
}

/** The words of an answer; of a stream what it begins with. */
async function read(answer: unknown): Promise<string> {
	if (!(answer instanceof Response)) return JSON.stringify(answer) ?? '';
	if (answer.status >= 400 || !answer.body) return '';
	if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) return answer.text();
	const reader = answer.body.getReader();
	const { value } = await reader.read();
	await reader.cancel();
	return new TextDecoder().decode(value);
}
