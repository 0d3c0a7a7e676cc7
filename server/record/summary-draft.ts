/** What the desk begins with when it writes the lines a record opens with. */
import { recordWords } from '#lib/i18n/record-words.ts';
import { summaryDraft, type SummaryDraft } from '#lib/i18n/summary-draft.ts';
import { mayReadFactText } from '#lib/meeting/disclosure/disclosure.ts';
import { gather } from '#lib/meeting/record/find-references.ts';
import { recordFor } from '#lib/meeting/record/publish.ts';
import type { App } from '#server/app.ts';
import { namesOf } from '#server/meeting/names.ts';
import type { Room } from '#server/meeting/room.ts';

/** By the names and words that everybody may read, in the language now asked for; null before the meeting. */
export async function draftedSummary(app: App, room: Room): Promise<SummaryDraft | null> {
	const { state } = room.committed;
	if (state.plan.openedAt === null) return null;
	const record = recordFor(await app.records.whole(room), true);
	const refs = new Set<string>();
	gather(record, new Set(), refs);
	const texts = Object.fromEntries(
		[...refs]
			.filter((id) => mayReadFactText(state, id, 'public'))
			.map((id) => [id, room.texts.get(id) ?? null])
	);
	const { people } = namesOf(room, 'public');
	return summaryDraft(
		record,
		recordWords(() => ({ people, texts }))
	);
}
