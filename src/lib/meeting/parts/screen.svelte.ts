/** What decides about the panels of a screen that nobody holds in the hand: a desk, the big screen, who watches. */
import type { MeetingStore } from '#lib/live/meeting.svelte.ts';
import { clock } from '#lib/ui/clock.svelte.ts';
import type { Instant } from '../names.ts';
import { kindNow } from '../on-screen.ts';
import type { ScreenView } from '../panel.svelte.ts';
import type { PlanState } from '../plan/plan.ts';
import type { MeetingState, PrivateView } from '../registry.ts';
import type { StageKind } from '../runsheet/runsheet.ts';
import { sceneOf } from '../screens.ts';

export interface ScreenOptions {
	/** Origin of links that phones can reach. */
	share?: string;
	/** False: only the hall's own network reaches that address. */
	reachable?: boolean;
	/** The time to draw by; the room's where none is given. */
	now?: () => Instant;
	/** The key of this minute in the QR of a paired hall screen. */
	hallKey?: () => string | null;
}

/** Who watches sees the pause above the rest, so it never takes its place. */
export const WATCHING: ScreenOptions = { now: () => Infinity };

export class Screen implements ScreenView {
	readonly seat = null;
	readonly you = null;
	readonly behalf = false;
	readonly carried = [];
	readonly here = false;
	readonly tab = 'now';
	readonly share: string;
	readonly reachable: boolean;
	scene = $derived.by(() => sceneOf(this.state, () => this.now));
	#meeting: MeetingStore;
	#now: () => Instant;
	#hallKey: () => string | null;

	constructor(
		meeting: MeetingStore,
		{
			share = '',
			reachable = true,
			now = () => clock.now,
			hallKey = () => null
		}: ScreenOptions = {}
	) {
		this.#meeting = meeting;
		this.share = share;
		this.reachable = reachable;
		this.#now = now;
		this.#hallKey = hallKey;
	}

	get joinLink(): string {
		const key = this.#hallKey();
		const bare = `${this.share}/join?code=${this.#meeting.addressKey}`;
		return key === null ? bare : `${bare}&in=${key}`;
	}

	get state(): MeetingState {
		return this.#meeting.state;
	}

	get phase(): PlanState['phase'] {
		return this.state.plan.phase;
	}

	get kind(): StageKind | null {
		return kindNow(this.state);
	}

	get private(): PrivateView {
		return this.#meeting.privateView;
	}

	get now(): Instant {
		return this.#now();
	}
}
