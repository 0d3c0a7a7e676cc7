/** Every text that people typed into a meeting, so that each can be erased (L18). */
import type { MeetingState } from '../registry.ts';
import type { TextId } from '../names.ts';

const HASH = /^[0-9a-f]{64}$/u;

/**
 * Text ids by the slice that shows them, in the order in which they stand there. Found by their shape
 * (id and hash), so that a new slice is never forgotten.
 */
export function typedTexts(state: MeetingState): Record<string, TextId[]> {
	const found: Record<string, TextId[]> = {};
	for (const [slice, part] of Object.entries(state)) {
		const ids = new Set<TextId>();
		collect(part, ids);
		found[slice] = [...ids];
	}
	return found;
}

/** Of these texts those that no part of the state names: earlier words, and what stands in the record alone. */
export function otherTexts(state: MeetingState, texts: Iterable<TextId>): TextId[] {
	const named = new Set(Object.values(typedTexts(state)).flat());
	return [...texts].filter((id) => !named.has(id));
}

function collect(value: unknown, ids: Set<TextId>): void {
	if (typeof value !== 'object' || value === null) return;
	const { id, hash } = value as { id?: unknown; hash?: unknown };
	if (typeof id === 'string' && typeof hash === 'string' && HASH.test(hash)) ids.add(id);
	else for (const part of Object.values(value)) collect(part, ids);
}
