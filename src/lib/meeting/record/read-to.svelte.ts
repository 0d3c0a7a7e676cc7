/** How far somebody has read, on this device alone: nothing of it leaves it. Browser only. */
import { lasting } from '#lib/ui/browser-storage.ts';

const keyOf = (addressKey: string) => `yitang-read-${addressKey}`;

/** Id of the last line read; null at the first visit, or where nothing may be kept. */
export function readTo(addressKey: string): string | null {
	return lasting.read(keyOf(addressKey));
}

/** Keeps it for the next visit. */
export function rememberRead(addressKey: string, line: string): void {
	// In a private window the next visit begins at the top.
	lasting.write(keyOf(addressKey), line);
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
