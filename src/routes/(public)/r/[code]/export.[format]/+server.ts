/** The minutes as a file for everybody: names as the public record shows them (L18). */
import { error } from '@sveltejs/kit';
import { exported } from '#server/export/answer.ts';
import { publicSource } from '#server/export/source.ts';
import { recordRoom } from '#server/record/address.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals, request, url }) => {
	const room = await recordRoom(locals, url, params.code);
	const source = await publicSource(locals.app, room);
	if (!source) error(404, 'unknown-meeting');
	return exported(locals.app, source, params.format, request);
};
