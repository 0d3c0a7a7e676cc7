/** Where a card lies that is in no group, in the order in which pages and papers tell it. */
export const UNGROUPED = ['loose', 'parked', 'off'] as const;
export type Rest = (typeof UNGROUPED)[number];
