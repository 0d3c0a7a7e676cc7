/**
 * What browsers say to each other over the room so that they find each other (signalling): never stored, never a fact.
 * The server says who sent it [LS7]. Types alone; `server/calls/signalling.ts` carries them.
 */
import type { SeatId } from '../names.ts';
import type { Refusal } from '../refusal.ts';
import type { STATION } from './calls.ts';
import type { CallGrant } from './grant.ts';

/** A seat in a call, or the hall's device. */
export type PeerId = SeatId | typeof STATION;

/** Somebody in a call. Another `instance` is another page or device in the same place. */
export interface Peer {
	id: PeerId;
	instance: string;
}

/** A session description or a candidate, as RTCPeerConnection makes them. */
export type SignalData =
	| { description: { type: 'offer' | 'answer' | 'pranswer' | 'rollback'; sdp: string } }
	| {
			candidate: {
				candidate: string;
				sdpMid: string | null;
				sdpMLineIndex: number | null;
				usernameFragment: string | null;
			} | null;
	  };

/** `as`: in whose place this page is; one phone may hold several seats. */
export type SignalUp = { room: string; as: PeerId } & (
	| { do: 'enter'; instance: string }
	/** `instance`: of whom it is for. */
	| { do: 'say'; to: PeerId; instance: string; data: SignalData }
	| { do: 'leave' }
);

export type SignalDown = { room: string; as: PeerId } & (
	| { is: 'entered'; grant: CallGrant; peers: Peer[] }
	| { is: 'peers'; peers: Peer[] }
	| { is: 'said'; from: PeerId; instance: string; data: SignalData }
	/** It is over for this page: the call, or its place in it. */
	| { is: 'ended'; why: Refusal }
	/** What was said did not count. */
	| { is: 'refused'; why: Refusal }
);
