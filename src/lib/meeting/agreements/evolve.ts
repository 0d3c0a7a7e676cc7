/** How events change the text of agreement. */
import type { SeatId } from '../names.ts';
import type { MeetingEvent, StateOf } from '../registry.ts';
import { boundSeat, type Seat } from '../roll/roll.ts';
import type { AgreementsState, OfferedText } from './agreements.ts';

/** The slice as every phone loads it. */
export const agreementsState: StateOf<'agreements'> = {
	shape: 2,
	empty: () => ({ clauses: [], revision: 0, offered: null }),
	evolve
};

/** Nobody has said or signed anything yet. */
const NOTHING = { signatures: [], differs: [], photos: [] };

function evolve(own: AgreementsState, event: MeetingEvent): AgreementsState {
	const { type, body, at } = event;
	if (type === 'agreements.drafted')
		return { ...own, clauses: body.clauses, revision: own.revision + 1 };
	if (type === 'agreements.offered')
		return { ...own, offered: { ...body, at, ...NOTHING, takenBack: null, settledAt: null } };
	const { offered } = own;
	if (!offered) return own;
	const changed = evolveOffered(offered, event);
	return changed === offered ? own : { ...own, offered: changed };
}

function evolveOffered(text: OfferedText, { type, body, at }: MeetingEvent): OfferedText {
	const { signatures, differs, photos } = text;
	const without = <One extends { seat: SeatId }>(all: One[], seat: SeatId) =>
		all.filter((one) => one.seat !== seat);
	// On paper there is no picture of one's own.
	const erased = (seat: SeatId) => ({
		...text,
		signatures: signatures.map((one) =>
			one.seat === seat && one.way !== 'paper' ? { ...one, erased: true } : one
		)
	});
	switch (type) {
		case 'agreements.taken-back':
			return { ...text, ...NOTHING, takenBack: { at, signed: body.signed } };
		case 'agreements.signed': {
			const { seat, as, way, settles } = body;
			return {
				...text,
				settledAt: settles ? at : text.settledAt,
				signatures: [...signatures, { seat, as, at, way, erased: false }],
				differs: without(differs, seat)
			};
		}
		case 'agreements.differed':
			return {
				...text,
				differs: [...without(differs, body.seat), { seat: body.seat, text: body.text, at }]
			};
		case 'agreements.withdrawn':
			return { ...text, signatures: without(signatures, body.seat) };
		case 'agreements.photographed':
			return { ...text, photos: [...photos, { id: body.photo, at, by: body.by }] };
		case 'agreements.photo-erased':
			return { ...text, photos: photos.filter(({ id }) => id !== body.photo) };
		case 'agreements.signature-erased':
			return erased(body.seat);
		case 'plan.erased':
			return body.what === 'person' ? erased(body.id) : text;
		case 'roll.bound': {
			const signed = boundRows(signatures, body);
			const isOpen = (one: { seat: SeatId }) => !signed.some(({ seat }) => seat === one.seat);
			return { ...text, signatures: signed, differs: boundRows(differs, body).filter(isOpen) };
		}
		case 'roll.sided':
			return sided(text, body.seat, body.side);
		case 'roll.changed':
			return sided(text, body.seat.id, body.seat.side);
		default:
			return text;
	}
}

/** What somebody did as a guest is what they did last: it stands in place of the entry's own (`bindSignature`). */
function boundRows<Row extends { seat: SeatId }>(
	rows: Row[],
	bound: { guest: SeatId; seat: SeatId }
): Row[] {
	const is = boundSeat(bound);
	const byGuest = rows.some((one) => one.seat === bound.guest);
	return rows
		.filter((one) => one.seat !== bound.seat || !byGuest)
		.map((one) => ({ ...one, seat: is(one.seat) }));
}

/** [AG9] Who is put on another side before the text stands has signed for neither. */
function sided(text: OfferedText, seat: SeatId, side: Seat['side']): OfferedText {
	if (text.settledAt !== null) return text;
	const as = side ?? 'mediator';
	const signatures = text.signatures.filter((one) => one.seat !== seat || one.as === as);
	return { ...text, signatures };
}
