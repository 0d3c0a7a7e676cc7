/**
 * For whom a screen acts: the seat of this phone that is chosen, or somebody handed over to its helper (A9).
 * One for each page, in a context, so that no panel has to be told; a page that acts for nobody gives none.
 */
import { getContext, setContext } from 'svelte';
import type { MeetingStore } from '#lib/live/meeting.svelte.ts';
import { clock } from '#lib/ui/clock.svelte.ts';
import { isPresent } from '../attendance/attendance.ts';
import { usualChannel } from '../attendance/view.ts';
import type { Channel, SeatId } from '../names.ts';
import { kindNow } from '../on-screen.ts';
import type { PanelView, ScreenView } from '../panel.svelte.ts';
import type { MeetingState, PrivateView } from '../registry.ts';
import type { Seat } from '../roll/roll.ts';
import { helpedBy, phoneSeat, phoneSeats } from '../roll/view.ts';

export interface Acting {
	/** Who acts; null without a seat. */
	readonly seat: Seat | null;
	/** The same, by id. */
	readonly you: SeatId | null;
	/** Somebody else's phone acts for this seat. */
	readonly behalf: boolean;
	/** Everybody whose turn this screen must not miss. */
	readonly carried: readonly Seat[];
}

/** A member's phone: one of its seats, whom it acts for, which tab is open. */
export interface Phone extends ScreenView {
	tab: 'now' | 'agenda' | 'record' | 'mine';
	/** This phone's own seat. */
	readonly own: Seat | null;
	/** Where this person takes part, before they are signed in. */
	readonly channel: Channel;
	/** Another seat of this phone. */
	choose(seat: SeatId): void;
	/** For somebody handed over; null: for oneself again. */
	actFor(seat: SeatId | null): void;
	setChannel(channel: Channel): void;
}

/** The phone of this page. `wished`: the seat that the address names; `share`: origin of links for others. */
export function phoneFor(meeting: MeetingStore, wished: SeatId | null, share: string): Phone {
	let tab = $state<Phone['tab']>('now');
	let asked = $state(wished);
	/** Whom a helper acts for; null: themselves. */
	let handedOver = $state<SeatId | null>(null);
	const chosen = $state<Record<SeatId, Channel>>({});
	const roll = $derived(meeting.state.roll);
	const own = $derived(phoneSeat(roll, meeting.privateView.you, asked));
	const helped = $derived(own?.role === 'helper' ? helpedBy(roll, own.id) : []);
	const other = $derived(helped.find(({ id }) => id === handedOver));
	const carried = $derived([...phoneSeats(roll, meeting.privateView.you), ...helped]);
	const seat = $derived(other ?? own);
	const you = $derived(seat && seat.id);
	const here = $derived(you !== null && isPresent(meeting.state.attendance, you));
	return {
		scene: '',
		share,
		joinLink: '',
		reachable: true,
		get tab() {
			return tab;
		},
		set tab(next) {
			tab = next;
		},
		get state() {
			return meeting.state;
		},
		get phase() {
			return meeting.state.plan.phase;
		},
		get kind() {
			return kindNow(meeting.state);
		},
		get private() {
			return meeting.privateView;
		},
		get now() {
			return clock.now;
		},
		get own() {
			return own;
		},
		get seat() {
			return seat;
		},
		get you() {
			return you;
		},
		get here() {
			return here;
		},
		get behalf() {
			return other !== undefined;
		},
		get carried() {
			return carried;
		},
		get channel() {
			return seat ? (chosen[seat.id] ?? usualChannel(meeting.state, seat)) : 'hall';
		},
		choose(next) {
			asked = next;
			handedOver = null;
		},
		actFor(next) {
			handedOver = next;
		},
		setChannel(channel) {
			if (you) chosen[you] = channel;
		}
	};
}

/** What phones with these seats show first, before there is a page: by each of them. */
export function firstViews(state: MeetingState, mine: PrivateView): PanelView[] {
	const { roll } = state;
	const seats = phoneSeats(roll, mine.you);
	return (seats.length > 0 ? seats : [null]).map((seat) => {
		const helped = seat?.role === 'helper' ? helpedBy(roll, seat.id) : [];
		const you = seat?.id ?? null;
		return {
			state,
			phase: state.plan.phase,
			kind: kindNow(state),
			here: you !== null && isPresent(state.attendance, you),
			private: mine,
			seat,
			you,
			behalf: false,
			carried: [...seats, ...helped],
			tab: 'now'
		};
	});
}

const NOBODY: Acting = { seat: null, you: null, behalf: false, carried: [] };
const KEY = Symbol('acting');

/** Puts it into the context of everything below. */
export function provideActing<A extends Acting>(acting: A): A {
	return setContext(KEY, acting);
}

/** For whom this page acts. */
export function useActing(): Acting {
	return getContext<Acting | undefined>(KEY) ?? NOBODY;
}

/** The phone, for what stands on phones alone. */
export function usePhone(): Phone {
	return getContext<Phone>(KEY);
}
