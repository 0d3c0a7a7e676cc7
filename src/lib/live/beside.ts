/** What lies beside a page as bytes that many share: fetched by the browsers that were sent the page. */
import { ofThisTab } from '#lib/ui/browser-storage.ts';

/** After a failure it is asked for again so soon, ms; each time after twice as long, up to the second. */
const [SOON_MS, SELDOM_MS] = [300, 5000];

/** Kept in this tab from when a page reloaded itself until one has worked. */
const RELOADED = 'yitang-reloaded';

/**
 * It, however often it takes; meanwhile the page stays as it was drawn, readable.
 *
 * @throws once the page was left: another is being loaded, and nobody waits for this any more
 */
export async function fetchBeside<Beside>(address: string, get: typeof fetch): Promise<Beside> {
	const page = pathname();
	for (let wait = SOON_MS; pathname() === page; wait = Math.min(2 * wait, SELDOM_MS)) {
		let missing = false;
		try {
			const answer = await get(address);
			if (answer.ok) return (await answer.json()) as Beside;
			missing = answer.status === 404;
		} catch {
			// Offline, or cut off on the way.
		}
		// No longer this browser's to see: a fresh page says so and shows a way on.
		if (missing && pathname() === page) reloadOnce();
		await new Promise((resolve) => setTimeout(resolve, wait));
	}
	throw new Error(`${page} was left before ${address} came`);
}

/** Of the page that is open; tests and tools have none. */
function pathname(): string {
	return typeof location === 'undefined' ? '' : location.pathname;
}

/** An outdated page loads again, but never in a loop. */
export function reloadOnce(): void {
	// Where nothing is kept it would not know that it had done so.
	if (ofThisTab.read(RELOADED) === null && ofThisTab.write(RELOADED, '1')) location.reload();
}

/** This page speaks with its server: should it be outdated later, it may load again. */
export function reloadWorked(): void {
	ofThisTab.write(RELOADED, null);
}
