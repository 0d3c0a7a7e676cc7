/**
 * The notice of results as its readers get it: names by the privacy rule, and only texts that they may read.
 *
 * Invariant: before its first day and after its last one nobody but the desk gets a line of it.
 */
import { mayReadFactText } from '#lib/meeting/disclosure/disclosure.ts';
import type { Clearance } from '#lib/meeting/disclosure/decision.ts';
import type { Projection } from '#lib/meeting/directory.ts';
import { getOwn } from '#lib/meeting/get-own.ts';
import { noticeContent, type FilledNotice } from '#lib/meeting/outcomes/notice/notice-content.ts';
import { noticeStep } from '#lib/meeting/outcomes/notice/notice-step.ts';
import { isPrivate } from '#lib/meeting/plan/view.ts';
import { gather } from '#lib/meeting/record/find-references.ts';
import { isPublic, takesComments } from '#lib/meeting/record/view.ts';
import { namesOf } from '#server/meeting/names.ts';
import type { Room } from '#server/meeting/room.ts';

/** For everybody; without its lines where it is not up. */
export function publicNotice(room: Room): FilledNotice {
	const { state } = room.committed;
	const up = noticeStep(state.outcomes.notice, room.now()) === 'posted';
	const content = noticeContent(state);
	const nothing = { lines: [], dissents: [], suggestions: [] };
	return filled(room, up ? content : { ...content, ...nothing }, 'public');
}

/** For the desk, as everybody will read it; with whole names for papers that go from hand to hand. */
export function noticePreview(room: Room, names: Projection = 'public'): FilledNotice {
	return filled(room, noticeContent(room.committed.state), 'room', names);
}

function filled(
	room: Room,
	content: FilledNotice['content'],
	clearance: Clearance,
	names: Projection = 'public'
): FilledNotice {
	const { state, seq, head } = room.committed;
	const seats = new Set<string>();
	const refs = new Set<string>();
	gather(content, seats, refs);
	const { people } = namesOf(room, names);
	return {
		content,
		people: Object.fromEntries(
			[...seats].flatMap((seat) => {
				const person = getOwn(people, seat);
				return person === undefined ? [] : [[seat, person]];
			})
		),
		texts: Object.fromEntries(
			[...refs]
				.filter((id) => mayReadFactText(state, id, clearance))
				.map((id) => [id, room.texts.get(id) ?? null])
		),
		seq,
		head,
		// The record of a private meeting stays with those who took part [P18].
		recordOpen: !isPrivate(state.plan) && isPublic(state),
		takesComments: !isPrivate(state.plan) && takesComments(state, room.now())
	};
}
