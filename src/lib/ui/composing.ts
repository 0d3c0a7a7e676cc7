/**
 * Keys that belong to an input method. Every key handler of ours asks first: the Enter that takes 李 out
 * of a list of candidates must neither hand in a form nor choose a person.
 */

/**
 * True while an input method composes, and for the key that ends it. Safari tells that one after
 * `compositionend`, with `isComposing` false; its number 229 ("an input method has it") is all that
 * tells it from a key of ours. The number is deprecated and has no successor (UI Events, 2024).
 */
export function isComposingKey(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
	return event.isComposing || event.keyCode === 229;
}
