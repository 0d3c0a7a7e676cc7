/** New lines as they come, for readers whose browser runs scripts: server-sent events. */
import { error } from '@sveltejs/kit';
import { recordRoom } from '#server/record/address.ts';
import type { RequestHandler } from './$types';

/** Messages that may wait for a slow reader before it is let go. */
const BEHIND = 32;

const HEADERS = {
	'content-type': 'text/event-stream; charset=utf-8',
	'cache-control': 'no-store',
	// Nginx would hold the lines back.
	'x-accel-buffering': 'no'
};

export const GET: RequestHandler = async ({ params, locals, url }) => {
	const { app } = locals;
	const room = await recordRoom(locals, url, params.code);
	if (app.stopping) error(404, 'unknown-meeting');
	const published = await app.records.of(room);
	let leave = () => {};
	const stream = new ReadableStream<Uint8Array>(
		{
			start(controller) {
				leave = app.followers.add(room.meeting, url.searchParams.get('at') ?? '', published, {
					tell(message) {
						controller.enqueue(message);
						return (controller.desiredSize ?? 0) > -BEHIND;
					},
					end() {
						try {
							controller.close();
						} catch {
							// The reader went first.
						}
					}
				});
			},
			cancel: () => leave()
		},
		{ highWaterMark: 1 }
	);
	return new Response(stream, { headers: HEADERS });
};

/** Without this the head would wait for the end of what never ends. */
export const HEAD: RequestHandler = async ({ params, locals, url }) => {
	await recordRoom(locals, url, params.code);
	return new Response(null, { headers: HEADERS });
};
