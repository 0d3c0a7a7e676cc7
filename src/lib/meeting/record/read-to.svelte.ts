/** How far somebody has read, on this device alone: nothing of it leaves it. Browser only. */
import { lasting } from '#lib/ui/browser-storage.ts';

const keyOf = (code: string) => `yitang-read-${code}`;

/** Id of the last line read; null at the first visit, or where nothing may be kept. */
export function readTo(code: string): string | null {
	return lasting.read(keyOf(code));
}

/** Keeps it for the next visit. */
export function rememberRead(code: string, line: string): void {
	// In a private window the next visit begins at the top.
	lasting.write(keyOf(code), line);
}

/** Of some lines, the one that stands last in `order`; null when none of them does. */
export function furthest(
	order: readonly string[],
	some: readonly (string | null)[]
): string | null {
	let last = -1;
	for (const id of some) if (id !== null) last = Math.max(last, order.indexOf(id));
	return order[last] ?? null;
}
