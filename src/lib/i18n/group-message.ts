/** 复制群消息: what is pasted into the neighbourhood's chat, at invitation, while people sign in, and at start. */
import type { MeetingStore } from '#lib/live/meeting.svelte.ts';
import type { TextRef } from '#lib/meeting/names.ts';
import { m } from './paraglide/messages.js';

export interface Told {
	title: string;
	body: string;
	matter: string;
	/** Already in words. */
	when: string;
	place: string;
	decides: string;
	leaves: string;
	urgentReason: string;
	outsideLink: string;
	/** `/join?code=…` with the origin that people reach. */
	join: string;
	watch: string;
	code: string;
	/** False: only the hall's own Wi-Fi reaches these links. */
	everywhere: boolean;
}

/** What is told of this meeting. `share`: the origin that people reach; `when`: its time in words, or ''. */
export function toldOf(
	meeting: Pick<MeetingStore, 'state' | 'text' | 'addressKey' | 'code'>,
	{ share, when, everywhere }: { share: string; when: string; everywhere: boolean }
): Told {
	const { details } = meeting.state.plan;
	const text = (ref: TextRef | null | undefined) => meeting.text(ref) ?? '';
	return {
		title: text(details?.title),
		body: text(details?.body),
		matter: text(details?.matter),
		when,
		place: text(details?.place),
		decides: text(details?.decides),
		leaves: text(details?.leaves),
		urgentReason: text(details?.urgentReason),
		outsideLink: text(details?.outsideLink),
		join: `${share}/join?code=${meeting.addressKey}`,
		watch: `${share}/m/${meeting.addressKey}/watch`,
		code: meeting.code,
		everywhere
	};
}

/** An invitation without time or place sends people nowhere: a sentence that says what is missing, or null. */
export function missingFrom({ when, place }: Pick<Told, 'when' | 'place'>): string | null {
	if (when === '') return place === '' ? m.organiser_no_when_place() : m.organiser_no_when();
	return place === '' ? m.organiser_no_place() : null;
}

const line = (word: string, wording: (word: string) => string) =>
	word === '' ? [] : [wording(word)];

/** Before the meeting: what, when, where, what it decides and how to come in. */
export function inviteMessage(told: Told): string {
	return [
		m.organiser_say_invite_head(told),
		...line(told.body, (body) => m.organiser_say_body({ body })),
		m.organiser_say_matter(told),
		...line(told.when, (when) => m.organiser_say_when({ when })),
		...line(told.place, (place) => m.organiser_say_place({ place })),
		...what(told),
		...line(told.outsideLink, (link) => m.organiser_say_link({ link })),
		m.organiser_say_join_later({ link: told.join, code: told.code }),
		...(told.everywhere ? [] : [m.organiser_say_wifi()])
	].join('\n');
}

/** While people sign in, before it has begun. */
export function signInMessage(told: Told): string {
	return [
		m.organiser_say_soon_head(told),
		m.organiser_say_matter(told),
		...line(told.when, (when) => m.organiser_say_when({ when })),
		...line(told.place, (place) => m.organiser_say_place({ place })),
		m.organiser_say_join_now({ link: told.join, code: told.code }),
		...(told.everywhere ? [] : [m.organiser_say_wifi()])
	].join('\n');
}

/** When it has begun: come in now, or watch. */
export function startMessage(told: Told): string {
	return [
		m.organiser_say_start_head(told),
		m.organiser_say_matter(told),
		...line(told.urgentReason, (reason) => m.organiser_say_urgent({ reason })),
		...line(told.place, (place) => m.organiser_say_place({ place })),
		...what(told),
		...line(told.outsideLink, (link) => m.organiser_say_link({ link })),
		m.organiser_say_join_now({ link: told.join, code: told.code }),
		// Whoever is not in the hall's Wi-Fi reads nothing there either.
		...(told.everywhere ? [m.organiser_say_watch({ link: told.watch })] : [m.organiser_say_wifi()])
	].join('\n');
}

/** For those who take part online: what, when, where, and a link each. */
export function onlineMessage(
	told: Told,
	people: readonly { name: string; link: string }[]
): string {
	return [
		m.organiser_say_invite_head(told),
		...line(told.when, (when) => m.organiser_say_when({ when })),
		...line(told.place, (place) => m.organiser_say_place({ place })),
		m.organiser_say_own_link(),
		...people.map(({ name, link }) => `${name} ${link}`),
		...(told.everywhere ? [] : [m.organiser_say_wifi()])
	].join('\n');
}

function what({ decides, leaves }: Told): string[] {
	return [
		...line(decides, (text) => m.organiser_say_decides({ decides: text })),
		...line(leaves, (text) => m.organiser_say_leaves({ leaves: text }))
	];
}
