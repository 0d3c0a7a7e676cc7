import { error, redirect } from '@sveltejs/kit';
import { becomeDisplay, pairingId } from '#server/auth/displays.ts';
import { isCode, meetingAt } from '#server/auth/meeting-access.ts';
import type { PageServerLoad } from './$types';

/**
 * The short address that somebody types at the projector. A browser that is the meeting's display, or sits
 * in it, goes on; a display link makes it one; any other shows a number until the desk names it, and
 * learns nothing meanwhile.
 */
export const load: PageServerLoad = async ({ params, url, locals, cookies, setHeaders }) => {
	const { app, https } = locals;
	const { code } = params;
	const room = await meetingAt(locals, code);
	if (room && (!isCode(code) || locals.display?.meeting === room.meeting))
		redirect(307, `/m/${code}/hall`);
	if (!isCode(code)) error(404, 'unknown-meeting');
	setHeaders({ 'cache-control': 'private, no-store' });
	const token = url.searchParams.get('display');
	const linked =
		token === null
			? undefined
			: await app.access.opened(code, (meeting) => app.displays.opens(meeting, token));
	// Before who sits here goes on: one computer is often desk and big screen, and only a display has the QR.
	const byLink = linked && token !== null && (await app.displays.byLink(linked.meeting, token));
	if (byLink && (await becomeDisplay(locals, cookies, byLink))) redirect(303, `/m/${code}/hall`);
	if (room) redirect(307, `/m/${code}/hall`);
	const id = pairingId(app, https, cookies);
	const pass = byLink ? null : await app.displays.byDesk(code, id);
	if (pass && (await becomeDisplay(locals, cookies, pass))) redirect(303, `/m/${code}/hall`);
	return { number: app.displays.ask(code, id) };
};
