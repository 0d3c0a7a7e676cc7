/**
 * Our server as a measured process: the built one, exactly as `npm start` runs it, and it answers the
 * bench.
 */
import { namesOf } from '#server/meeting/names.ts';
import { builtApp, listen, pagesRead, readBuilt } from './built-server.ts';
import { answerParent } from './meter.ts';
import type { Copy } from './screen.ts';

await readBuilt();

async function roomOf(code: unknown) {
	const { rooms, access } = builtApp();
	return ((await rooms.byCode(String(code))) ?? (await access.byKey(String(code))))!;
}

answerParent({
	settled: pagesRead,
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
		return { epoch: builtApp().epoch, seq, head, names: { members: members!, public: open! } };
	}
});
await listen();
