/** Role × command, said again in other words: what each role may do at all, for itself and for others. */
import { expect, test } from 'vitest';
import type { Actor } from './context.ts';
import type { Command, CommandType, MeetingState } from './registry.ts';
import { emptyMeeting } from './meeting.ts';
import { SEAT_ROLES, type Role } from './names.ts';
import { permit, PERMITS } from './permissions.ts';
import type { Seat } from './roll/roll.ts';

const OWN = 's1';
const OTHER = 's2';
const HELPED = 's3';
const CLERK = 's4';

function seat(id: string, role: Seat['role'], helper: string | null = null): Seat {
	return {
		...{ id, no: 0, role, homeRole: role, votes: false, official: false, channel: 'hall' },
		...{
			hasPhone: true,
			person: '',
			held: true,
			guest: false,
			boundTo: null,
			helper,
			side: null,
			speaksFor: 0
		}
	} as Seat;
}

function asked(role: Role, type: CommandType, target: string, clerk?: Partial<Seat>) {
	const seated = ![
		'organiser',
		'clock',
		'documents',
		'door',
		'anonymous',
		'hall',
		'watch'
	].includes(role);
	const state: MeetingState = emptyMeeting();
	state.roll = {
		...state.roll,
		seats: {
			[OWN]: seat(OWN, seated ? (role as Seat['role']) : 'member'),
			[OTHER]: seat(OTHER, 'member'),
			[HELPED]: seat(HELPED, 'member', OWN),
			...(clerk ? { [CLERK]: { ...seat(CLERK, 'clerk'), ...clerk } } : {})
		},
		order: [OWN, OTHER, HELPED, ...(clerk ? [CLERK] : [])]
	};
	const actor: Actor = {
		id: seated ? OWN : (role as 'organiser'),
		role,
		session: ['clock', 'documents', 'door', 'anonymous'].includes(role) ? null : 'session',
		holds: seated ? [OWN] : []
	};
	return permit(state, { type, seat: target } as unknown as Command, actor);
}

const TYPES = Object.keys(PERMITS) as CommandType[];
/** The doors check these themselves (see `permit`). */
const DOORS: CommandType[] = ['roll.ask-seat', 'roll.claim', 'roll.guest'];
const mayFor = (role: Role, target: string) =>
	TYPES.filter((type) => !DOORS.includes(type) && asked(role, type, target) === null).sort();

const SELF: CommandType[] = [
	'attendance.leave',
	'attendance.return',
	'attendance.rsvp',
	'attendance.sign-in',
	'attendance.step-out',
	'minutes.object',
	'roll.more-time',
	'roll.answer-claim',
	'roll.release',
	'runsheet.acknowledge'
];
const SPEAK: CommandType[] = [
	// Whoever was invited, or asked to write them: the slice checks.
	'calls.answer',
	'calls.leave',
	'calls.write',
	'captions.take-back',
	'captions.write',
	'outcomes.dissent',
	'outcomes.leave-shift',
	'outcomes.take-shift',
	'queue.end',
	'queue.join',
	'queue.pass',
	'queue.start',
	'queue.withdraw',
	'queue.write',
	'agenda.propose',
	'agenda.take-back',
	// Who is of a side or mediates: the slice checks.
	'agreements.differ',
	'agreements.erase-signature',
	'agreements.sign',
	'agreements.withdraw',
	'ballots.cast',
	'ballots.token',
	'cards.agree',
	'cards.token',
	'cards.ask',
	'cards.group',
	'cards.send',
	'cards.suggest-name',
	'cards.take-back',
	'cards.voice',
	'cards.weigh',
	'minutes.read-back',
	'mood.give',
	// Of which side they are, where there are two (S37).
	'roll.side'
];
/** Named by the turn, not by a seat: the slice checks that it is theirs (rules of the queue). */
const OWN_TURN: CommandType[] = ['queue.end', 'queue.pass', 'queue.start', 'queue.write'];
/** Proved by the card's key, or allowed to everybody by the chair: the slice checks (rules of the cards). */
const OWN_CARD: CommandType[] = ['cards.ask', 'cards.group', 'cards.take-back'];

/** Who is asked for advice gives it on a result, too (S2.19). */
const ADVISES: CommandType[] = ['outcomes.advise'];

/** Whoever can be asked to preside answers, and has the chair again (S21). */
const CHAIR: CommandType[] = ['roll.answer-chair', 'roll.take-back-chair'];

test.each(['member', 'guest', 'adviser'] as const)('a %s acts for itself only', (role) => {
	const more = role === 'adviser' ? ADVISES : role === 'member' ? CHAIR : [];
	expect(mayFor(role, OWN)).toEqual([...SELF, ...SPEAK, ...more].sort());
	expect(mayFor(role, OTHER)).toEqual([...OWN_TURN, ...OWN_CARD].sort());
});

/** Whoever has a seat but no vote reads so in a sentence: the slice checks (rules of the votes). */
const NO_VOTE_SAID: CommandType[] = ['ballots.cast', 'ballots.token'];
/** A second pair of eyes where hands are counted (L9). */
const COUNTS: CommandType[] = ['ballots.count', 'ballots.enter-paper'];

test.each(['observer', 'supervisor'] as const)(
	'[S2.47 S1.49] an %s signs in, leaves notes and nothing else, but a supervisor counts hands',
	(role) => {
		const counts = role === 'supervisor' ? COUNTS : [];
		expect(mayFor(role, OWN)).toEqual([...SELF, ...NO_VOTE_SAID, ...counts, 'notes.leave'].sort());
		expect(mayFor(role, OTHER)).toEqual(counts);
	}
);

