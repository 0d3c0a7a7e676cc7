import { isRehearsal } from '#lib/meeting/plan/view.ts';
import type { CardsResult } from '#lib/meeting/cards/short-result.ts';
import type { TextRef } from '#lib/meeting/names.ts';
import { recordRoom } from '#server/record/address.ts';
import type { PageServerLoad } from './$types';

/** Only read: nothing here needs a script, and thousands of cards would travel twice. */
export const csr = false;

/** Every card of every round, as everybody may read them (see `server/record/page.ts`). */
export const load: PageServerLoad = async ({ params, locals, url }) => {
	const room = await recordRoom(locals, url, params.code);
	const { whole } = locals.record ?? (await locals.app.records.of(room));
	let question: TextRef | null = null;
	const rounds: { question: TextRef | null; fact: CardsResult }[] = [];
	for (const { body } of whole.record.lines) {
		if (body.is !== 'fact') continue;
		if (body.fact.what === 'cards-asked') ({ question } = body.fact);
		if (body.fact.what === 'cards-result' && body.fact.board)
			rounds.push({ question, fact: body.fact });
	}
	return { key: room.addressKey, rehearsal: isRehearsal(room.committed.state.plan), whole, rounds };
};
