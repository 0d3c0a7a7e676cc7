/**
 * What a slice shows on a screen, and where. Each slice lists its own (`<slice>/panels.ts` what phones show,
 * `<slice>/screens.ts` everything else), and a page goes through what there is for its places, so that no page
 * names a slice. A panel says by `when` whether it stands there now, and with which props; what is fetched
 * beforehand asks the same `when`.
 */
import type { Component } from 'svelte';
import type { Instant } from './names.ts';
import type { PlanState } from './plan/plan.ts';
import type { MeetingState, PrivateView } from './registry.ts';
import type { Acting } from './parts/acting.svelte.ts';
import type { StageKind } from './runsheet/runsheet.ts';

/** Where on a phone. */
export type PhonePlace =
	/** Above everything, whatever tab is open: whose phone it is, and whose turn. */
	| 'phone-seats'
	| 'phone-top'
	/** 现场, from above to below. */
	| 'phone'
	/** The thumb's end: the first of these alone. */
	| 'phone-action';

/** Where on all other screens, and on a phone's tabs that nobody waits for. */
export type ScreenPlace =
	| `phone-${'agenda' | 'record' | 'said' | 'seat' | 'mine' | 'helped' | 'leaving'}`
	| `chair-${'head' | 'stages' | 'items' | 'own' | 'middle' | 'right' | 'below' | 'press'}`
	| `chair-${'back' | 'tools' | 'moves' | 'news'}`
	/** While people speak. */
	| 'chair-floor'
	/** What the clerk works at now; the minutes, who and what else; folded into the number line. */
	| `clerk-${'head' | 'news' | 'work' | 'minutes' | 'beside' | 'roll'}`
	/** One picture at a time; of `hall` all panels of the first scene; the first of `hall-results` beside the notice; `hall-lane` makes the picture smaller. */
	| `hall${'' | '-top' | '-lane' | '-foot' | '-over' | '-sound' | '-results'}`
	| `watch${'' | '-head' | '-beside' | '-agenda'}`
	| `organiser-${'news' | 'beside' | 'objections'}`
	| 'record-desk';

/** What decides about a panel. */
export interface PanelView extends Acting {
	readonly state: MeetingState;
	readonly phase: PlanState['phase'];
	/** What the stage that is on is for; null unless the meeting is open. */
	readonly kind: StageKind | null;
	/** Whoever acts is signed in, and not gone since. */
	readonly here: boolean;
	readonly private: PrivateView;
	/** This tab of the phone is open: 现场, or one to read. */
	readonly tab: string;
}

/** The same on a screen that is no phone's first. */
export interface ScreenView extends PanelView {
	/** The time to draw by; who reads it is asked again each second. */
	readonly now: Instant;
	/** What the big screen shows. */
	readonly scene: string;
	/** Where phones go that scan the QR: on a paired hall screen with the key of this minute [S29]. */
	readonly joinLink: string;
	/** Origin of links that phones can reach. */
	readonly share: string;
	/** False: only the hall's own network reaches that address. */
	readonly reachable: boolean;
}

/** A panel at one of these places. */
export interface Panel<View = PanelView> {
	readonly at: string;
	/** Among all that stand there, the lowest first. */
	readonly order: number | ((view: View) => number);
	/** Its props while it stands there, always of the same names; null: not now. */
	when(view: View): object | null;
	/** Its component, fetched when it is needed. */
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- checked where it is listed
	load(): Promise<{ default: Component<any, any, any> }>;
	/** So heavy that no page waits for it; a big screen fetches it as soon as it is live. */
	readonly heavy?: true;
}

/** Of a phone's first screen. */
export type PhonePanel = Panel;

/** Of any other screen. */
export interface ScreenPanel extends Panel<ScreenView> {
	/** At a desk: keys that lead to it. What it answers with false was not its business. */
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- checked where it is listed
	readonly keys?: Readonly<Record<string, (one: any) => unknown>>;
	/** At the clerk's desk: its name among the parts, where it can be gone to, and how many wait there. */
	part?(view: ScreenView): { id: string; words: string; n?: number };
	/** At the clerk's desk: the stage waits for it now, so that it is brought into view where it stands first. */
	leads?(view: ScreenView): boolean;
	/** At the chair's press: how the script says that this is to be pressed; null once it is under way. */
	says?(view: ScreenView): string | null;
	/** At the clerk's desk: work of a few lines, which leaves its column to the minutes. */
	readonly brief?: true;
	/** The desk draws the frame around it. */
	readonly framed?: true;
	/** On the big screen: what picture it belongs to, and what the screen around it does. */
	readonly scene?: string;
	readonly around?: Around;
}

