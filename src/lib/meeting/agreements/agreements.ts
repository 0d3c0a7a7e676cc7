/**
 * The text of agreement (调解协议, S5.27): its clauses, what of it lies before the two sides, and who has signed that.
 *
 * Invariants: what lies before the sides is never changed, only taken back as a whole [AG2] [AG8]; a signature is of
 * exactly that; pictures of signatures and of signed sheets are hidden rows [AG6] [AG11].
 */
import type { Instant, SeatId, TextRef } from '../names.ts';
import { isMediated } from '../parties.ts';
import type { MeetingState } from '../registry.ts';
import type { Seat } from '../roll/roll.ts';
import { CHAIRS } from '../role-groups.ts';

declare module '../registry.ts' {
	interface Slices {
		agreements: {
			state: AgreementsState;
			command: AgreementsCommand;
			event: AgreementsEvent;
			lots: {
				'agreement-signatures': { key: SeatId; value: KeptSignature };
				'agreement-photos': { key: PhotoId; value: KeptPhoto };
			};
			fact: AgreementsFact;
			refusal: AgreementsRefusal;
		};
	}
}

export type AgreementsRefusal =
	| 'agreement-empty'
	| 'agreement-too-many'
	| 'agreement-not-offered'
	| 'agreement-offered'
	| 'agreement-moved'
	| 'agreement-changed'
	| 'agreement-not-party'
	| 'agreement-signed'
	| 'agreement-not-signed'
	| 'agreement-settled'
	| 'agreement-unreadable'
	| 'agreement-other-name'
	| 'agreement-photo-first'
	| 'agreement-photos-full';

/** Clauses of one text. */
export const MOST_CLAUSES = 20;
/** Graphemes of one clause. */
export const CLAUSE_LENGTH = 500;
/** Graphemes in which somebody says that they do not agree. */
export const DIFFERS_LENGTH = 200;
/** Photographs of one signed text. */
export const MOST_PHOTOS = 4;
/** Points of a drawn signature, on a field of so many by so many. */
export const MOST_POINTS = 600;
export const FIELD = { width: 1000, height: 400 } as const;

/** A photograph of a signed sheet: `p1`, `p2`, … */
export type PhotoId = string;
/** For whom somebody signs. */
export type SignsAs = 'a' | 'b' | 'mediator';
export type SigningWay = 'drawn' | 'typed' | 'paper';

export interface Signature {
	seat: SeatId;
	as: SignsAs;
	at: Instant;
	way: SigningWay;
	/** Its picture was erased; that it was signed stays [AG13]. */
	erased: boolean;
}

export interface SheetPhoto {
	id: PhotoId;
	at: Instant;
	by: SeatId;
}

/** What lies before the sides. */
export interface OfferedText {
	/** Never given again. */
	version: number;
	/** SHA-256 of what names its clauses. */
	digest: string;
	clauses: TextRef[];
	at: Instant;
	/** It is being changed, and so many signatures are void [AG8]; null: it lies there. */
	takenBack: { at: Instant; signed: number } | null;
	/** Both sides have signed [AG9]. */
	settledAt: Instant | null;
	signatures: Signature[];
	/** Who does not agree, and why. */
	differs: { seat: SeatId; text: TextRef; at: Instant }[];
	photos: SheetPhoto[];
}

export interface AgreementsState {
	/** As the desk has written them. */
	clauses: TextRef[];
	/** One more with every change of these. */
	revision: number;
	/** The last that was put before the sides; null: none yet. */
	offered: OfferedText | null;
}

/** A drawn signature: strokes, each x, y, x, y, … on the field; or a typed one. */
export type Signed = { strokes: number[][] } | { name: string };
/** One row of the lot, for the store and those who may look [AG12]. */
export interface KeptSignature {
	version: number;
	signed: Signed;
}
/** `picture`: a JPEG in base64. */
export interface KeptPhoto {
	/** Made by the browser, so that the same photograph comes in once. */
	take: string;
	picture: string;
}

/** Which text somebody has read. */
interface Read {
	version: number;
	digest: string;
}

export type AgreementsCommand =
	/** `revision`: of the draft that it takes the place of. */
	| { type: 'agreements.draft'; clauses: string[]; revision: number }
	| { type: 'agreements.offer'; revision: number }
	| { type: 'agreements.take-back'; version: number; signed: number }
	| ({ type: 'agreements.sign'; seat: SeatId; signed: Signed } & Read)
	| { type: 'agreements.differ'; seat: SeatId; version: number; text: string }
	| { type: 'agreements.withdraw'; seat: SeatId; version: number }
	| { type: 'agreements.on-paper'; seat: SeatId; version: number }
	/** Only from the door that has looked at the picture. */
	| { type: 'agreements.photo'; version: number; take: string; picture: string }
	| { type: 'agreements.erase-photo'; photo: PhotoId }
	| { type: 'agreements.erase-signature'; seat: SeatId };

export type AgreementsEvent =
	| { type: 'agreements.drafted'; body: { clauses: TextRef[] } }
	| {
			type: 'agreements.offered';
			body: { version: number; digest: string; clauses: TextRef[] };
	  }
	| { type: 'agreements.taken-back'; body: { version: number; signed: number } }
	| {
			type: 'agreements.signed';
			body: { seat: SeatId; as: SignsAs; version: number; way: SigningWay; settles: boolean };
	  }
	| { type: 'agreements.differed'; body: { seat: SeatId; text: TextRef } }
	| { type: 'agreements.withdrawn'; body: { seat: SeatId } }
	| { type: 'agreements.photographed'; body: { photo: PhotoId; by: SeatId } }
	| { type: 'agreements.photo-erased'; body: { photo: PhotoId } }
	| { type: 'agreements.signature-erased'; body: { seat: SeatId } };

/** What the minutes tell of it [AG14]. */
export type AgreementsFact =
	| { what: 'agreement-offered'; version: number; clauses: number }
	| { what: 'agreement-taken-back'; version: number; signed: number }
	| { what: 'agreement-signed'; seat: SeatId; version: number; way: SigningWay }
	| { what: 'agreement-withdrawn'; seat: SeatId; version: number }
	| { what: 'agreement-settled'; version: number; seats: SeatId[]; clauses: TextRef[] };

/** The text that lies before the sides now; null: none, or it is being changed. */
export function textBefore({ offered }: AgreementsState): OfferedText | null {
	return offered?.takenBack ? null : offered;
}

/** For whom this seat signs; null: it has no part in it. */
export function signsAs(seat: Pick<Seat, 'side' | 'role'> | undefined): SignsAs | null {
	if (seat?.side === 'a' || seat?.side === 'b' || seat?.side === 'mediator') return seat.side;
	return seat && CHAIRS.includes(seat.role) ? 'mediator' : null;
}

/** What this seat has signed of the text that was put before the sides last. */
export function signatureOf(text: OfferedText | null, seat: SeatId): Signature | undefined {
	return text?.signatures.find((one) => one.seat === seat);
}

/** There can be a text of agreement in this meeting. */
export function hasAgreement(state: Pick<MeetingState, 'plan'>): boolean {
	return isMediated(state);
}
