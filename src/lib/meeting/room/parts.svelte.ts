/**
 * What a phone shows of each stage, fetched stage by stage: whoever joins during the discussion does
 * not wait for the rules, the parties and the sign-in. The page fetches what the moment needs before it
 * is shown, on the server too (`beforehand`); the rest follows once the screen stands.
 */
import type { Component } from 'svelte';
import { isPresent } from '../attendance/attendance.ts';
import type { MeetingState } from '../registry.ts';
import type { SeatId } from '../names.ts';
import { seatOf } from '../roll/roll.ts';
import { stageNow, type StageKind } from '../runsheet/runsheet.ts';

// Props are checked where the part is written; here only that it is a component.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Part = Component<any>;
export type Fetch = () => Promise<{ default: Part }>;

export const PARTS = {
	rsvp: () => import('../attendance/Rsvp.svelte'),
	rsvpActions: () => import('../attendance/RsvpActions.svelte'),
	signIn: () => import('../attendance/SignIn.svelte'),
	signInActions: () => import('../attendance/SignInActions.svelte'),
	matter: () => import('../runsheet/Matter.svelte'),
	matterAloud: () => import('../runsheet/MatterAloud.svelte'),
	parties: () => import('../runsheet/Parties.svelte'),
	rules: () => import('../runsheet/Rules.svelte'),
	acknowledge: () => import('../runsheet/Acknowledge.svelte'),
	breather: () => import('../runsheet/Breather.svelte'),
	notes: () => import('../runsheet/StageNotes.svelte'),
	item: () => import('../agenda/ItemClock.svelte'),
	floor: () => import('../queue/Floor.svelte'),
	heard: () => import('../queue/JustHeard.svelte'),
	hand: () => import('../queue/HandActions.svelte'),
	turn: () => import('../queue/TurnActions.svelte'),
	cards: () => import('../cards/PhoneCards.svelte'),
	cardActions: () => import('../cards/CardActions.svelte'),
	earlyCards: () => import('../cards/write/EarlyCards.svelte'),
	mood: () => import('../mood/MoodAsk.svelte'),
	trails: () => import('../cards/own/MyTrails.svelte'),
	guest: () => import('../roll/GuestNotice.svelte'),
	noSeat: () => import('../roll/NoSeat.svelte'),
	larger: () => import('#lib/ui/ElderSwitch.svelte'),
	helped: () => import('./HelpedPeople.svelte'),
	returning: () => import('./Returning.svelte')
} satisfies Record<string, Fetch>;

type Name = keyof typeof PARTS;

const PANELS: Record<StageKind, readonly Name[]> = {
	signin: [],
	matter: ['matter'],
	parties: ['parties'],
	rules: ['rules'],
	discussion: ['floor'],
	result: ['notes'],
	notice: ['notes'],
	plain: ['notes', 'floor']
};

/** What stands at the thumb's end for somebody who is signed in. */
const ACTIONS: Partial<Record<StageKind, Name>> = {
	signin: 'larger',
	matter: 'matterAloud',
	rules: 'acknowledge',
	discussion: 'hand',
	plain: 'hand'
};

const fetched = new WeakMap<Fetch, Part>();

/** The part, if it has been fetched. */
export function ready(part: Fetch): Part | undefined {
	return fetched.get(part);
}

/** The part, once it is here. */
export async function fetchPart(part: Fetch): Promise<Part> {
	const { default: component } = await part();
	fetched.set(part, component);
	return component;
}

/** Fetches what the phone that holds these seats shows at this moment. */
export async function beforehand(state: MeetingState, seats: readonly SeatId[]): Promise<void> {
	const names: Name[] = [...needed(state, seats)];
	if (seats.length === 0) names.push('noSeat');
	await Promise.all(names.map((name) => fetchPart(PARTS[name])));
}

function needed(state: MeetingState, seats: readonly SeatId[]): readonly Name[] {
	const { plan, queue, roll } = state;
	const kind = stageNow(state.runsheet)?.kind;
	if (plan.phase === 'closed') return ['notes'];
	if (plan.phase !== 'open' || !kind)
		return seats.length > 0 ? ['rsvp', 'rsvpActions', 'matter'] : ['rsvp', 'matter'];
	const each = seats.flatMap((seat): Name[] => {
		if (queue.speaker?.entry.seat === seat) return ['turn'];
		if (!isPresent(state.attendance, seat)) return ['signIn', 'signInActions'];
		const action = ACTIONS[kind];
		return action ? [action] : [];
	});
	const guest = seats.some((seat) => seatOf(roll, seat)?.role === 'guest');
	const signIn: Name[] = kind === 'signin' && seats.length > 0 ? ['signIn'] : [];
	const helps = seats.some((seat) => seatOf(roll, seat)?.role === 'helper');
	const pause: Name[] = state.runsheet.calmUntil === null ? [] : ['breather'];
	return [
		...each,
		...signIn,
		...pause,
		...(guest ? ['guest' as const] : []),
		...(helps ? ['helped' as const] : []),
		...PANELS[kind]
	];
}

/** Fetches all parts, when nobody waits for them. */
export async function afterwards(): Promise<void> {
	await Promise.all(Object.values(PARTS).map((part) => fetchPart(part)));
}
