/** What somebody wants to say and how it reaches the room, in one word each. */
import { m } from './paraglide/messages.js';
import type { Side, Stance } from '#lib/meeting/queue/queue.ts';
import type { Way } from '#lib/meeting/queue/view.ts';

/** 赞成, 反对 … or the side in a mediation; '' where the rules ask for no stance. */
export function sayStance(stance: Stance, side: Side | null = null): string {
	switch (stance) {
		case 'for':
			return m.queue_stance_for();
		case 'against':
			return m.queue_stance_against();
		case 'ask':
			return m.queue_stance_ask();
		case 'add':
			return m.queue_stance_add();
		case 'order':
			return m.queue_stance_order();
		case 'side':
			return side === 'b' ? m.roll_side_b() : m.roll_side_a();
		case 'none':
			return '';
	}
}

const WAYS: Record<Way, () => string> = {
	hall: () => m.attendance_channel_hall(),
	online: () => m.attendance_channel_online(),
	phone: () => m.attendance_channel_phone(),
	'on-behalf': () => m.attendance_on_behalf(),
	written: () => m.queue_way_written()
};

/** 现场, 线上, 电话, 代录, 打字. */
export function sayWay(way: Way): string {
	return WAYS[way]();
}
