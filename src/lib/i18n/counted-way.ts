/** In which way people took part, where they are counted: 现场手机, 线上, 代录, 电话, 纸质. */
import type { CountedWay } from '#lib/meeting/channels.ts';
import { m } from './paraglide/messages.js';
import { formatWay } from './way-words.ts';

/** A few words for the head of a column. */
export function formatCountedWay(way: CountedWay): string {
	if (way === 'hall') return m.common_counted_hall();
	return way === 'paper' ? m.common_counted_paper() : formatWay(way);
}
