/**
 * A whole meeting without a server, for tests: permission, decision, fold, hidden writes and typed
 * texts, with a clock that only the test moves.
 */
import type { Command, Hidden, HiddenWrite, MeetingEvent, MeetingState } from '../registry.ts';
import { isRefusal, type Actor, type Context } from '../context.ts';
import { decide } from '../decide.ts';
import { evolve } from '../evolve.ts';
import { applyHidden, emptyHidden } from '../hidden.ts';
import { emptyMeeting } from '../meeting.ts';
import type { Instant, Person, SeatId, TextRef } from '../names.ts';
import { permit } from '../permissions.ts';
import type { PlanCommand, PlanDraft } from '../plan/plan.ts';

export type Create = Extract<PlanCommand, { type: 'plan.create' }>;

/** 14:15 in scenario A. */
export const START: Instant = Date.UTC(2026, 3, 11, 6, 15);

/** A plan that is complete and short; tests change what they are about. */
export function plan(change: Partial<Create> = {}, draft: Partial<PlanDraft> = {}): Create {
	return {
		type: 'plan.create',
		meeting: 'm1',
		code: '110411',
		draft: { title: '老年食堂怎么办', matter: '是否、怎样办老年食堂？', ...draft },
		preset: 'twelve-rules',
		template: 'seven-set',
		items: [
			{ title: '用途', minutes: 20 },
			{ title: '开业条件', minutes: 25, goal: '定下三条' }
		],
		...change
	};
}

export class Rehearsal {
	state: MeetingState = emptyMeeting();
	hidden: Hidden = emptyHidden();
	now: Instant = START;
	readonly events: MeetingEvent[] = [];
	readonly texts = new Map<string, string>();
	/** What the last refusal said besides its code. */
	detail: Record<string, string | number> | undefined;
	private ids = 0;

	/**
	 * Says a command as `organiser`, `clock`, `documents`, `door` or the person of this name: `ok` or the
	 * refusal. `more`: what a door has found out about the session.
	 */
	say(who: string, command: Command, more: Partial<Actor> = {}): string {
		const actor = { ...this.actor(who), ...more };
		const writes: HiddenWrite[] = [];
		const texts = new Map<string, string>();
		const context: Context = {
			actor,
			now: this.now,
			newId: (prefix) => `${prefix}${(this.ids += 1)}`,
			digest: (text) => `#${text.length}`,
			text: (body) => {
				const id = `x${(this.ids += 1)}`;
				texts.set(id, body);
				return { id, hash: `#${id}` };
			},
			person: (seat, person) => {
				writes.push({ slice: 'roll', op: 'person', seat, person, salt: '' });
				return `#${seat}`;
			}
		};
		const outcome =
			permit(this.state, command, actor) ?? decide(this.state, this.hidden, command, context);
		this.detail = isRefusal(outcome) ? outcome.detail : undefined;
		if (isRefusal(outcome)) return outcome.refused;
		for (const fact of outcome.facts) {
			const seq = this.events.length + 1;
			const event: MeetingEvent = {
				...fact,
				v: 1,
				seq,
				at: this.now,
				actor: outcome.untraced ? 'unsigned' : actor.id
			};
			this.events.push(event);
			this.state = evolve(this.state, event);
		}
		for (const write of [...writes, ...(outcome.hidden ?? [])])
			this.hidden = applyHidden(this.hidden, write);
		for (const [id, body] of texts) this.texts.set(id, body);
		return 'ok';
	}

	/** The chair goes on to the stage with this id. */
	go(to: string, more: { force?: boolean; reason?: string } = {}): string {
		const from = this.state.runsheet.at ?? '';
		return this.say(this.chair, { type: 'runsheet.go', from, to, ...more });
	}

	/** Lets time go by. */
	pass(ms: number): void {
		this.now += ms;
	}

	/** The seat of the person with this name. */
	seat(name: string): SeatId {
		for (const [seat, person] of this.hidden.roll.people) if (person?.name === name) return seat;
		throw new Error(`nobody called ${name}`);
	}

	text(ref: TextRef | null | undefined): string | null {
		return (ref && this.texts.get(ref.id)) ?? null;
	}

	person(seat: SeatId): Person | null {
		return this.hidden.roll.people.get(seat) ?? null;
	}

	/** Types of what happened since `seq`, for short comparisons. */
	typesSince(seq: number): string[] {
		return this.events.slice(seq).map((event) => event.type);
	}

	private get chair(): string {
		const { seats, order } = this.state.roll;
		const chair = order.find((id) => seats[id]!.role === 'chair');
		return chair ? (this.person(chair)?.name ?? '') : '';
	}

	private actor(who: string): Actor {
		if (who === 'organiser' || who === 'clock' || who === 'documents' || who === 'door')
			return { id: who, role: who, session: who === 'organiser' ? 'office' : null, holds: [] };
		const id = this.seat(who);
		return { id, role: this.state.roll.seats[id]!.role, session: `phone-${id}`, holds: [id] };
	}
}

/** Made from a plan, with a chair, a clerk and these members, not yet open. */
export function prepared(command: Create = plan(), members: readonly string[] = []): Rehearsal {
	const told = new Rehearsal();
	const staff = { building: '社区', official: true, channel: 'hall', hasPhone: true } as const;
	const outcome = [
		told.say('organiser', command),
		told.say('organiser', {
			type: 'roll.add',
			entries: [
				...members.map((name) => ({
					...staff,
					name,
					title: '居民代表',
					building: '1号楼',
					role: 'member' as const,
					votes: true,
					official: false
				})),
				{ ...staff, name: '周雅琴', title: '书记', role: 'chair', votes: false },
				{ ...staff, name: '孙晓彤', title: '社工', role: 'clerk', votes: false }
			]
		})
	];
	if (outcome.some((answer) => answer !== 'ok')) throw new Error(outcome.join());
	return told;
}

/** The same, open, with all members signed in. */
export function opened(command: Create = plan(), members: readonly string[] = []): Rehearsal {
	const told = prepared(command, members);
	const answers = [told.say('organiser', { type: 'plan.open' })];
	if (members.length > 0) {
		const seats = members.map((name) => told.seat(name));
		answers.push(told.say('孙晓彤', { type: 'attendance.sign-in-all', seats }));
	}
	if (answers.some((answer) => answer !== 'ok')) throw new Error(answers.join());
	return told;
}
