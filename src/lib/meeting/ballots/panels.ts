/** What votes show on a phone. */
import type { PhonePanel } from '../panel.svelte.ts';
export const ballotsPanels: readonly PhonePanel[] = [];
