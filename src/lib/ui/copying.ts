/**
 * Puts text on the clipboard; false where the browser does not allow it. On a LAN address over plain
 * http there is no `navigator.clipboard`, so the old way follows. Call it straight from a press.
 */
export async function copyText(text: string): Promise<boolean> {
	try {
		if (navigator.clipboard) {
			await navigator.clipboard.writeText(text);
			return true;
		}
	} catch {
		// Refused, as in some in-app browsers: try the old way.
	}
	return copyBySelection(text);
}

function copyBySelection(text: string): boolean {
	const before = document.activeElement;
	const area = document.createElement('textarea');
	area.value = text;
	area.readOnly = true;
	area.setAttribute('aria-hidden', 'true');
	// 16 px keeps iOS from zooming in.
	area.style.cssText = 'position:fixed;top:0;left:0;opacity:0;font-size:16px';
	// Inside an open dialog nothing outside it can be selected.
	(before?.closest('dialog') ?? document.body).append(area);
	area.select();
	area.setSelectionRange(0, text.length);
	let done = false;
	try {
		done = document.execCommand('copy');
	} catch {
		done = false;
	}
	area.remove();
	if (before instanceof HTMLElement) before.focus();
	return done;
}
