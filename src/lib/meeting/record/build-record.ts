/**
 * Makes the record out of a meeting's state, its journal and the order of its minutes document. Pure:
 * the same inputs give the same tree on the server, in the replay and in every export.
 */
import { publicComments, withheldCount } from '../comments/view.ts';
import { attendanceOf } from '../attendance/attendance.ts';
import { cameWithVote, counts, quorum } from '../attendance/view.ts';
import type { MeetingState, MinutesFact } from '../registry.ts';
import type { MinutesBlock, Tag } from '../minutes/minutes.ts';
import { fairness } from '../queue/fairness.ts';
import { chairOf } from '../roll/roll.ts';
import { linesOf } from './lines.ts';
import { noticeUntil } from './view.ts';
import type {
	AgendaLine,
	AttendanceLine,
	CameHow,
	MeetingRecord,
	RecordHead,
	RecordLine,
	RecordSeal,
	TaggedLine
} from './record.ts';

/** What a record is made of. `seq` and `head` are those of the last event. */
export interface RecordSource {
	state: MeetingState;
	seq: number;
	head: string;
	/** The facts of the minutes, resolved on that state (`MinutesProjection`). */
	facts: readonly MinutesFact[];
	/** Blocks of the minutes document in their order; empty where there is none. */
	blocks: readonly MinutesBlock[];
}

/** The record as it stands after the last of these events. */
export function buildRecord({ state, seq, head, facts, blocks }: RecordSource): MeetingRecord {
	const lines = linesOf(state, facts, blocks);
	const people = attendanceLines(state);
	return {
		shape: 1,
		seq,
		head,
		status: state.minutes.sealed ? 'final' : 'draft',
		seal: sealOf(state),
		meeting: headOf(state),
		summary: state.record.summary,
		attendance: {
			counts: counts(state),
			came: cameWithVote(state),
			how: cameHow(people),
			quorum: quorum(state),
			people
		},
		agenda: agendaLines(state),
		lines,
		fairness: fairness(state),
		silentBuildings: [],
		tagged: taggedOf(lines),
		comments: publicComments(state),
		withheld: withheldCount(state),
		noticeUntil: noticeUntil(state)
	};
}

function sealOf({ minutes: { sealed } }: MeetingState): RecordSeal | null {
	return sealed && { at: sealed.at, seq: sealed.seq, hash: sealed.hash };
}

function headOf({ plan, roll }: MeetingState): RecordHead {
	const { details } = plan;
	const of = (role: string) =>
		roll.order.filter((id) => roll.seats[id]?.role === role || roll.seats[id]?.homeRole === role);
	const chair = chairOf(roll);
	return {
		meeting: plan.meeting,
		code: plan.code,
		phase: plan.phase,
		cancelled: plan.cancelled?.reason ?? null,
		title: details?.title ?? null,
		body: details?.body ?? null,
		matter: details?.matter ?? null,
		background: details?.background ?? null,
		decides: details?.decides ?? null,
		leaves: details?.leaves ?? null,
		policies: details?.policies ?? [],
		place: details?.place ?? null,
		urgentReason: details?.urgentReason ?? null,
		units: details?.units ?? [],
		startsAt: details?.startsAt ?? null,
		endsAt: details?.endsAt ?? null,
		openedAt: plan.openedAt,
		closedAt: plan.closedAt,
		chairs: [...new Set([...(chair ? [chair.id] : []), ...of('chair')])],
		clerks: of('clerk'),
		publicNames: details?.publicNames ?? 'surname',
		rules: plan.rules?.name ?? null
	};
}

function attendanceLines({ roll, attendance, ballots }: MeetingState): AttendanceLine[] {
	const proxies = new Map(ballots.proxies.map(({ principal, proxy }) => [principal, proxy]));
	return roll.order
		.map((id) => roll.seats[id]!)
		.filter((seat) => seat.boundTo === null)
		.map((seat) => {
			const {
				status,
				at,
				signedInAt,
				late,
				backfilled = false,
				by
			} = attendanceOf(attendance, seat.id);
			const came: AttendanceLine['came'] = status === 'expected' ? 'absent' : status;
			const { id, no, role, votes, channel } = seat;
			const leftAt = status === 'left' ? at : null;
			const about = { no, role, votes, came, channel };
			const proxy = proxies.get(id) ?? null;
			return { seat: id, ...about, signedInAt, late, backfilled, leftAt, by, proxy };
		});
}

/** The same as numbers, by how people with a vote came. */
function cameHow(people: readonly AttendanceLine[]): CameHow {
	const came = people.filter(({ votes, signedInAt }) => votes && signedInAt !== null);
	const count = (is: (line: AttendanceLine) => boolean) => came.filter(is).length;
	const looksOn = (role: AttendanceLine['role']) =>
		people.filter((line) => line.role === role && line.signedInAt !== null).length;
	return {
		hall: count(({ channel }) => channel === 'hall'),
		online: count(({ channel }) => channel === 'online'),
		phone: count(({ channel }) => channel === 'phone'),
		late: count(({ late }) => late),
		entered: count(({ by, seat }) => by !== null && by !== seat),
		left: count((line) => line.came === 'left'),
		proxies: people.filter((line) => line.votes && line.signedInAt === null && line.proxy).length,
		observers: looksOn('observer'),
		supervisors: looksOn('supervisor')
	};
}

function agendaLines({ agenda, queue }: MeetingState): AgendaLine[] {
	const turns = new Map<string, number>();
	for (const { entry } of queue.turns) turns.set(entry.item, (turns.get(entry.item) ?? 0) + 1);
	return agenda.items.map((item) => ({
		id: item.id,
		number: item.number,
		title: item.title,
		goal: item.goal,
		minutes: item.minutes,
		status: item.status,
		spent: item.spent,
		turns: turns.get(item.id) ?? 0
	}));
}

function taggedOf(lines: readonly RecordLine[]): MeetingRecord['tagged'] {
	const tagged: Record<Tag, TaggedLine[]> = { agreed: [], disputed: [], 'to-check': [] };
	for (const { id, seq, seat, gist, body } of lines)
		for (const one of body.is === 'gist' ? [body.gist] : gist)
			if (one.tag)
				tagged[one.tag].push({ line: id, seq, seat: one.owner ? null : seat, gist: one });
	return tagged;
}
