import { fail, redirect } from '@sveltejs/kit';
import { voteOf } from '#lib/meeting/ballots/ballots.ts';
import { seatsOf } from '#lib/meeting/roll/seat-holders.ts';
import type { Channel } from '#lib/meeting/names.ts';
import { asStrangersSee } from '#lib/meeting/directory.ts';
import type { Seat } from '#lib/meeting/roll/roll.ts';
import { isForWhoeverComes } from '#lib/meeting/roll/view.ts';
import { hallNames, NAMES_AT_ONCE } from '#lib/meeting/roll/hall-names.ts';
import { isRehearsal, signInOf } from '#lib/meeting/plan/view.ts';
import { refuse } from '#lib/meeting/refusal.ts';
import { readForm } from '#server/http/form.ts';
import { catchNotSavedWith } from '#server/auth/catch-not-saved.ts';
import { screenOf } from '#server/auth/arrival.ts';
import { isAddressKey } from '#server/auth/address-key.ts';
import { codeDesk, digitsOf } from '#server/auth/codes.ts';
import { askForSeat, joinAsGuest } from '#server/auth/doors.ts';
import { checkHallKey, PRESS_WITHIN } from '#server/auth/hall-key.ts';
import { callerOf } from '#server/auth/meeting-access.ts';
import { networkOfRequest } from '#server/auth/network.ts';
import { shortLinkOf } from '#server/auth/short-links.ts';
import type { Room } from '#server/meeting/room.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';
import { fieldText } from '#lib/meeting/words.ts';

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const typed = url.searchParams.get('code') ?? '';
	if (typed === '') return { typed, wrong: null, meeting: null };
	const short = shortLinkOf(typed);
	if (short) redirect(303, `/s/${short.code}-${short.letters}`);
	if (digitsOf(typed) === null && !isAddressKey(typed.trim()))
		return { typed, wrong: 'short' as const, meeting: null };
	const room = await codeDesk.find(locals.app, typed, trying(event));
	if (typeof room === 'string')
		return { typed: digitsOf(typed) ? typed : '', wrong: room, meeting: null };
	const { state, hidden } = room.committed;
	// A phone that sits here already goes straight to its seat.
	const held = seatsOf(state, hidden, locals.seat?.id ?? null);
	if (held.length > 0) redirect(303, landing(event, room, held[0]!));
	const once = locals.app.once.issue('guest', locals.seat?.id ?? null);
	const hall = await scanned(event, room);
	const rehearsal = isRehearsal(state.plan);
	return { typed, wrong: null, meeting: describe(room), rehearsal, once, hall };
};

/** Who sits down, as it was typed. */
const typed = (form: FormData) => ({
	name: fieldText(form.get('name')),
	building: fieldText(form.get('building')),
	// What no page offers is refused by the command's schema.
	channel: fieldText(form.get('channel') ?? 'hall') as Channel
});

export const actions: Actions = catchNotSavedWith<Actions>(typed, {
	/**
	 * Of who scanned: opens a list of names, or asks for a seat. Else:
	 * Sits down as a guest: name, building, and in the hall or online; nothing else is asked (A7). Whether
	 * somebody of that name is on the roll changes nothing in the answer: whoever has the code could ask
	 * for everybody in the house. The desk reads the likeness (S18).
	 */
	default: async (event) => {
		const { locals, cookies, request } = event;
		const form = await readForm(request);
		const code = fieldText(form.get('code'));
		const room = await codeDesk.find(locals.app, code, trying(event));
		if (room === 'busy') return fail(429, { refused: refuse('codes-busy') });
		if (room === 'unknown') return fail(404, { refused: refuse('unknown-meeting') });
		const { app, seat } = locals;
		if (form.has('seat') || form.has('list')) {
			const pass = app.once.open('seat', passHolder(event, room), form.get('pass'), PRESS_WITHIN);
			if (!pass) return fail(403, { refused: refuse('scan-again') });
			if (signInOf(room.committed.state).is !== 'open')
				return fail(403, { refused: refuse('signin-closed') });
			// By then the key in the address may be too old: whoever has the pass has scanned.
			const hall = namesFor(room, String(form.get('pass')), fieldText(form.get('list')));
			if (!form.has('seat')) return { hall };
			const wanted = fieldText(form.get('seat'));
			const { network } = trying(event);
			const refused = await askForSeat({ ...locals, cookies }, room, wanted, pass, network);
			if (refused) return fail(403, { refused, hall });
			redirect(303, `/m/${room.addressKey}`);
		}
		const once = app.once.open('guest', seat?.id ?? null, form.get('once'));
		const guest = typed(form);
		const seated = once
			? await joinAsGuest({ ...locals, cookies }, room, guest, once, trying(event).network)
			: refuse('page-old');
		if ('refused' in seated)
			return fail(403, {
				refused: seated,
				...guest,
				once: app.once.issue('guest', seat?.id ?? null)
			});
		// In the lobby: this page turns into the seat when the desk lets the phone in.
		redirect(
			303,
			seated.seat === null ? `/m/${room.addressKey}` : landing(event, room, seated.seat)
		);
	}
});