/** The big screen around a picture. */
export interface Around {
	/** Nothing at all. */
	nothing?: true;
	/** The meeting's title above it and not its matter, which is the picture. */
	title?: true;
	/** No code in the corner: the picture shows one. */
	noCode?: true;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as svelte says it
type Props = Record<string, any>;

/** What is said of a panel, its props and keys checked against its component. */
type Listed<P extends Props, Exports extends Props, Of, View, Place> = Omit<
	Of,
	'at' | 'when' | 'load' | 'keys'
> & {
	at: Place;
	when(view: View): NoInfer<P> | null;
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever can be bound
	load(): Promise<{ default: Component<P, Exports, any> }>;
	keys?: Readonly<Record<string, (one: NoInfer<Exports>) => unknown>>;
};

/** A panel of a phone's first screen. */
export function phonePanel<P extends Props, E extends Props>(
	one: Listed<P, E, PhonePanel, PanelView, PhonePlace>
): PhonePanel {
	return one;
}

/** A panel of any other screen. */
export function screenPanel<P extends Props, E extends Props>(
	one: Listed<P, E, ScreenPanel, ScreenView, ScreenPlace>
): ScreenPanel {
	return one;
}

/** Those that stand at a place now, in their order. */
export function shownAt<View, P extends Panel<View>>(panels: readonly P[], view: View): P[] {
	const order = ({ order }: P) => (typeof order === 'function' ? order(view) : order);
	return panels
		.filter((one) => one.when(view) !== null)
		.sort((one, other) => order(one) - order(other));
}

const fetched = new WeakMap<Panel<never>, Component>();

/** The component of a panel, if it has been fetched. */
export function ready(panel: Panel<never>): Component<Props> | undefined {
	return fetched.get(panel);
}

/** The component of a panel, once it is here. */
export async function fetchPanel(panel: Panel<never>): Promise<Component<Props>> {
	const known = ready(panel);
	if (known) return known;
	const { default: component } = await panel.load();
	// The server draws only what the browser will have, too, when it takes the page over.
	if (!panel.heavy || typeof document !== 'undefined') fetched.set(panel, component);
	return component;
}

/**
 * Fetches these, so that a page is whole when it comes, on the server too. In a browser one that does not come
 * leaves its own place to say so (`LazyPanel.svelte`), and the page that was drawn stays.
 */
export async function fetchPanels(panels: readonly Panel<never>[]): Promise<void> {
	if (typeof document === 'undefined')
		await Promise.all(panels.filter(({ heavy }) => !heavy).map((one) => fetchPanel(one)));
	else await Promise.allSettled(panels.map((one) => fetchPanel(one)));
}

/**
 * Of what a panel tells now, by id: a vote, a board, whoever has the floor. When that becomes another one the panel
 * begins anew, so that nothing which was typed or chosen for the one before is done to the next.
 */
export function subjectOf(props: object | null): string {
	return Object.values(props ?? {})
		.flatMap((one: unknown) => idOf(one) ?? [])
		.join(' ');
}

function idOf(one: unknown): string | null {
	if (typeof one !== 'object' || one === null) return null;
	if ('id' in one && typeof one.id === 'string') return one.id;
	return 'entry' in one ? idOf(one.entry) : null;
}

/**
 * The props of a panel as its component reads them: each moves only when it itself has become another one.
 * The last ones stay while the panel goes.
 */
export function propsOf(read: () => object | null): Props {
	const props: Props = {};
	let last: Props = {};
	const now = $derived.by<Props>(() => (last = read() ?? last));
	for (const name of Object.keys(read() ?? {})) {
		const one = $derived(now[name] as unknown);
		Object.defineProperty(props, name, { enumerable: true, get: () => one });
	}
	return props;
}
