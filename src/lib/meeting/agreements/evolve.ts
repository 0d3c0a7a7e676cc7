/** How events change the text of agreement. */
import type { SeatId } from '../names.ts';
import type { MeetingEvent, StateOf } from '../registry.ts';
import type { AgreementsState, OfferedText } from './agreements.ts';

/** The slice as every phone loads it. */
export const agreementsState: StateOf<'agreements'> = {
	shape: 1,
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
	const erased = (seat: SeatId) =>
		// On paper there is no picture of one's own.
		signatures.some((one) => one.seat === seat && one.way !== 'paper' && !one.erased)
			? {
					...text,
					signatures: signatures.map((s) => (s.seat === seat ? { ...s, erased: true } : s))
				}
			: text;
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
			const { guest, seat } = body;
			const is = <One extends { seat: SeatId }>(all: One[]): One[] =>
				all.some((one) => one.seat === seat)
					? without(all, guest)
					: all.map((one) => (one.seat === guest ? { ...one, seat } : one));
			// Of two the one that has a picture stays with it (`bindSignature`).
			const byGuest = signatures.some((one) => one.seat === guest);
			const onPaper = signatures.filter((one) => one.seat === seat && one.way === 'paper');
			const bound = is(byGuest ? signatures.filter((one) => !onPaper.includes(one)) : signatures);
			const signed = bound.some((one) => one.seat === seat);
			return {
				...text,
				signatures: bound,
				differs: signed ? without(is(differs), seat) : is(differs)
			};
		}
		default:
			return text;
	}
}
