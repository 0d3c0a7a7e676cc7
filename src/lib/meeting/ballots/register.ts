/**
 * 户表: areas of households, one head for each owner (L3, L4), and what of it stands behind a vote.
 *
 * Invariant: the areas add up to the whole that the sheet says, else nothing of it is taken.
 */
import type { Context, Outcome } from '../context.ts';
import type { SeatId } from '../names.ts';
import { parseText } from '../parse-text.ts';
import { refuseUnlessPlannedOrOpen } from '../phase.ts';
import { refuse } from '../refusal.ts';
import type { MeetingState } from '../registry.ts';
import { seatOf } from '../roll/roll.ts';
import { sameKey } from '../words.ts';
import { metres } from './amounts.ts';
import type { Register, Vote } from './ballots.ts';
import type { BallotsCommand } from './commands.ts';
import type { Measured } from './tally.ts';
import { voteRule } from './vote-rules.ts';

type Enter = Extract<BallotsCommand, { type: 'ballots.register' }>;

/** Fewer households of one area would tell whose a ballot is (L12). */
const ALIKE_FROM = 5;
/** Lines of one sheet. */
export const MAX_UNITS = 2000;
/** Graphemes in what a home is called. */
export const MAX_HOME = 40;

/** The sheet as it is entered, or the line that is wrong. */
export function enterRegister(state: MeetingState, command: Enter, context: Context): Outcome {
	const shut = refuseUnlessPlannedOrOpen(state);
	if (shut) return shut;
	if (state.ballots.votes.some(({ step, settings }) => step === 'open' && votesByHomes(settings)))
		return refuse('vote-already-open');
	const units: Register['units'] = [];
	const names = new Set<string>();
	type Owner = { no: number; seat: SeatId | null };
	const owners = new Map<string, Owner>();
	const voters = new Map<SeatId, Owner>();
	let area = 0;
	// Either every home pays by a factor, or none: a home without one would pay nothing by a slip.
	const factors = command.units.some(({ factor }) => factor !== undefined);
	for (const line of command.units) {
		const unit = parseText(line.unit, { max: MAX_HOME, required: true });
		if (typeof unit !== 'string') return unit;
		if (line.area <= 0) return refuse('register-area', { home: unit });
		if (factors && line.factor === undefined) return refuse('register-factor', { home: unit });
		if (names.has(sameKey(unit))) return refuse('register-twice', { home: unit });
		names.add(sameKey(unit));
		const seat = line.seat === null ? null : (seatOf(state.roll, line.seat)?.id ?? null);
		if (line.seat !== null && seat === null) return refuse('no-such-seat');
		const owner: Owner = owners.get(line.owner) ?? { no: owners.size + 1, seat: null };
		// Co-owners name one voter (L3).
		if (owner.seat !== null && seat !== null && owner.seat !== seat)
			return refuse('register-twice', { home: unit });
		// Nobody votes for two owners: theirs would be one head, or counted twice.
		if (seat !== null && (voters.get(seat) ?? owner) !== owner)
			return refuse('register-voter', { home: unit });
		if (seat !== null) voters.set(seat, owner);
		owner.seat ??= seat;
		owners.set(line.owner, owner);
		area += line.area;
		const factor = factors ? { factor: line.factor! } : {};
		units.push({ unit: context.text(unit), area: line.area, owner: owner.no, seat, ...factor });
	}
	if (area !== command.area)
		return refuse('register-sum', { sum: metres(area), area: metres(command.area) });
	const register: Register = { units, area, owners: owners.size };
	return { events: [{ type: 'ballots.registered', body: { register } }] };
}

/** True where the rule of the vote counts areas. */
export function countsAreas({ rule }: Pick<Vote['settings'], 'rule'>): boolean {
	return voteRule(rule).measures.includes('area');
}

/** True where the sheet of homes says who may vote, and how many they are. */
export function votesByHomes({ rule }: Pick<Vote['settings'], 'rule'>): boolean {
	return voteRule(rule).byHomes === true;
}

/** [E49] True where a rule of owners asks for a share of those who take part, to whom those who do not vote may be added. */
export function countsSilent({ rule }: Pick<Vote['settings'], 'rule'>): boolean {
	const { byHomes, takesPart } = voteRule(rule);
	return byHomes === true && takesPart?.who === 'cast';
}

/** What the person in each seat votes with: the area of all homes of their owner, 0.01 ㎡. One pass, for any number. */
function areasOf({ units }: Register): Map<SeatId, number> {
	const areas = new Map<number, number>();
	for (const { owner, area } of units) areas.set(owner, (areas.get(owner) ?? 0) + area);
	// A seat votes for one owner (`enterRegister`).
	return new Map(units.flatMap(({ seat, owner }) => (seat ? [[seat, areas.get(owner)!]] : [])));
}

/** The same for one seat. */
export function areaOf({ units }: Register, seat: SeatId): number {
	const owner = units.find((one) => one.seat === seat)?.owner;
	return units.reduce((sum, one) => (one.owner === owner ? sum + one.area : sum), 0);
}

/** Seats that vote by the sheet, in its order. */
export function votersOf({ units }: Register): SeatId[] {
	return [...new Set(units.flatMap(({ seat }) => seat ?? []))];
}

/** All who may vote, whether they came or not. */
export function registered({ ballots: { register } }: MeetingState, vote: Vote): Measured {
	if (!votesByHomes(vote.settings) || !register) return { heads: vote.voters.length, area: null };
	const areas = areasOf(register);
	const out = vote.excluded.flatMap(({ seat }) => areas.get(seat) ?? []);
	const outArea = out.reduce((sum, area) => sum + area, 0);
	const area = countsAreas(vote.settings) ? register.area - outArea : null;
	return { heads: register.owners - out.length, area };
}

/** An area that fewer than five of those who can vote share tells whose ballot it is (L12). */
export function weightsTell(register: Register, voters: readonly SeatId[]): boolean {
	return [...shares(register, voters).values()].some((n) => n < ALIKE_FROM);
}

/** The same of one area. */
export function fewShare(register: Register, voters: readonly SeatId[], area: number): boolean {
	return (shares(register, voters).get(area) ?? 0) < ALIKE_FROM;
}

/** How many of these voters have which area. */
function shares(register: Register, voters: readonly SeatId[]): Map<number, number> {
	const alike = new Map<number, number>();
	const areas = areasOf(register);
	for (const seat of voters) {
		const area = areas.get(seat) ?? 0;
		alike.set(area, (alike.get(area) ?? 0) + 1);
	}
	return alike;
}
