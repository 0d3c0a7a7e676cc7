/** How ways of taking part look in a bar: greys and shapes, since every colour says something else already. */
import type { Way } from './view.ts';

export const WAYS_LOOK = {
	hall: { tone: 'ink', shape: 'square' },
	'on-behalf': { tone: 'grey-1', shape: 'diamond' },
	online: { tone: 'grey-2', shape: 'circle' },
	phone: { tone: 'grey-3', shape: 'triangle' },
	written: { tone: 'grey-4', shape: 'diamond' }
} as const satisfies Record<Way, object>;

/** In this order. */
export const WAYS_ORDER: readonly Way[] = ['hall', 'on-behalf', 'online', 'phone', 'written'];
