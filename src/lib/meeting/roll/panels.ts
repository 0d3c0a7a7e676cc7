/** What the roll shows on a phone. */
import { phonePanel } from '../panel.svelte.ts';
import { hasParties } from '../parties.ts';
import { formerChair } from './roll.ts';
import { sidesAreOpen } from './sides.ts';
import { phoneSeats } from './view.ts';

export const rollPanels = [
	phonePanel({
		at: 'phone-seats',
		order: 10,
		when: ({ state, private: { you } }) => (phoneSeats(state.roll, you).length > 1 ? {} : null),
		load: () => import('./SeatTabs.svelte')
	}),
	// A helper chooses for whom; whoever was chosen has the screen.
	phonePanel({
		at: 'phone',
		order: -10,
		when: ({ seat, behalf }) => (seat?.role === 'helper' && !behalf ? { helper: seat.id } : null),
		load: () => import('./HelpedPeople.svelte')
	}),
	phonePanel({
		at: 'phone',
		order: 0,
		when: ({ seat }) => (seat === null ? {} : null),
		load: () => import('./NoSeat.svelte')
	}),
	phonePanel({
		at: 'phone',
		order: 30,
		when: ({ phase, seat }) => (phase === 'open' && seat?.guest && !seat.votes ? { seat } : null),
		load: () => import('./GuestNotice.svelte')
	}),
	phonePanel({
		at: 'phone',
		order: -6,
		when: ({ private: { roll } }) => (roll.claims.length > 0 ? {} : null),
		load: () => import('./SeatClaimed.svelte')
	}),
	phonePanel({
		at: 'phone',
		order: -5,
		when: ({ state: { roll }, phase, seat }) =>
			phase === 'open' && seat && (roll.offered === seat.id || formerChair(seat)) ? { seat } : null,
		load: () => import('./ChairSeat.svelte')
	}),
	// Asked until it is said, and once more while the parties are introduced; afterwards at the desk.
	phonePanel({
		at: 'phone',
		order: 35,
		when({ state, phase, kind, seat }) {
			if (phase === 'closed' || seat?.role !== 'member' || !hasParties(state)) return null;
			const open = sidesAreOpen(state);
			return seat.side === null || (open && kind === 'parties') ? { open } : null;
		},
		load: () => import('./OwnSide.svelte')
	})
];
