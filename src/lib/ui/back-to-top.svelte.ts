/**
 * A page that has become another one begins at its top, as a new page does: nobody looks for the
 * sentence of this moment from the middle of what stood there before.
 */
import { untrack } from 'svelte';

/** Scrolls to the top when what `read` gives has changed, never for how it was found. */
export function backToTop(read: () => string): void {
	let before = untrack(read);
	$effect(() => {
		const now = read();
		if (now === before) return;
		before = now;
		scrollTo({ top: 0 });
		// Where the page is as high as the screen, its middle scrolls by itself.
		document.getElementById('main')?.scrollTo({ top: 0 });
	});
}
