/** Whether the screens below show a meeting that is being played again: nothing on them leads into the room. */
import { getContext, setContext } from 'svelte';

const KEY = Symbol('replayed');

/** Said by who plays it. */
export function provideReplayed(): void {
	setContext(KEY, true);
}

/** True below a replay. */
export function useReplayed(): boolean {
	return getContext<boolean | undefined>(KEY) ?? false;
}
