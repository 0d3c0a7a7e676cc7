/**
 * The clock of this device: where it stood when the page began, and the time that passed since. Nobody can
 * set it while the page is open; a sleep of the device, which some browsers leave out, is counted.
 */

/** A page that was hidden lacks at least so much of the wall clock where the device slept. */
const SLEEP_MS = 2000;

let slept = 0;

/** Ms since the epoch, as far as this device knew it at the start of the page. Never goes backwards. */
export function deviceNow(): number {
	return performance.timeOrigin + performance.now() + slept;
}

// A phone hides the page before it sleeps. Whether the clock was set meanwhile, the server says when
// it comes back.
if (typeof document !== 'undefined') {
	let hidden = { steady: 0, wall: Infinity };
	document.addEventListener('visibilitychange', () => {
		const now = { steady: performance.now(), wall: wallNow() };
		if (document.hidden) hidden = now;
		else {
			const lacking = now.wall - hidden.wall - (now.steady - hidden.steady);
			if (lacking > SLEEP_MS) slept += lacking;
			hidden = { steady: 0, wall: Infinity };
		}
	});
}

function wallNow(): number {
	// eslint-disable-next-line no-restricted-syntax -- the one place that looks how long the device slept
	return Date.now();
}