/** What a clerk alone does while one is at work. */
const ALONE: CommandType[] = [
	...([
		'ballots.cast',
		'ballots.take-back',
		'runsheet.acknowledge',
		'roll.bind',
		'roll.side'
	] as const),
	...(['cards.paper', 'cards.photo', 'cards.drop-photo'] as const)
];

test.each(['chair', 'cochair'] as const)(
	'[A15] a %s does for others what a clerk does while none has opened their page, and no longer then',
	(role) => {
		for (const type of ['attendance.sign-in', 'queue.join', ...ALONE] as const) {
			expect(asked(role, type, OTHER), `${type}, no clerk named`).toBeNull();
			expect(asked(role, type, OTHER, { held: false }), `${type}, clerk not here`).toBeNull();
		}
		for (const type of ALONE)
			expect(asked(role, type, OTHER, { held: true })).toEqual({ refused: 'not-allowed' });
		for (const type of ['cards.send', 'cards.type-voice', 'cards.give-back'] as const)
			expect(asked(role, type, OTHER)).toEqual({ refused: 'not-allowed' });
		expect(asked('member', 'runsheet.acknowledge', OTHER)).toEqual({ refused: 'not-allowed' });
	}
);

/** Whoever types paper cards photographs them too; of whom a helper may, the slice checks. */
const TYPES_PAPER: CommandType[] = ['cards.paper', 'cards.photo', 'cards.drop-photo'];

/** What was entered for the wrong person; nobody enters for themselves. */
const ENTERED: CommandType[] = ['ballots.take-back'];

/** Of results a helper writes as the desk does. */
const WRITES_RESULTS: CommandType[] = ['outcomes.write', 'outcomes.revise', 'outcomes.drop'];

test('[A9] a helper acts for exactly the seats handed over', () => {
	for (const type of mayFor('helper', HELPED))
		expect([...SELF, ...SPEAK, ...TYPES_PAPER, ...ENTERED, ...WRITES_RESULTS]).toContain(type);
	expect(mayFor('helper', HELPED)).toEqual(
		expect.arrayContaining(['attendance.sign-in', 'queue.join'])
	);
	expect(asked('helper', 'queue.join', OTHER)).toEqual({ refused: 'helper-not-for-seat' });
	expect(asked('helper', 'queue.join', 'nobody')).toEqual({ refused: 'no-such-seat' });
});

test('a timekeeper keeps the clock and leads nothing', () => {
	const may = mayFor('timekeeper', OTHER);
	expect(may).toEqual([
		...COUNTS,
		...OWN_CARD,
		'queue.end',
		'queue.pass',
		'queue.pause',
		'queue.resume',
		'queue.start',
		'queue.write'
	]);
});

test('only chair and co-chair move the stages, override the order, rule and extend', () => {
	for (const type of [
		'runsheet.go',
		'queue.move',
		'queue.rule',
		'queue.extend',
		'queue.respond',
		'runsheet.remind'
	] as const)
		for (const role of [
			'organiser',
			'clerk',
			'helper',
			'timekeeper',
			'member',
			'guest',
			'adviser',
			'observer',
			'supervisor',
			'hall',
			'watch',
			'clock'
		] as const)
			expect(asked(role, type, OTHER), `${role} ${type}`).toEqual({ refused: 'not-allowed' });
});

test('only the organiser makes, amends, erases and gives roles; only the clock says who is away', () => {
	for (const type of TYPES)
		for (const role of ['chair', 'cochair', 'clerk', 'member', 'watch', 'hall'] as const)
			if (
				[
					'plan.create',
					'plan.amend',
					'plan.erase',
					'notes.forget',
					'roll.role',
					'queue.away',
					'queue.back'
				].includes(type)
			)
				expect(asked(role, type, OTHER), `${role} ${type}`).toHaveProperty('refused');
	expect(mayFor('clock', OTHER)).toEqual([
		'ballots.close',
		'ballots.tell-turnout',
		'ballots.void',
		'calls.close-hall',
		'cards.ground',
		'cards.hint',
		'cards.lapse',
		'cards.tally',
		'mood.close',
		'plan.open-sign-in',
		'queue.away',
		'queue.back',
		'runsheet.calm'
	]);
});

test('[W1] doors of this house take comments, take them back, and hear that a result is done; nothing else', () => {
	expect(mayFor('door', OTHER)).toEqual(['comments.forget', 'comments.leave', 'outcomes.finish']);
});

test('[E30] the door of secret ballots takes those, and nothing else; nobody else does', () => {
	expect(mayFor('anonymous', OTHER)).toEqual(['ballots.cast-secret', 'cards.send-secret']);
	for (const role of [...SEAT_ROLES, 'organiser', 'clock', 'door', 'documents'] as const)
		for (const type of ['ballots.cast-secret', 'cards.send-secret'] as const)
			expect(asked(role, type, OWN), `${role} ${type}`).toHaveProperty('refused');
});

test.each(['hall', 'watch'] as const)('the role %s can do nothing', (role) => {
	expect(mayFor(role, OTHER)).toEqual([]);
});

test('[K37] a photograph of a paper card is taken by whoever types paper cards, and by nobody else', () => {
	const ROLES: Role[] = [
		...([
			'organiser',
			'chair',
			'cochair',
			'clerk',
			'helper',
			'timekeeper',
			'member',
			'guest'
		] as const),
		...([
			'adviser',
			'observer',
			'supervisor',
			'clock',
			'documents',
			'door',
			'hall',
			'watch'
		] as const)
	];
	for (const type of TYPES_PAPER)
		expect(ROLES.filter((role) => asked(role, type, OTHER, { held: true }) === null)).toEqual([
			'organiser',
			'clerk',
			'helper'
		]);
});
