/** Stances of speakers in words. Every code has its words: the compiler lists what is missing. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Stance } from '#lib/meeting/queue/queue.ts';

const STANCE: Record<Stance, () => string> = {
	for: () => m.queue_stance_for(),
	against: () => m.queue_stance_against(),
	ask: () => m.queue_stance_ask(),
	add: () => m.queue_stance_add(),
	order: () => m.queue_stance_order(),
	side: () => m.queue_stance_side(),
	none: () => m.queue_stance_none(),
	statement: () => m.queue_stance_statement(),
	opinion: () => m.queue_stance_opinion()
};

/** 支持, 反对, … */
export function formatStance(stance: Stance): string {
	return STANCE[stance]();
}
