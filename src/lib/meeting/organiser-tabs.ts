/**
 * Pages of a meeting at the organiser's desk, beside its overview: each slice has its own in
 * `<slice>/organiser-tabs.ts`, found by itself, and its pages below `routes/(app)/meetings/[code]`.
 */
export interface OrganiserTab {
	/** Among all tabs, the lowest first. */
	order: number;
	/** The last part of its address. */
	path: string;
	label(): string;
	/** Something is done there also in a meeting that is not held. */
	evenCancelled?: true;
}

export const ORGANISER_TABS: readonly OrganiserTab[] = Object.values(
	import.meta.glob<readonly OrganiserTab[]>('./*/organiser-tabs.ts', {
		eager: true,
		import: 'default'
	})
)
	.flat()
	.sort((one, other) => one.order - other.order);
