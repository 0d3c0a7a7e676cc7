/**
 * A small room for the tests of roll, attendance and notes: permission, decision, fold, hidden
 * writes, with ids and time that can be read in a failure.
 */
import { emptyPlan, type PlanDetails } from '../plan/plan.ts';
import type {
	Command,
	Hidden,
	HiddenWrite,
	MeetingEvent,
	MeetingState,
	NewEvent
} from '../registry.ts';
import { isRefusal, type Actor, type Context } from '../context.ts';
import { decide } from '../decide.ts';
import { evolve } from '../evolve.ts';
import { applyHidden, emptyHidden } from '../hidden.ts';
import { emptyMeeting } from '../meeting.ts';
import { seatsOf } from '../viewer.ts';
import type { SeatId } from '../names.ts';
import { permit } from '../permissions.ts';
import type { Stage } from '../runsheet/runsheet.ts';
import type { Whence } from './hidden.ts';
import type { RollEntry } from './roll.ts';

const DETAILS: PlanDetails = {
	title: { id: 't', hash: '' },
	body: null,
	matter: { id: 'm', hash: '' },
	background: null,
	decides: null,
	leaves: null,
	policies: [],
	place: null,
	outsideLink: null,
	startsAt: null,
	endsAt: null,
	units: [],
	quorum: { num: 1, den: 2, strict: true },
	urgentReason: null,
	publicNames: 'full',
	capacity: 200
};

const words = (text: string) => ({ 'zh-Hans': text, 'zh-Hant': text, en: text });
const stage = (id: string, kind: Stage['kind']): Stage => ({
	id,
	kind,
	title: words(id),
	minutes: 5,
	script: null,
	notes: [],
	spent: 0
});

/** One line of a roll; a voting member in the hall unless said otherwise. */
export function line(name: string, change: Partial<RollEntry> = {}): RollEntry {
	return {
		name,
		building: '1号楼',
		title: '居民代表',
		role: 'member',
		votes: true,
		official: false,
		channel: 'hall',
		hasPhone: true,
		...change
	};
}

/** A planned meeting with sign-in, rules and discussion, and nobody on the roll. */
export function planned(details: Partial<PlanDetails> = {}): MeetingState {
	const empty = emptyMeeting();
	return {
		...empty,
		plan: { ...emptyPlan(), phase: 'planned', details: { ...DETAILS, ...details } },
		runsheet: {
			...empty.runsheet,
			stages: [stage('in', 'signin'), stage('rules', 'rules'), stage('talk', 'discussion')]
		}
	};
}

export type Who = 'organiser' | SeatId | { session: string; proves?: SeatId; whence?: Whence };

/** What a test can do and look at. */
export interface Story {
	readonly start: MeetingState;
	state: MeetingState;
	hidden: Hidden;
	events: MeetingEvent[];
	/** Says a command; the answer is `ok` or the refusal's code. */
	say(who: Who, command: Command): string;
	/** The last refusal's detail. */
	detail: Record<string, string | number> | undefined;
	/** Something the chair did to the meeting itself. */
	happens(fact: NewEvent): void;
	/** The id of the seat with this name. */
	id(name: string): SeatId;
	/** A phone opens the personal link of this name. */
	scan(session: string, name: string): string;
	/** A phone comes by the shared code. */
	join(session: string, name: string, building?: string, whence?: Whence): string;
	/** Between two commands, ms. */
	pace: number;
	/** Time passes. */
	later(ms: number): void;
}

export function story(start: MeetingState = planned()): Story {
	let ids = 0;
	let now = 1000;

	function actorOf(who: Who): Actor {
		if (who === 'organiser')
			return { id: 'organiser', role: 'organiser', session: 'office', holds: [] };
		if (typeof who === 'object') {
			const role = who.proves ? (told.state.roll.seats[who.proves]?.role ?? 'watch') : 'watch';
			return { id: who.proves ?? 'door', role, holds: [], ...who };
		}
		const session = told.hidden.roll.holders.get(who) ?? null;
		const holds = seatsOf(told.state, told.hidden, session);
		return { id: who, role: told.state.roll.seats[who]!.role, session, holds };
	}

	function record(facts: readonly NewEvent[], actor: string) {
		for (const fact of facts) {
			const event: MeetingEvent = { ...fact, v: 1, seq: told.events.length + 1, at: now, actor };
			told.events.push(event);
			told.state = evolve(told.state, event);
		}
	}

	const told: Story = {
		start,
		state: start,
		hidden: emptyHidden(),
		events: [],
		detail: undefined,
		pace: 1000,
		later: (ms) => void (now += ms),
		say(who, command) {
			now += told.pace;
			const actor = actorOf(who);
			const writes: HiddenWrite[] = [];
			const context: Context = {
				actor,
				now,
				newId: (prefix) => `${prefix}${(ids += 1)}`,
				digest: (text) => `#${text}`,
				text: (body) => ({ id: `t${(ids += 1)}`, hash: `#${body}` }),
				person(seat, person) {
					writes.push({ slice: 'roll', op: 'person', seat, person, salt: 'salt' });
					return `#${person.name}/${person.building}/${person.title}`;
				}
			};
			const outcome =
				permit(told.state, command, actor) ?? decide(told.state, told.hidden, command, context);
			told.detail = isRefusal(outcome) ? outcome.detail : undefined;
			if (isRefusal(outcome)) return outcome.refused;
			record(outcome.facts, actor.id);
			for (const write of [...writes, ...(outcome.hidden ?? [])])
				told.hidden = applyHidden(told.hidden, write);
			return 'ok';
		},
		happens(fact) {
			now += 1000;
			record([fact], 'organiser');
		},
		id(name) {
			for (const [seat, person] of told.hidden.roll.people)
				if (person?.name === name && told.state.roll.seats[seat]) return seat;
			throw new Error(`nobody called ${name}`);
		},
		scan(session, name) {
			const seat = told.id(name);
			return told.say({ session, proves: seat }, { type: 'roll.claim', seat });
		},
		join(session, name, building = '1号楼', whence) {
			const who = whence ? { session, whence } : { session };
			return told.say(who, { type: 'roll.guest', name, building, channel: 'hall' });
		}
	};
	return told;
}

/** A meeting with these people, open, in its first stage. */
export function opened(...entries: RollEntry[]): Story {
	const told = story();
	if (entries.length > 0) told.say('organiser', { type: 'roll.add', entries });
	told.happens({ type: 'plan.opened', body: { stage: 'in' } });
	return told;
}
