import { fail, redirect } from '@sveltejs/kit';
import type { Command } from '#lib/meeting/registry.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { isRehearsal } from '#lib/meeting/plan/view.ts';
import { wholeNumberIn } from '#lib/meeting/parse-text.ts';
import { refuse, type Refusal } from '#lib/meeting/refusal.ts';
import type { InvitedUnit } from '#lib/meeting/plan/plan.ts';
import { readForm } from '#server/http/form.ts';
import { catchNotSaved } from '#server/auth/catch-not-saved.ts';
import { claimSeat } from '#server/auth/doors.ts';
import { onceFor, onceOf, ownRoom, sendAsOrganiser } from '#server/auth/organiser.ts';
import { lackingOf } from '#server/export/lacking.ts';
import { deskSource } from '#server/export/source.ts';
import { copiedPlan, copiedRoll } from '#server/meeting/meeting-copy.ts';
import { createMeeting } from '#server/meeting/create.ts';
import { displayPath, seatLink } from '#server/meeting/links.ts';
import { shortLink } from '#server/auth/short-links.ts';
import { shareOriginOf } from '#server/addresses.ts';
import { demoMeeting } from '#server/meeting/meeting-lists.ts';
import type { Room } from '#server/meeting/room.ts';
import { SIZES } from '#server/rehearsal/personas.ts';
import { beginRehearsal, holdAgain, rehearsalsOf, wipe } from '#server/rehearsal/rehearsals.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';
import { fieldText } from '#lib/meeting/words.ts';

/** Roles that get a link of their own on the overview; everybody else has a seat card. */
const STAFF = ['chair', 'cochair', 'clerk', 'timekeeper', 'helper'];

export const load: PageServerLoad = async ({ locals, url, params }) => {
	const room = await ownRoom(locals, url, params.code);
	const { seats, order } = room.committed.state.roll;
	const origin = shareOriginOf(locals.app, url);
	return {
		once: onceFor(locals, 'desk'),
		display: await displayPath(locals.app, room),
		/** Where the minutes can be downloaded. */
		lacking:
			room.committed.state.plan.phase === 'closed'
				? await lackingOf(locals.app, await deskSource(locals.app, room))
				: null,
		/** Rehearsals of this meeting that are not wiped. */
		rehearsals: await rehearsalsOf(locals.app, room.meeting),
		sizes: SIZES,
		demo: (await demoMeeting(locals.app))?.id === room.meeting,
		/** People who take part online and have not sat down: a short link each, to be sent or read out. */
		online: order.flatMap((id) => {
			const link = shortLink(locals.app, origin, room, seats[id]!);
			return link === null ? [] : [{ id, link }];
		}),
		staff: order
			.map((id) => seats[id]!)
			.filter(({ role }) => STAFF.includes(role))
			.map(({ id }) => ({ id, link: seatLink(locals.app, origin, room, id) }))
	};
};

type By = Parameters<typeof holdAgain>[2];

/** A form that makes another meeting of this one, and goes there. */
async function making(
	{ locals, url, params, request }: RequestEvent,
	make: (room: Room, form: FormData, by: By) => Promise<Room | Refusal>
) {
	const room = await ownRoom(locals, url, params.code);
	const form = await readForm(request);
	const once = onceOf(locals, form, 'desk');
	const titled = (title: string) => m.plan_rehearsal_titled({ title });
	const by = once && { account: locals.account!.account!, once, titled };
	const made = by ? await make(room, form, by) : refuse('page-old');
	if ('refused' in made) return fail(400, { refused: made, once: onceFor(locals, 'desk') });
	redirect(303, `/meetings/${made.code}`);
}

/** One command of the organiser, from a form. */
async function sendCommand(event: RequestEvent, command: (form: FormData) => Command) {
	const room = await ownRoom(event.locals, event.url, event.params.code);
	const form = await readForm(event.request);
	const once = onceOf(event.locals, form, 'desk');
	const again = { once: onceFor(event.locals, 'desk') };
	if (!once) return fail(400, { refused: refuse('page-old'), ...again });
	const said = command(form);
	const answer = await sendAsOrganiser(event.locals, room, said, once.keyFor(said));
	return 'refused' in answer ? fail(400, { refused: answer, ...again }) : { done: true };
}

const word = (form: FormData, name: string) => fieldText(form.get(name), 64);

export const actions: Actions = catchNotSaved<Actions>({
	announce: (event) => sendCommand(event, () => ({ type: 'plan.announce' })),
	open: (event) => sendCommand(event, () => ({ type: 'plan.open' })),
	close: (event) => sendCommand(event, () => ({ type: 'plan.close' })),
	/** The same once more, on another day [P16]. */
	copy: (event) =>
		making(event, async (room, _form, { account, once }) => {
			if (isRehearsal(room.committed.state.plan)) return refuse('not-allowed');
			const { app } = event.locals;
			const community = await app.communities.ofMeeting(room.meeting);
			const entries = copiedRoll(room);
			return createMeeting(app, {
				owner: account,
				...(community ? { community } : {}),
				once,
				plan: (askedAt) => copiedPlan(room, askedAt),
				then: entries.length > 0 ? [{ type: 'roll.add', entries }] : []
			});
		}),
	/** A rehearsal with invented residents [P17]. */
	rehearse: (event) =>
		making(event, (room, form, by) =>
			beginRehearsal(event.locals.app, room, wholeNumberIn(word(form, 'size'), 1, 1000) ?? 0, by)
		),
	/** A rehearsal, or the demo, from its beginning. */
	again: (event) => making(event, (room, _form, by) => holdAgain(event.locals.app, room, by)),
	/** Wipes a rehearsal: this one, or one of this meeting. */
	wipe: async ({ locals, url, params, request }) => {
		const form = await readForm(request);
		const room = await ownRoom(locals, url, word(form, 'rehearsal') || params.code);
		const refused = await wipe(locals.app, room);
		if (refused) return fail(400, { refused, once: onceFor(locals, 'desk') });
		if (room.code === params.code) redirect(303, '/meetings');
		return { wiped: true };
	},
	code: (event) =>
		sendCommand(event, (form) => ({ type: 'roll.join-open', open: yesOrNo(word(form, 'open')) })),
	unit: (event) =>
		sendCommand(event, (form) => ({
			type: 'plan.unit',
			unit: word(form, 'unit'),
			// What no page offers is refused by the command's schema.
			status: word(form, 'status') as InvitedUnit['status']
		})),
	/** Ends all big screens, and gives the display link another token. */
	displays: async ({ locals, url, params }) => {
		const room = await ownRoom(locals, url, params.code);
		await locals.app.displays.revoke(room.meeting);
		return { done: true };
	},
	hand: (event) =>
		sendCommand(event, (form) => ({ type: 'roll.hand-chair', to: word(form, 'to') })),
	/** Sits down in this browser and goes to that seat's screen. */
	sit: async ({ locals, cookies, url, params, request }) => {
		const room = await ownRoom(locals, url, params.code);
		const form = await readForm(request);
		const seat = word(form, 'seat');
		const token = locals.app.links.token(room.meeting, seat);
		const once = onceOf(locals, form, 'desk');
		const sat = once
			? await claimSeat({ ...locals, cookies }, room, seat, token, once)
			: refuse('page-old');
		if ('refused' in sat) return fail(403, { refused: sat, once: onceFor(locals, 'desk') });
		redirect(303, sat.screen);
	}
});

/** Anything else goes on as it came, and is refused by the command's schema. */
function yesOrNo(given: string): boolean {
	return given === 'yes' || (given === 'no' ? false : (given as never));
}
