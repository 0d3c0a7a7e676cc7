/**
 * What slices show on all screens but a phone's first one: `screens.ts` of every slice, found by itself, for
 * nobody has to load it to join a meeting. A slice that shows nothing there has none.
 */
import type { Instant } from './names.ts';
import { kindNow } from './on-screen.ts';
import { shownAt, type ScreenPanel, type ScreenPlace, type ScreenView } from './panel.svelte.ts';
import type { MeetingState } from './registry.ts';

const SCREENS = Object.values(
	import.meta.glob<readonly ScreenPanel[]>('./*/screens.ts', { eager: true, import: 'default' })
).flat();

const AT = new Map<string, ScreenPanel[]>();
for (const panel of SCREENS) AT.set(panel.at, [...(AT.get(panel.at) ?? []), panel]);

/** What there is for a place. */
export function screenPanels(place: ScreenPlace): readonly ScreenPanel[] {
	return AT.get(place) ?? [];
}

const standsAt = (screen: string, { at }: ScreenPanel) =>
	at === screen || at.startsWith(`${screen}-`);

/** What there is for all places whose names begin so, and nobody has to wait for. */
export function screensOf(...screens: string[]): readonly ScreenPanel[] {
	return SCREENS.filter(
		(panel) => !panel.heavy && screens.some((screen) => standsAt(screen, panel))
	);
}

/** What else there is, for a screen that has arrived. */
export function heavyScreensOf(screen: string): readonly ScreenPanel[] {
	return SCREENS.filter((panel) => panel.heavy && standsAt(screen, panel));
}

/**
 * What the big screen and the watchers see at this moment, found from the state alone, so that nobody has to
 * press anything (A11): the picture of the first panel that stands there.
 */
export function sceneOf(state: MeetingState, now: () => Instant): string {
	// Of who looks a big screen knows nothing.
	const view = {
		state,
		phase: state.plan.phase,
		kind: kindNow(state),
		get now() {
			return now();
		}
	} as ScreenView;
	return shownAt<ScreenView, ScreenPanel>(screenPanels('hall'), view)[0]?.scene ?? '';
}
