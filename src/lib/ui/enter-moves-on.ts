/** In a row of inputs Enter goes on to the next one; on the last it hands in, as in every form. */
import { isComposingKey } from './composing.ts';

/** For `onkeydown` of whatever is around the inputs. */
export function enterMovesOn(event: KeyboardEvent): void {
	if (event.key !== 'Enter' || isComposingKey(event)) return;
	const inputs = [...(event.currentTarget as HTMLElement).querySelectorAll('input')];
	const next = inputs[inputs.indexOf(event.target as HTMLInputElement) + 1];
	if (!next) return;
	event.preventDefault();
	next.select();
}
