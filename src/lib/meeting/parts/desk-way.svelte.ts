/** The desk from which somebody came to a page that is the same for everybody, as long as their tab is open. */
import { ofThisTab } from '#lib/ui/browser-storage.ts';

const keyOf = (addressKey: string) => `desk ${addressKey}`;

/** Keeps the way back to this desk. */
export function rememberDesk(addressKey: string, path: string): void {
	ofThisTab.write(keyOf(addressKey), path);
}

/** Where this tab's desk is; null for whoever has none. */
export function deskWay(addressKey: string): string | null {
	const path = ofThisTab.read(keyOf(addressKey));
	return path?.startsWith('/m/') || path?.startsWith('/meetings/') ? path : null;
}
