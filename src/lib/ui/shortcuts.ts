/**
 * Keys that do something on a whole screen [A12]: `<svelte:window onkeydown={shortcuts({ n: next })} />`.
 *
 * Keys sleep while anything could be meant for typing: in a text field, while an input method composes,
 * with a modifier, while a key is held down, while a dialog is open. Space, Enter and the arrows also
 * sleep on a control that has a use for them itself. A slide clicker sends PageDown and PageUp.
 */
import { isComposingKey } from './composing.ts';

export type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/**
 * A keydown listener for `keys`, which may be a function where the set changes with the stage. Names are
 * those of `KeyboardEvent.key`, letters in lower case, the space bar as `Space`.
 */
export function shortcuts(keys: Shortcuts | (() => Shortcuts)): (event: KeyboardEvent) => void {
	return (event) => {
		if (asleep(event)) return;
		const map = typeof keys === 'function' ? keys() : keys;
		const run = map[keyName(event.key)];
		if (!run) return;
		event.preventDefault();
		run(event);
	};
}

/** Whether a key press belongs to something else than the screen's shortcuts. */
export function asleep(event: KeyboardEvent): boolean {
	if (event.defaultPrevented || event.repeat) return true;
	if (event.ctrlKey || event.altKey || event.metaKey) return true;
	if (event.shiftKey && !/^[^\p{L}\s]$/u.test(event.key)) return true;
	if (isComposingKey(event)) return true;
	const target = event.target as Element | null;
	if (typeof target?.closest !== 'function') return false;
	if (target.closest(TYPING)) return true;
	if (/^(Space|Enter|Arrow)/.test(keyName(event.key)) && target.closest(PRESSABLE)) return true;
	return target.ownerDocument.querySelector('dialog[open]') !== null;
}

const TYPING =
	'input:not([type=button],[type=submit],[type=reset],[type=checkbox],[type=radio],[type=range],' +
	'[type=color],[type=file]), textarea, select, [contenteditable]:not([contenteditable=false]), ' +
	'[role=textbox], [role=combobox], [role=listbox]';
const PRESSABLE =
	'button, a[href], summary, input, audio, video, [role=button], [role=tab], [role=menuitem]';

function keyName(key: string): string {
	if (key === ' ' || key === 'Spacebar') return 'Space';
	return key.length === 1 ? key.toLowerCase() : key;
}
