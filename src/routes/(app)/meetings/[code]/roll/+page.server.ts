import { fail, redirect } from '@sveltejs/kit';
import type { Command } from '#lib/meeting/registry.ts';
import { refuse, type Refusal } from '#lib/meeting/refusal.ts';
import { choosable } from '#lib/community/choosable.ts';
import { notAtMeeting } from '#lib/community/community-roll.ts';
import { communityOf, peopleAt, wouldSaveBack } from '#server/community/meetings.ts';
import { pasteRoll, type PastedLine } from '#lib/meeting/roll/paste.ts';
import { LIST_BYTES, readForm } from '#server/http/form.ts';
import { catchNotSavedWith } from '#server/auth/catch-not-saved.ts';
import { shareOriginOf } from '#server/addresses.ts';
import { onceFor, onceOf, ownRoom, sendAsOrganiser } from '#server/auth/organiser.ts';
import { eventOf } from '#server/meeting/chain.ts';
import { seatLink } from '#server/meeting/links.ts';
import type { OnceId } from '#server/auth/once.ts';
import type { Room } from '#server/meeting/room.ts';
import { typedEntry } from '../../../roll-entry.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';
import { fieldText } from '#lib/meeting/words.ts';

export const load: PageServerLoad = async ({ locals, url, params }) => {
	const room = await ownRoom(locals, url, params.code);
	const seat = url.searchParams.get('seat');
	const known = seat !== null && Object.hasOwn(room.committed.state.roll.seats, seat);
	const origin = shareOriginOf(locals.app, url);
	const community = await communityOf(locals.app, room, locals.account!.account!);
	const back = community && wouldSaveBack(room, community.roll);
	return {
		once: onceFor(locals, 'desk'),
		chosen: known ? { id: seat, link: seatLink(locals.app, origin, room, seat) } : null,
		find: url.searchParams.get('find') ?? '',
		/** Its community: who of the roll is not at this meeting, and what saving this list back would do. */
		community: community && {
			id: community.id,
			name: community.name,
			others: choosable(
				notAtMeeting(
					community.roll,
					peopleAt(room).map(({ person }) => person)
				)
			),
			added: back!.added.map(({ name }) => name),
			changed: back!.changed.map(({ entry }) => entry.name)
		}
	};
};

const word = (form: FormData, name: string) => fieldText(form.get(name));

const typed = (form: FormData) => ({ roll: String(form.get('roll') ?? '') });

export const actions: Actions = catchNotSavedWith<Actions>(typed, {
	/** Pasted lines; all or none. A refusal's line is told as it stands in what was pasted. */
	add: async ({ locals, url, params, request }) => {
		const room = await ownRoom(locals, url, params.code);
		const form = await readForm(request, LIST_BYTES);
		const roll = String(form.get('roll') ?? '');
		const once = onceOf(locals, form, 'desk');
		const again = { roll, once: onceFor(locals, 'desk') };
		if (!once) return fail(400, { refused: refuse('page-old'), ...again });
		const { lines, problems } = pasteRoll(roll);
		if (problems.length > 0) return fail(400, { problems: problems.slice(0, 100), ...again });
		if (lines.length === 0) return fail(400, { refused: refuse('name-missing'), ...again });
		const entries = lines.map(({ entry }) => entry);
		const answer = await sendAsOrganiser(locals, room, { type: 'roll.add', entries }, once.key);
		if ('refused' in answer) {
			const line = lines[Number(answer.detail?.line) - 1]?.line;
			const detail = line === undefined ? answer.detail : { ...answer.detail, line };
			return fail(400, { refused: { ...answer, ...(detail ? { detail } : {}) }, ...again });
		}
		const refused = await noteLeave(locals, room, answer.seq, lines, once);
		// Sent again from the same page it adds nobody twice, and does what is left.
		if (refused) return fail(400, { refused, roll, once: String(form.get('once')) });
		return { added: entries.length };
	},
	/** People of the community's roll, chosen for this meeting too [W4]. */
	listed: async ({ locals, url, params, request }) => {
		const room = await ownRoom(locals, url, params.code);
		const form = await readForm(request, LIST_BYTES);
		const once = onceOf(locals, form, 'desk');
		const again = { once: onceFor(locals, 'desk') };
		if (!once) return fail(400, { refused: refuse('page-old'), ...again });
		const community = await communityOf(locals.app, room, locals.account!.account!);
		const ids = new Set(form.getAll('listed').map(String));
		const entries = (community?.roll ?? []).flatMap(({ id, entry }) =>
			ids.has(id) ? [entry] : []
		);
		if (entries.length === 0) return fail(400, { refused: refuse('name-missing'), ...again });
		const answer = await sendAsOrganiser(locals, room, { type: 'roll.add', entries }, once.key);
		if ('refused' in answer) return fail(400, { refused: answer, ...again });
		return { added: entries.length };
	},
	/** What this list says more, or otherwise, goes to the community's roll [W5]. */
	saveBack: async ({ locals, url, params }) => {
		const room = await ownRoom(locals, url, params.code);
		const community = await communityOf(locals.app, room, locals.account!.account!);
		const again = { once: onceFor(locals, 'desk') };
		if (!community) return fail(404, { refused: refuse('unknown-meeting'), ...again });
		const saved = await locals.app.communityRoll.saveBack(community.id, (roll) =>
			wouldSaveBack(room, roll)
		);
		if ('refused' in saved) return fail(400, { refused: saved, ...again });
		return { savedBack: { added: saved.added.length, changed: saved.changed.length } };
	},
	change: (event) =>
		sendCommand(event, (form) => ({
			type: 'roll.change',
			seat: word(form, 'seat'),
			change: typedEntry(form)
		})),
	remove: (event) =>
		sendCommand(event, (form) => ({ type: 'roll.remove', seat: word(form, 'seat') })),
	erase: (event) => sendCommand(event, (form) => ({ type: 'plan.erase', text: word(form, 'seat') }))
});

/**
 * Who asked for leave in a remark of the list is on leave. `seq`: where the list was added, once, with its seats in the
 * order of its lines; the room has gone on since. Gives the first refusal.
 */
async function noteLeave(
	locals: App.Locals,
	room: Room,
	seq: number,
	lines: readonly PastedLine[],
	once: OnceId
): Promise<Refusal | null> {
	if (!lines.some(({ leave }) => leave)) return null;
	const row = await locals.app.journal.row(room.meeting, seq);
	const added = row && eventOf(row.line);
	const seats = added?.type === 'roll.added' ? added.body.seats : [];
	for (const [n, { id: seat }] of seats.entries()) {
		// Whoever was taken off the roll since needs no leave.
		if (!lines[n]?.leave || !Object.hasOwn(room.committed.state.roll.seats, seat)) continue;
		const command: Command = { type: 'attendance.leave', seat };
		const answer = await sendAsOrganiser(locals, room, command, once.keyFor(command));
		if ('refused' in answer) return answer;
	}
	return null;
}

async function sendCommand(event: RequestEvent, command: (form: FormData) => Command) {
	const { locals, url, params, request } = event;
	const room = await ownRoom(locals, url, params.code);
	const form = await readForm(request, LIST_BYTES);
	const once = onceOf(locals, form, 'desk');
	const again = { once: onceFor(locals, 'desk') };
	if (!once) return fail(400, { refused: refuse('page-old'), ...again });
	const said = command(form);
	const answer = await sendAsOrganiser(locals, room, said, once.keyFor(said));
	if ('refused' in answer) return fail(400, { refused: answer, ...again });
	redirect(303, `/meetings/${room.code}/roll`);
}
