/** What stands between somebody and a microphone or a camera, in a sentence that says what to do. */
import type { MediaFault, MediaKind } from '#lib/live/calls/local-media.svelte.ts';
import { m } from './paraglide/messages.js';

const WORDS: Readonly<Record<MediaFault, (of: { what: string }) => string>> = {
	insecure: m.calls_fault_insecure,
	unsupported: () => m.calls_fault_unsupported(),
	refused: m.calls_fault_refused,
	missing: m.calls_fault_missing,
	busy: m.calls_fault_busy,
	failed: m.calls_fault_failed
};

/** The sentence for what is in the way. */
export function mediaFaultSentence(fault: MediaFault, kind: MediaKind): string {
	const what = kind === 'camera' ? m.calls_camera() : m.calls_microphone();
	return WORDS[fault]({ what });
}
