/**
 * A video micro-consultation (视频微协商, S2.36): a small call inside the meeting, as an item of kind 视频 or apart with
 * some. What it is made of, and how what is said of it changes it; the same for those that everybody knows of and for
 * those that only their members do.
 */
import type { Instant, ItemId, SeatId, TextRef } from '../names.ts';

/** How much somebody sends and gets: 文字, 语音, 视频 (A16). */
export const LEVELS = ['text', 'voice', 'video'] as const;
export type Level = (typeof LEVELS)[number];

/** People of one call, at most. */
export const MAX_SEATS = 8;
/** Graphemes of what came of a call, and of one thing written in a private one. */
export const MAX_RESULT = 500;
export const MAX_WORDS = 300;
/** So much of what was written in a private call is kept until its end. */
export const MAX_LINES = 100;

export interface CallSeat {
	seat: SeatId;
	is: 'invited' | 'in' | 'declined' | 'left';
	level: Level;
	/** Has been in, whatever came after. Left out where not. */
	tookPart?: true;
}

export interface Call {
	id: string;
	/** The item that it serves; null: it is apart. */
	item: ItemId | null;
	since: Instant;
	/** In the order of being invited; of a private call that is over nobody. */
	seats: CallSeat[];
	endedAt: Instant | null;
	/** What came of it, in writing. */
	result: TextRef | null;
}

/** Only its members know of it; it goes when it ends. */
export interface PrivateCall {
	call: Call;
	/** Written by those who do not speak aloud, in order. */
	lines: { seat: SeatId; at: Instant; text: string }[];
}

export function seatIn(call: Call, seat: SeatId): CallSeat | undefined {
	return call.seats.find((one) => one.seat === seat);
}

/** Those who have been in it, whether they stayed or not. */
export function tookPart(call: Call): SeatId[] {
	return call.seats.filter((one) => one.tookPart || one.is === 'in').map(({ seat }) => seat);
}

/** Who began a private call: it is theirs to end, and goes when they go. */
export function beganBy(call: Call): SeatId | null {
	return call.item === null ? (call.seats[0]?.seat ?? null) : null;
}

/** Those who are in it now. */
export function seatsInside(call: Call): CallSeat[] {
	return call.seats.filter(({ is }) => is === 'in');
}

/** Sends and gets sound, and maybe a picture. */
export function isAloud({ is, level }: CallSeat): boolean {
	return is === 'in' && level !== 'text';
}

/** The same call with this seat as it is now; whoever is new stands last. */
export function withSeat(call: Call, now: CallSeat): Call {
	const before = seatIn(call, now.seat);
	const was = before?.tookPart || before?.is === 'in' || now.is === 'in';
	const own: CallSeat = was ? { ...now, tookPart: true } : now;
	const seats = before
		? call.seats.map((one) => (one.seat === now.seat ? own : one))
		: [...call.seats, own];
	return { ...call, seats };
}