/** [E43] The screen of whoever sits now: of the vote by whose own link they came, else of their role. */
function landing({ url }: Pick<RequestEvent, 'url'>, room: Room, seat: string): string {
	const vote = voteOf(room.committed.state.ballots, url.searchParams.get('vote') ?? '');
	if (!vote) return screenOf(room, seat);
	return `/m/${room.code}/vote/${vote.id}?seat=${encodeURIComponent(seat)}`;
}

/** The page of who scanned is good for that meeting, and for the phone that it was drawn for. */
const passHolder = ({ locals }: Pick<RequestEvent, 'locals'>, room: Room) =>
	`${room.meeting} ${locals.seat?.id ?? ''}`;

/**
 * What the QR of the hall opens while its minute lasts: who of the roll has not sat down. Without its key nobody reads
 * a name, and who invents keys is counted with those who try codes.
 */
async function scanned(event: RequestEvent, room: Room) {
	const { app } = event.locals;
	const key = event.url.searchParams.get('in');
	if (key === null || signInOf(room.committed.state).is !== 'open') return null;
	const is = checkHallKey(app, room.meeting, key);
	if (is === 'wrong') await codeDesk.wrongKey(app, trying(event));
	if (is !== 'good') return { old: true as const };
	return namesFor(room, app.once.issue('seat', passHolder(event, room)), null);
}

/** Lists of names; of a large roll the names of the one that was asked for alone. */
function namesFor(room: Room, pass: string, wanted: string | null) {
	const { state, hidden } = room.committed;
	const names = state.plan.details?.publicNames ?? 'surname';
	const lists = hallNames(state, hidden);
	const few = lists.reduce((sum, { free }) => sum + free.length, 0) <= NAMES_AT_ONCE;
	const shown = lists.map(({ key, from, to, numbers, free }) => {
		const row = ({ id, no }: Seat) => {
			return { id, no, person: asStrangersSee(hidden.roll.people.get(id)!, names) };
		};
		const seats = few || key === wanted ? free.map(row) : null;
		return { key, from, to, numbers, n: free.length, seats };
	});
	return { old: false as const, pass, lists: shown };
}

/** Who tries a code, and from where. */
function trying(event: RequestEvent) {
	return { ...callerOf(event.locals), network: networkOfRequest(event) };
}

/** What somebody at the door may read: what it is about, and whether the door is open. */
function describe(room: Room) {
	const { state } = room.committed;
	const { plan } = state;
	const text = (ref: { id: string } | null | undefined) => (ref && room.texts.get(ref.id)) || '';
	return {
		code: room.code,
		key: room.addressKey,
		phase: plan.phase,
		cancelled: text(plan.cancelled?.reason),
		door: signInOf(state),
		everyone: isForWhoeverComes(state),
		title: text(plan.details?.title),
		matter: text(plan.details?.matter),
		place: text(plan.details?.place),
		startsAt: plan.details?.startsAt ?? null,
		publicNames: plan.details?.publicNames ?? 'surname'
	};
}
