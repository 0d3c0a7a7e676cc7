/** People of a browser story who need no screen: the seat of a page, or of a link, over a real socket. */
import type { Page } from '@playwright/test';
import type { Command, MeetingState } from '#lib/meeting/registry.ts';
import { Phone } from '../live/people.ts';
import { CODE } from '../story-server.ts';

/** What a connection has been sent: the room, and what was typed, by text id. */
export interface Heard {
	readonly state: MeetingState;
	text(id: string): string;
}

export interface Quiet {
	readonly seat: string;
	/**
	 * The room, at least as new as what any page has shown before: each connection hears for itself, and a busy
	 * machine may come to this one last.
	 */
	latest(): Promise<Heard>;
	/** Sends a command that must be accepted. */
	send(command: Command): Promise<void>;
	close(): void;
}

/** The same seat as a page's, over a socket of its own; of the demo meeting, or of the one with this code. */
export async function socketOf(page: Page, code = CODE): Promise<Quiet> {
	const cookies = await page.context().cookies();
	const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
	return seated(new URL(page.url()).origin, cookie, code);
}

/**
 * Somebody on the roll who opens their personal link and sits down, as the page behind it does; in the demo meeting, or
 * in the one with this code.
 */
export async function arriveQuietly(link: string, code = CODE): Promise<Quiet> {
	const { origin, pathname, hash } = new URL(link);
	const answer = await fetch(`${origin}${pathname}`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin, accept: 'text/html' },
		body: new URLSearchParams({ key: hash.slice(1) })
	});
	const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0]);
	if (answer.status !== 303) throw new Error(`the link was refused: ${answer.status}`);
	return seated(origin, cookie.join('; '), code);
}

/** No meeting has such an item. */
const NOWHERE: Command = { type: 'agenda.open', item: 'nowhere' };

async function seated(origin: string, cookie: string, code: string): Promise<Quiet> {
	const phone = new Phone(origin, code, '', cookie);
	await phone.until(
		({ copy, privateView }) => copy !== null && privateView !== null,
		'the room to show'
	);
	const seat = phone.privateView!.you[0]!;
	return {
		seat,
		async latest() {
			// What is refused changes nothing, and its answer comes after all that was sent before it.
			const answer = await phone.client.send(seat, NOWHERE);
			if (!('refused' in answer)) throw new Error(`${NOWHERE.type} was accepted`);
			const { state, texts } = phone.copy!;
			return { state, text: (id) => texts[id] ?? '' };
		},
		async send(command) {
			const answer = await phone.client.send(seat, command);
			if ('refused' in answer) throw new Error(`${command.type} was refused: ${answer.refused}`);
		},
		close: () => phone.close()
	};
}
