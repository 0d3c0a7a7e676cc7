/**
 * The plan of a meeting: what it is about, by which rules, who is invited, and its life
 * (planned → open → closed). Facts only; people and typed texts are ids.
 */
import type { ItemWords } from '../agenda/agenda.ts';
import type { Instant, SeatId, StageId, TextId, TextRef } from '../names.ts';
import type { RulePreset } from '../queue/presets.ts';
import type { Publish } from '../record/publication.ts';
import type { NamedParty } from '../parties.ts';
import type { NewStage } from '../runsheet/runsheet.ts';
import type { PlanFact } from './facts.ts';
import type { NewItem } from './items.ts';

declare module '../registry.ts' {
	interface Slices {
		plan: {
			state: PlanState;
			command: PlanCommand;
			event: PlanEvent;
			fact: PlanFact;
			chapter: { is: 'end' };
			refusal: PlanRefusal;
		};
	}
}

export type PlanRefusal =
	| 'no-such-preset'
	| 'rules-do-not-fit'
	| 'no-such-template'
	| 'private-meeting'
	| 'meeting-cancelled'
	| 'cancel-needs-reason'
	| 'no-such-text'
	| 'link-not-https'
	| 'ends-before-start'
	| 'no-such-start'
	| 'no-such-end'
	| 'minutes-out-of-range'
	| 'turn-out-of-range'
	| 'turns-out-of-range';

/** A unit invited as such (S1.50), and whether it came: 到 / 请假 / 未到. */
export interface InvitedUnit {
	id: string;
	name: TextRef;
	/** Why it is invited; `money` marks the three that funds require. */
	reason: 'money' | 'matter' | 'other';
	status: 'invited' | 'came' | 'leave' | 'absent';
}

/** A policy excerpt with its source (S1.55). */
export interface Policy {
	text: TextRef;
	source: TextRef | null;
}

/** Presence needed: more than, or at least, num/den of those due; `num` 0 asks for nobody. */
export interface QuorumRule {
	num: number;
	den: number;
	/** true: > (过半数); false: ≥ (以上, Civil Code 1259). */
	strict: boolean;
}

/** Everything fixed when a meeting is created. */
export interface PlanDetails {
	title: TextRef;
	/** 组织单位. */
	body: TextRef | null;
	/** 议题一句话. */
	matter: TextRef;
	/** 背景, at most 300 characters (S1.26). */
	background: TextRef | null;
	/** 今天定. */
	decides: TextRef | null;
	/** 今天不定. */
	leaves: TextRef | null;
	policies: Policy[];
	place: TextRef | null;
	/** Link of an outside video meeting. */
	outsideLink: TextRef | null;
	startsAt: Instant | null;
	endsAt: Instant | null;
	units: InvitedUnit[];
	quorum: QuorumRule;
	/** 急事立议: why there was no notice (S1.18). */
	urgentReason: TextRef | null;
	/** How names are shown to those without a seat (L18). */
	publicNames: 'full' | 'surname';
	/** How many may sit in the room at once. */
	capacity: number;
	/** From when everybody may read the record; missing in plans made before there was one. */
	record?: Publish;
	/** 公示期 in days, from closing. */
	noticeDays?: number;
	/** Sound and pictures by a relay, so that nobody learns another's address, or directly; missing: as is usual [LS11]. */
	callLines?: CallLines;
}

export const CALL_LINES = ['relay', 'direct'] as const;
export type CallLines = (typeof CALL_LINES)[number];

/** Graphemes of why a meeting is not held. */
export const MAX_CANCEL_REASON = 200;

/** Where a meeting is in its life; `none`: it has no plan yet. */
export type Phase = 'none' | 'planned' | 'open' | 'closed' | 'cancelled';

export interface PlanState {
	/** Random id, covered by the chain; the six-digit code is only for people. */
	meeting: string;
	code: string;
	phase: Phase;
	createdAt: Instant | null;
	/** From when whoever has the address reads the invitation; null: only who takes part [P12]. */
	announcedAt: Instant | null;
	/** From when one signs in, before the meeting is opened [P14]; null: not yet. */
	signInAt: Instant | null;
	openedAt: Instant | null;
	closedAt: Instant | null;
	/** It is not held [P19]: since when, and why. Missing where it is. */
	cancelled?: { at: Instant; reason: TextRef };
	details: PlanDetails | null;
	/** The big screen is covered (遮住大屏). */
	covered: boolean;
	/** Texts that the big screen does not show (从大屏撤下). */
	offWall: TextId[];
	/** The speaking rules in force, copied from a preset at creation. */
	rules: RulePreset | null;
	/** 演练: everybody but the staff is invented, and all of it is wiped before the day [P17]. Missing where it is none. */
	rehearsal?: true;
	/** Nobody but those who take part finds it, ever: announced or not [P18]. Missing where it is none. */
	private?: true;
	/** What those who take part are to one another, as its template names it; missing where it has no parties [S36]. */
	parties?: readonly NamedParty[];
}

