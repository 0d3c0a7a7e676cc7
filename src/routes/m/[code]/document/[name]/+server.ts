/** Where a shared document is now, for somebody who may read it. Asked before its socket opens. */
import { error, json } from '@sveltejs/kit';
import { DOCUMENT_NAMES, type DocumentPlace } from '#lib/documents/wire.ts';
import { meetingAt, organises } from '#server/auth/meeting-access.ts';
import { accessOf } from '#server/documents/access.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, url, locals }) => {
	const { app, seat, account } = locals;
	const name = DOCUMENT_NAMES.find((known) => known === params.name);
	const room = name && (await meetingAt(locals, params.code));
	if (!room) error(404, 'unknown-meeting');
	const session = seat?.id ?? account?.id ?? null;
	if (session === null) error(401, 'sign-in');
	const owner = await organises(app, room, account?.account);
	const visitor = { session, owner, as: url.searchParams.get('as') ?? '' };
	const access = accessOf(room.committed, name, visitor);
	if (!access) error(403, 'not-allowed');
	const document = await app.documents.open(room.meeting, name);
	const { meeting, epoch, sealed } = document;
	const installation = app.epoch;
	const place: DocumentPlace = { meeting, epoch, installation, sealed, writes: access.writes };
	return json(place, { headers: { 'cache-control': 'no-store' } });
};
