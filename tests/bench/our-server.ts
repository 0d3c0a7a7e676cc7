/**
 * Our server as a measured process: the built one, exactly as `npm start` runs it, and it answers the
 * bench.
 */
import { namesOf } from '#server/meeting/names.ts';
import type { Live } from '#server/running.ts';
import { answerParent } from './meter.ts';
import type { Copy } from './screen.ts';

/** Where the build hands its live part over to `server/main.mjs` (src/hooks.server.ts). */
const SEAM = Symbol.for('yitang.live');
const shared = globalThis as unknown as Record<symbol, (env: NodeJS.ProcessEnv) => Promise<Live>>;
/** Where it says when all pages are read. */
const PAGES = Symbol.for('yitang.pages');

const load = (file: string) => import(new URL(file, import.meta.url).href);

await load('../../build/handler.js');
const open = shared[SEAM]!;
let live: Live;
shared[SEAM] = async (env) => (live = await open(env));

async function roomOf(code: unknown) {
	const { rooms, access } = live.app;
	return ((await rooms.byCode(String(code))) ?? (await access.byKey(String(code))))!;
}

answerParent({
	/** Answers when it has read its pages: what they take of memory is no phone's. */
	settled: () => (globalThis as unknown as Record<symbol, Promise<void>>)[PAGES],
	/** The vote that was prepared last. */
	async vote({ code }): Promise<string> {
		return (await roomOf(code)).committed.state.ballots.votes.at(-1)!.id;
	},
	/** The key of the secret vote that was prepared last. */
	async blindKey({ code }): Promise<string> {
		return (await roomOf(code)).committed.state.ballots.votes.at(-1)!.blind!.keys[0]!.key;
	},
	/** What each seat of it was given. */
	async issued({ code }): Promise<Record<string, string>> {
		const { state, hidden } = (await roomOf(code)).committed;
		const { issued } = hidden.ballots.votes.get(state.ballots.votes.at(-1)!.id)!;
		return Object.fromEntries([...issued].map(([seat, { signature }]) => [seat, signature]));
	},
	/** Where a copy of this room stands that a page load would have given. */
	async where({ code }): Promise<Copy> {
		const room = await roomOf(code);
		const { seq, head } = room.committed;
		const [members, open] = (['members', 'public'] as const).map(
			(projection) => namesOf(room, projection).version
		);
		return { epoch: live.app.epoch, seq, head, names: { members: members!, public: open! } };
	}
});
await load('../../server/main.mjs');