export function emptyPlan(): PlanState {
	return {
		meeting: '',
		code: '',
		phase: 'none',
		createdAt: null,
		announcedAt: null,
		signInAt: null,
		openedAt: null,
		closedAt: null,
		details: null,
		covered: false,
		offWall: [],
		rules: null
	};
}

/** Typed texts of a plan on their way in; the decision turns them into `TextRef`s. */
export interface PlanDraft {
	title: string;
	body?: string;
	matter: string;
	background?: string;
	decides?: string;
	leaves?: string;
	policies?: { text: string; source?: string }[];
	place?: string;
	outsideLink?: string;
	startsAt?: Instant;
	endsAt?: Instant;
	/** `id`: an invited unit that stays, with its answer, when a plan is amended. */
	units?: { id?: string; name: string; reason: InvitedUnit['reason'] }[];
	quorum?: QuorumRule;
	urgentReason?: string;
	publicNames?: PlanDetails['publicNames'];
	capacity?: number;
	record?: Publish;
	noticeDays?: number;
	callLines?: CallLines;
}

/** An item of a new plan; what is missing is usual: 发言, on the first level, without excerpts. */
export type CreatedItem = Pick<ItemWords, 'id' | 'title' | 'minutes' | 'goal'> &
	Partial<Pick<ItemWords, 'parent' | 'kind' | 'excerpts'>>;

export type PlanCommand =
	| {
			type: 'plan.create';
			/** Given by the server when the room is made. */
			meeting: string;
			code: string;
			draft: PlanDraft;
			/** A rule preset's id and changes to it. */
			preset: string;
			presetChanges?: Partial<RulePreset>;
			/** A runsheet template's id. */
			template: string;
			items: NewItem[];
			rehearsal?: true;
			/** Left out: as the template says. */
			private?: boolean;
	  }
	| { type: 'plan.amend'; draft: PlanDraft }
	| { type: 'plan.announce' }
	| { type: 'plan.open-sign-in' }
	| { type: 'plan.open' }
	| { type: 'plan.close' }
	/** 取消: it is not held, and everybody reads why. */
	| { type: 'plan.cancel'; reason: string }
	| { type: 'plan.cover'; covered: boolean }
	/** One text off the big screen, and on again. */
	| { type: 'plan.off-wall'; text: TextId; off: boolean }
	| { type: 'plan.unit'; unit: string; status: InvitedUnit['status'] }
	| { type: 'plan.erase'; text: string };

export type PlanEvent =
	| {
			type: 'plan.created';
			body: {
				meeting: string;
				code: string;
				details: PlanDetails;
				rules: RulePreset;
				template: string;
				stages: NewStage[];
				items: CreatedItem[];
				rehearsal?: true;
				private?: true;
				parties?: readonly NamedParty[];
				/** Only in journals of before there was `plan.announced`: up to version 2 (`upcast.ts`). */
				announced?: true;
			};
	  }
	| { type: 'plan.amended'; body: { details: PlanDetails } }
	| { type: 'plan.announced'; body: Record<string, never> }
	| { type: 'plan.sign-in-opened'; body: Record<string, never> }
	| { type: 'plan.opened'; body: { stage: StageId } }
	| { type: 'plan.closed'; body: Record<string, never> }
	| { type: 'plan.cancelled'; body: { reason: TextRef } }
	| { type: 'plan.covered'; body: { covered: boolean } }
	| { type: 'plan.wall-changed'; body: { text: TextId; off: boolean } }
	| { type: 'plan.unit-noted'; body: { unit: string; status: InvitedUnit['status'] } }
	/** The text or name is gone from everywhere; its hash stays. `what` is a text id or a seat id. */
	| { type: 'plan.erased'; body: { what: 'text' | 'person'; id: string | SeatId } };

/** True once nothing is to come: the meeting was held to its end, or is not held. */
export function isOver({ phase }: Pick<PlanState, 'phase'>): boolean {
	return phase === 'closed' || phase === 'cancelled';
}

/** True while commands that change the live room make sense. */
export function isOpen(plan: PlanState): boolean {
	return plan.phase === 'open';
}
