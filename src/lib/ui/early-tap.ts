/**
 * A tap on a button before the page's scripts have come. `app.html` keeps the last one, and says on the button that it
 * waits; when everything answers it is done, unless the button has come to mean something else.
 */

/** As `app.html` keeps it. */
export interface EarlyTap {
	readonly button: {
		readonly isConnected: boolean;
		readonly disabled: boolean;
		readonly textContent: string | null;
		removeAttribute(name: string): void;
		click(): void;
	};
	/** What stood on it. */
	readonly words: string | null;
	/** The last event that the page had been drawn with; null where it is no meeting's. */
	readonly seq: string | null;
	/** ms of the page's own clock. */
	readonly at: number;
}

/** Whoever has waited longer has given up, and would be surprised. */
const LONGEST_MS = 15_000;

/** Does what was tapped, if the same button still says the same about the same moment of the meeting. */
export function doEarlyTap(tap: EarlyTap | undefined, seq: string | null, now: number): void {
	if (!tap) return;
	const { button, words } = tap;
	button.removeAttribute('data-early');
	if (!button.isConnected || button.disabled || button.textContent !== words) return;
	if (tap.seq !== seq || now - tap.at > LONGEST_MS) return;
	button.click();
}
