/** What the roll shows on desks and on a phone's own tab. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { partiesTitle } from '#lib/i18n/party-words.ts';
import { clerkHere } from '../attendance/view.ts';
import { screenPanel, type ScreenView } from '../panel.svelte.ts';
import { hasParties } from '../parties.ts';
import { isStaff } from './roll.ts';
import { sidesAreOpen, withoutSide } from './sides.ts';
import { guestsWaiting, unhelped } from './view.ts';

function waiting({ state, private: { roll } }: ScreenView): number {
	return roll.requests.length + roll.hallAsks.length + guestsWaiting(state.roll).length;
}

/** The clerk's own seat nobody but the chair and the organiser can give back. */
function staffAsked({ state, private: { roll } }: ScreenView): boolean {
	return roll.requests.some(({ seat }) => isStaff(state.roll.seats[seat]!));
}

export default [
	screenPanel({
		at: 'chair-news',
		order: 5,
		when: ({ private: { roll } }) => (roll.claims.length > 0 ? {} : null),
		load: () => import('./SeatClaimed.svelte')
	}),
	screenPanel({
		at: 'clerk-news',
		order: 5,
		when: ({ private: { roll } }) => (roll.claims.length > 0 ? {} : null),
		load: () => import('./SeatClaimed.svelte')
	}),
	screenPanel({
		at: 'organiser-news',
		order: 22,
		when: (view) => (staffAsked(view) ? { id: 'door', share: view.share, alone: true } : null),
		load: () => import('./DoorPanel.svelte')
	}),
	screenPanel({
		at: 'chair-news',
		order: 20,
		when: () => ({}),
		load: () => import('./GuestLobby.svelte')
	}),
	screenPanel({
		at: 'organiser-news',
		order: 20,
		when: () => ({}),
		load: () => import('./GuestLobby.svelte')
	}),
	// [S36] Who opens the meeting reads it before pressing; where nobody keeps the list the panel itself is below.
	screenPanel({
		at: 'chair-news',
		order: 21,
		when: ({ state }) =>
			sidesAreOpen(state) &&
			withoutSide(state).length > 0 &&
			(state.plan.phase === 'planned' || clerkHere(state))
				? {}
				: null,
		load: () => import('./MissingParties.svelte')
	}),
	// [A15] Where nobody keeps the list the chair lets people sit down, and matches guests with it.
	screenPanel({
		at: 'chair-news',
		order: 22,
		when: (view) =>
			(waiting(view) > 0 && !clerkHere(view.state)) || staffAsked(view)
				? {
						...{ id: 'door', share: view.share, alone: true },
						folded: view.phase === 'open' && view.kind !== 'signin'
					}
				: null,
		load: () => import('./DoorPanel.svelte')
	}),
	screenPanel({
		at: 'chair-own',
		order: 20,
		when: ({ state }) => (state.plan.phase === 'closed' ? null : {}),
		load: () => import('./HandChair.svelte')
	}),
	screenPanel({
		at: 'clerk-news',
		order: 20,
		when: () => ({}),
		load: () => import('./GuestLobby.svelte')
	}),
	screenPanel({
		at: 'clerk-beside',
		order: 40,
		part: (view) => ({ id: 'door', words: m.clerk_door(), n: waiting(view) }),
		when: ({ share }) => ({ id: 'door', share }),
		load: () => import('./DoorPanel.svelte'),
		keys: { F4: (one) => one.focus(), F8: (one) => one.toMatch() }
	}),
	// Which party everybody is, while it is asked; the clerk's, or who chairs without one.
	screenPanel({
		at: 'chair-middle',
		order: 54,
		when: ({ state, kind }) =>
			hasParties(state) &&
			!clerkHere(state) &&
			state.plan.phase !== 'closed' &&
			(kind === 'parties' || withoutSide(state).length > 0)
				? { id: 'sides' }
				: null,
		load: () => import('./SidesPanel.svelte')
	}),
	screenPanel({
		at: 'clerk-beside',
		// It is work while somebody has no side; afterwards it is there to be put right.
		order: ({ state, kind }) => (kind === 'parties' || withoutSide(state).length > 0 ? 30 : 65),
		part: ({ state }) => ({
			id: 'sides',
			words: partiesTitle(state.plan),
			n: withoutSide(state).length
		}),
		when: ({ state }) =>
			hasParties(state) && state.plan.phase !== 'closed' ? { id: 'sides' } : null,
		load: () => import('./SidesPanel.svelte')
	}),
	screenPanel({
		at: 'chair-own',
		order: 30,
		when: ({ state }) => (state.plan.phase === 'open' ? {} : null),
		load: () => import('./HallOrder.svelte')
	}),
	screenPanel({
		at: 'clerk-beside',
		order: 75,
		part: ({ private: { roll } }) => ({
			id: 'order',
			words: m.roll_order(),
			n: roll.sentOut.filter(({ back }) => !back).length
		}),
		when: ({ state }) => (state.plan.phase === 'open' ? {} : null),
		load: () => import('./HallOrder.svelte'),
		framed: true
	}),
	screenPanel({
		at: 'clerk-beside',
		order: 70,
		part: ({ state }) => ({
			id: 'helpers',
			words: m.clerk_helpers(),
			n: unhelped(state.roll).length
		}),
		when: () => ({ id: 'helpers' }),
		load: () => import('./HelpersPanel.svelte')
	}),
	screenPanel({
		at: 'phone-seat',
		order: 10,
		when: () => ({}),
		load: () => import('./OwnSeat.svelte')
	}),
	screenPanel({
		at: 'phone-seat',
		order: 25,
		when: ({ phase, seat }) =>
			phase !== 'closed' && seat && seat.role !== 'observer' && seat.role !== 'supervisor'
				? { seat: null }
				: null,
		load: () => import('../parts/MoreTime.svelte')
	}),
	screenPanel({
		at: 'phone-leaving',
		order: 10,
		when: ({ seat, behalf }) => (seat && !behalf ? {} : null),
		load: () => import('./ReleaseSeat.svelte')
	})
];
