/** What stands over the words that the clerk writes for a stage. */
import { m } from './paraglide/messages.js';
import type { Stage } from '#lib/meeting/runsheet/runsheet.ts';

/** 今天的结果, 公示内容, else words for the screens. */
export function notesTitle({ kind }: Stage): string {
	if (kind === 'result') return m.runsheet_result();
	return kind === 'notice' ? m.runsheet_notice() : m.clerk_notes();
}
