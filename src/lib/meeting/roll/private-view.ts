/** What one session sees of the roll beyond what everybody does, and when that changes. */
import { asStrangersSee } from '../directory.ts';
import { getOwn } from '../get-own.ts';
import type { Hidden, MeetingState, Sight, Touched, WriteOf } from '../registry.ts';
import { floodOf } from './guests.ts';
import { doubtsOf } from './ask-doubts.ts';
import { hasOutside, type GuestArrival, type GuestNews, type PrivateRoll } from './hidden.ts';

export function rollView(state: MeetingState, hidden: Hidden, sight: Sight): PrivateRoll {
	const { desk, session, you, names } = sight;
	const { requests, arrivals, people, sentOut } = hidden.roll;
	// Whoever came by the code still reads their own name in full.
	const own = names === 'members' ? [] : you;
	return {
		people: Object.fromEntries(own.map((seat) => [seat, people.get(seat) ?? null])),
		requests: desk ? requests.map(({ id, seat, at }) => ({ id, seat, at })) : [],
		claims: requests.filter(({ seat }) => you.includes(seat)).map(({ id, seat }) => ({ id, seat })),
		hallAsks: desk ? askNews(state, hidden) : [],
		guests: desk ? guestNews(state, hidden) : [],
		sentOut: desk ? [...sentOut].map(([seat, row]) => ({ seat, ...row })) : [],
		outside: hasOutside(hidden, session),
		waiting: arrivals.some((one) => one.waiting && one.session === session),
		asking: requests.find((one) => one.session === session)?.seat ?? null,
		askingInHall: askedBy(state, hidden, session)
	};
}

/** What this phone has tapped, which it has read. */
function askedBy({ plan, roll }: MeetingState, hidden: Hidden, session: string | null) {
	const { hallAsks, people } = hidden.roll;
	const ask = hallAsks.find((one) => one.session === session);
	const [seat, person] = ask ? [getOwn(roll.seats, ask.seat), people.get(ask.seat)] : [];
	if (!seat || !person) return null;
	const names = plan.details?.publicNames ?? 'surname';
	return { no: seat.no, person: asStrangersSee(person, names) };
}

/** Who scanned the hall's QR, with whatever speaks against each. */
function askNews(state: MeetingState, hidden: Hidden): PrivateRoll['hallAsks'] {
	const doubts = doubtsOf(state, hidden);
	return hidden.roll.hallAsks.map(({ id, seat, at, place }) => ({
		...{ id, seat, at, place },
		doubt: doubts.get(id) ?? null
	}));
}

/** Of seated guests only those whom nobody has bound yet: the others are known. */
function guestNews(state: MeetingState, hidden: Hidden): GuestNews[] {
	const flood = floodOf(state, hidden);
	const seated = new Set(flood.seated);
	const news = ({ id, at, place, seat, waiting }: GuestArrival, gone: boolean): GuestNews => ({
		...{ id, at, place, seat, flood: gone },
		...{ name: waiting?.name ?? '', building: waiting?.building ?? '' }
	});
	const known = hidden.roll.arrivals.filter(
		({ seat }) => seat !== null && getOwn(state.roll.seats, seat)?.boundTo === null
	);
	return [
		...flood.waiting.map((one) => news(one, true)),
		...known.map((one) => news(one, seated.has(one)))
	];
}

/** Whom a change of the hidden roll tells something new. */
export function touches(write: WriteOf<'roll'>, before: Hidden, { roll }: Hidden): Touched {
	const desk = true;
	if ('lot' in write) {
		if (write.lot === 'sent-out') {
			const holder = write.clear ? undefined : roll.holders.get(write.key);
			return { desk, everybody: write.clear, sessions: holder === undefined ? [] : [holder] };
		}
		if (write.lot === 'hall-asks') {
			if (write.clear) return { everybody: true };
			const asks = [...before.roll.hallAsks, ...roll.hallAsks];
			const asked = asks.filter(({ id }) => id === write.key);
			return { desk, sessions: asked.map(({ session }) => session) };
		}
		// Whoever waited is told so no more, and their session is known no more either.
		if (write.clear || write.value === null) return { everybody: true };
		return { desk, sessions: [write.value.session] };
	}
	switch (write.op) {
		case 'person':
		case 'forget':
			return { desk, names: [write.seat] };
		case 'hold':
			return { desk, sessions: [write.session] };
		case 'let-go':
			return { desk, holders: [write.seat] };
		case 'ask':
			return {
				desk,
				sessions: [write.request.session],
				seats: [write.request.seat]
			};
		case 'settle':
			return { everybody: true };
	}
}
