/**
 * What grows at its end stays in view: a box that shows its end follows it, until somebody scrolls up
 * or works in it.
 */

/** How far from the end still counts as there, px. */
const NEAR = 48;

/** An attachment of the box that scrolls; stands after what fills it. Returns how to stop. */
export function keepAtEnd(box: HTMLElement): () => void {
	let there = true;
	const follow = () => {
		if (there && !box.contains(document.activeElement)) box.scrollTop = box.scrollHeight;
	};
	const note = () => (there = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR);
	const grown = new ResizeObserver(follow);
	for (const child of box.children) grown.observe(child);
	box.addEventListener('scroll', note, { passive: true });
	return () => {
		grown.disconnect();
		box.removeEventListener('scroll', note);
	};
}
