/** Sending what must arrive: again until there is an answer. */
import type { MeetingStore } from '#lib/live/meeting.svelte.ts';
import type { Command } from '../../registry.ts';
import type { SeatId } from '../../names.ts';
import { deliveryOf, type DeliveryStatus } from './own.ts';

/** What is sent again by itself waits so long, ms. */
export const AGAIN_MS = 3000;

/** Sends it until there is an answer that stays. */
export async function sendUntilAcknowledged(
	meeting: MeetingStore,
	by: SeatId,
	command: Command
): Promise<DeliveryStatus> {
	for (;;) {
		const delivery = deliveryOf(await meeting.send(by, command, Infinity));
		if (delivery !== 'waiting') return delivery;
		await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
	}
}
