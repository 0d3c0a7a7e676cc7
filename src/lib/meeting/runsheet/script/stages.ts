/** What the chair reads in the stages other than the discussion. */
import { clerkHere, counts, quorum } from '../../attendance/view.ts';
import { isPresent } from '../../attendance/attendance.ts';
import type { MeetingState } from '../../registry.ts';
import type { Instant, TextRef } from '../../names.ts';
import { noticeStep } from '../../outcomes/notice/notice-step.ts';
import { outcomesShown } from '../../outcomes/view.ts';
import { isPublic } from '../../record/view.ts';
import { whatToRead } from '../../record/what-to-read.ts';
import { isPrivate } from '../../plan/view.ts';
import { acksOf } from '../acks.ts';
import type { Stage } from '../runsheet.ts';
import {
	line,
	nameOf,
	optional,
	type ScriptInput,
	type ScriptKey,
	type ScriptLine
} from './line.ts';

/** More names than this are not read out one by one. */
const NAMES_READ = 5;

const MINUTE = 60_000;

type Input = Pick<ScriptInput, 'words'>;

/** A line that stands only where its text was typed and not erased. */
function withText(
	{ words }: Input,
	key: ScriptKey,
	name: string,
	ref: TextRef | null | undefined
): ScriptLine[] {
	const text = ref ? words.text(ref) : null;
	return text ? [line(key, { [name]: text })] : [];
}

/** ① S1.25: welcome, how to sign in, who is here. */
export function signin(state: MeetingState, input: Input): ScriptLine[] {
	const { due, present, hall, online, phone, guests } = counts(state);
	const away = online + phone;
	const { met, needed } = quorum(state);
	const quorumLine = met
		? line('quorum_met')
		: line('quorum_missing', { n: Math.max(1, needed - present) });
	return [
		...withText(input, 'welcome', 'title', state.plan.details?.title),
		...withText(input, 'urgent', 'reason', state.plan.details?.urgentReason),
		line(clerkHere(state) ? 'signin' : 'signin_alone'),
		...(due > 0
			? [...counted({ due, present, hall, online: away }), quorumLine]
			: present + guests > 0
				? [line('count_guests', { n: present + guests })]
				: []),
		optional('quiet'),
		optional('hall'),
		...(away > 0 ? [optional('online_counts')] : []),
		optional(isPrivate(state.plan) ? 'recorded_private' : 'recorded')
	];
}

/** How many are here; a zero is never read aloud. */
function counted(sum: {
	due: number;
	present: number;
	hall: number;
	online: number;
}): ScriptLine[] {
	if (sum.present === 0) return [];
	if (sum.online === 0) return [line('count_hall', { due: sum.due, present: sum.present })];
	if (sum.hall === 0) return [line('count_online', { due: sum.due, present: sum.present })];
	return [line('count', sum)];
}

/** ② S1.26, S1.55. */
export function matter(state: MeetingState, input: Input): ScriptLine[] {
	const details = state.plan.details;
	const ends = endOf(state);
	const policies = (details?.policies ?? []).flatMap(({ text }) => input.words.text(text) ?? []);
	return [
		...withText(input, 'matter', 'matter', details?.matter),
		...withText(input, 'background', 'background', details?.background),
		...withText(input, 'decides', 'decides', details?.decides),
		...withText(input, 'leaves', 'leaves', details?.leaves),
		...(policies.length > 0 ? [line('policies', { n: policies.length })] : []),
		...policies.map((text) => line('own', { text })),
		...(ends === null ? [] : [optional('until', { at: ends })])
	];
}

/** When the meeting is to end: as planned, else as long as its stages take. */
function endOf({ plan, runsheet }: MeetingState): Instant | null {
	if (plan.details?.endsAt) return plan.details.endsAt;
	if (plan.openedAt === null) return null;
	const minutes = runsheet.stages.reduce((sum, stage) => sum + stage.minutes, 0);
	return Math.ceil((plan.openedAt + minutes * MINUTE) / (5 * MINUTE)) * 5 * MINUTE;
}

/** ③ S1.27: all together, or the one being introduced. */
export function parties(state: MeetingState, { words }: Input): ScriptLine[] {
	const seat = state.runsheet.introducing;
	if (seat === null) {
		const { present, staff } = counts(state);
		if (present === 0) return [];
		return [line(staff > 0 ? 'parties' : 'parties_only', { voters: present, staff })];
	}
	const person = words.person(seat);
	const { title = '', building = '' } = person ?? {};
	const online = isPresent(state.attendance, seat) && state.roll.seats[seat]?.channel !== 'hall';
	const name = nameOf(state, words, seat);
	if (title === '' && building === '')
		return [line(online ? 'introduce_name_online' : 'introduce_name', { name })];
	return [line(online ? 'introduce_online' : 'introduce', { name, about: { title, building } })];
}

/** ④ S1.28: the rules word by word as long as they may be read, and whose consent is still missing. */
export function rules(state: MeetingState, { words }: Input): ScriptLine[] {
	const { done, of, missing } = acksOf(state);
	const lines = state.plan.rules?.lines ?? [];
	// Whoever knows them agrees before the chair has read them to the end: they stay.
	const read = [line('rules', { n: lines.length }), ...lines.map((text) => line('own', { text }))];
	if (missing.length === 0 && done > 0)
		return [line('rules_all', { of }), ...lines.map((text) => optional('own', { text }))];
	if (done === 0) return [...read, line('rules_ask')];
	if (missing.length > NAMES_READ)
		return [...read, line('rules_waiting', { done, of }), line('rules_ask')];
	const names = missing.map((seat) => nameOf(state, words, seat));
	return [...read, line('rules_missing', { done, of, names })];
}

/** ⑥ what came of it is read line by line and agreed. */
export function result(state: MeetingState, stage: Stage, input: Input): ScriptLine[] {
	const notes = [...outcomes(state, input), ...noted(stage, input)];
	if (notes.length === 0) return [line('result')];
	return [line('result_read'), ...notes, line('result_ask')];
}

/** ⑦ what is made public, or that nothing came of it. */
export function notice(
	state: MeetingState,
	stage: Stage,
	input: Pick<ScriptInput, 'words' | 'now'>
): ScriptLine[] {
	if (isPrivate(state.plan))
		return [
			line(state.outcomes.notice ? 'notice_agreed' : 'notice_private'),
			...outcomes(state, input),
			...noted(stage, input)
		];
	const first = outcomesShown(state) === 'none' ? line('notice_none') : line('notice');
	const lines = [...outcomes(state, input), ...noted(stage, input)];
	return [first, ...lines, absent(state, input)];
}

/** What the code on the big screen leads to, for those who could not come. */
function absent(state: MeetingState, { now }: Pick<ScriptInput, 'now'>): ScriptLine {
	if (whatToRead(state, now) === 'record')
		return line(isPublic(state) ? 'notice_absent' : 'notice_absent_later');
	const posted = noticeStep(state.outcomes.notice, now) === 'posted';
	return line(posted ? 'notice_absent_posted' : 'notice_absent_coming');
}

function outcomes({ outcomes: { lines } }: MeetingState, { words }: Input): ScriptLine[] {
	return lines.flatMap((one) => {
		const text = words.text(one.text);
		return text ? [line('own', { text })] : [];
	});
}

function noted(stage: Stage, { words }: Input): ScriptLine[] {
	return stage.notes.flatMap((ref) => {
		const text = words.text(ref);
		return text ? [line('own', { text })] : [];
	});
}
