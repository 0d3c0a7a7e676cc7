/** Lengths of time as people say them, in the language now shown. */
import { m } from './paraglide/messages.js';

/** 1分20秒, 40秒, 3分钟; from ms, in the seconds that are full, as clocks count what was used. */
export function formatLength(ms: number): string {
	const seconds = Math.floor(ms / 1000);
	const [min, s] = [Math.floor(seconds / 60), seconds % 60];
	if (min === 0) return m.phone_seconds({ s });
	return s === 0 ? m.phone_minutes({ min }) : m.phone_minutes_seconds({ min, s });
}
