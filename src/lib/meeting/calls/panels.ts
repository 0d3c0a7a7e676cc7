/** What live sound shows on a phone. */
import type { PhonePanel } from '../panel.svelte.ts';

export const callsPanels: readonly PhonePanel[] = [];
