/** Ways of taking part in words. Every code has its words: the compiler lists what is missing. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Way } from '#lib/meeting/queue/view.ts';

const WAY: Record<Way, () => string> = {
	hall: () => m.queue_way_hall(),
	online: () => m.queue_way_online(),
	phone: () => m.queue_way_phone(),
	'on-behalf': () => m.queue_way_on_behalf(),
	written: () => m.queue_way_written()
};

/** How somebody takes part, for a chip: in the hall, online, on somebody's behalf. */
export function formatWay(way: Way): string {
	return WAY[way]();
}

/** What stands above whoever was called and has not begun: nobody comes to the front from home. */
export function formatCalled(way: Way): string {
	return way === 'online' || way === 'phone' ? m.queue_called_remote() : m.queue_called();
}
