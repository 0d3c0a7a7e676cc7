import { shareOriginOf } from '#server/addresses.ts';
import { ownRoom } from '#server/auth/organiser.ts';
import { seatLink } from '#server/meeting/links.ts';
import type { PageServerLoad } from './$types';

/** Cards drawn at once; a longer roll is printed in parts. */
const PART = 200;

export const load: PageServerLoad = async ({ locals, url, params }) => {
	const room = await ownRoom(locals, url, params.code);
	const { seats, order } = room.committed.state.roll;
	const origin = shareOriginOf(locals.app, url);
	const all = order
		.map((id) => seats[id]!)
		.filter(({ guest }) => !guest)
		.sort((a, b) => (a.no || Infinity) - (b.no || Infinity));
	const from = Math.max(0, Math.floor(Number(url.searchParams.get('from'))) || 0);
	return {
		perPage: url.searchParams.get('per') === '10' ? 10 : 8,
		from,
		parts: Array.from({ length: Math.ceil(all.length / PART) }, (_, part) => ({
			from: part * PART,
			to: Math.min(all.length, (part + 1) * PART)
		})),
		cards: all
			.slice(from, from + PART)
			.map(({ id }) => ({ id, link: seatLink(locals.app, origin, room, id) }))
	};
};
