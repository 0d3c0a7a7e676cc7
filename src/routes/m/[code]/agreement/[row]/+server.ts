/** One signature or photograph of a text of agreement, for the two sides, mediators, desk and organiser [AG12]. */
import { error } from '@sveltejs/kit';
import { mayLook } from '#lib/meeting/agreements/may-look.ts';
import { signatureSvg } from '#lib/meeting/agreements/signature-svg.ts';
import { seatsOf } from '#lib/meeting/roll/seat-holders.ts';
import { meetingAt, organises } from '#server/auth/meeting-access.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals }) => {
	const { app, seat, account } = locals;
	const room = await meetingAt(locals, params.code);
	if (!room) error(404, 'unknown-meeting');
	const organiser = await organises(app, room, account?.account);
	const session = seat?.id ?? account?.id ?? null;
	if (session === null) error(401, 'sign-in');
	const { state, hidden } = room.committed;
	// Who may see none learns neither that there is one.
	if (!mayLook(state, { you: seatsOf(state, hidden, session), organiser }))
		error(403, 'not-allowed');
	const signature = hidden.lots['agreement-signatures'].get(params.row);
	const photo = hidden.lots['agreement-photos'].get(params.row);
	if (!signature && !photo) error(404, 'not-found');
	const body = signature
		? Buffer.from(signatureSvg(signature.signed))
		: Buffer.from(photo!.picture, 'base64');
	return new Response(new Uint8Array(body), {
		headers: {
			'content-type': signature ? 'image/svg+xml' : 'image/jpeg',
			'content-length': String(body.length),
			'content-security-policy': "default-src 'none'; sandbox",
			'cache-control': 'no-store',
			'x-content-type-options': 'nosniff'
		}
	});
};
