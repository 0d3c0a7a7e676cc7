/** What the minutes tell of small calls: who took part how long, and what came of it in writing; of private ones not who. */
import type { SeatId, TextRef } from '../names.ts';
import type { FactsOf } from '../registry.ts';
import { tookPart } from './call.ts';

export type CallsFact =
	| { what: 'video-call'; seats: SeatId[]; minutes: number; result: TextRef | null }
	| { what: 'private-call'; minutes: number; result: TextRef | null };

const minutes = (since: number, until: number) => Math.max(1, Math.round((until - since) / 60_000));

export const callsFacts: FactsOf<'calls'> = {
	of(before, event) {
		if (event.type === 'calls.private-ended') {
			const { since, result } = event.body;
			return { what: 'private-call', minutes: minutes(since, event.at), result };
		}
		if (event.type !== 'calls.ended') return null;
		const call = before.calls.video.find(({ id }) => id === event.body.call);
		const seats = call ? tookPart(call) : [];
		// Nobody came to it: nothing happened.
		if (!call || (seats.length === 0 && event.body.result === null)) return null;
		return {
			...{ what: 'video-call', minutes: minutes(call.since, event.at) },
			...{ seats, result: event.body.result }
		};
	},
	rows: { 'video-call': {}, 'private-call': {} }
};
