/** What the chair reads in the stages other than the discussion. */
import { counts, quorum } from '../../attendance/view.ts';
import { isPresent } from '../../attendance/attendance.ts';
import type { MeetingState } from '../../registry.ts';
import type { TextRef } from '../../names.ts';
import { hasClerk } from '../../roll/view.ts';
import { acksOf } from '../acks.ts';
import type { Stage } from '../runsheet.ts';
import { line, nameOf, type ScriptInput, type ScriptKey, type ScriptLine } from './line.ts';

/** More names than this are not read out one by one. */
const NAMES_READ = 5;

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
	const { met, needed } = quorum(state);
	const quorumLine = met
		? line('quorum_met')
		: line('quorum_missing', { n: Math.max(1, needed - present) });
	return [
		...withText(input, 'welcome', 'title', state.plan.details?.title),
		...withText(input, 'urgent', 'reason', state.plan.details?.urgentReason),
		line(hasClerk(state.roll) ? 'signin' : 'signin_alone'),
		...(due > 0
			? [line('count', { due, present, hall, online: online + phone }), quorumLine]
			: guests > 0
				? [line('count_guests', { n: guests })]
				: [])
	];
}

/** ② S1.26, S1.55. */
export function matter(state: MeetingState, input: Input): ScriptLine[] {
	const details = state.plan.details;
	const policies = (details?.policies ?? []).flatMap(({ text }) => input.words.text(text) ?? []);
	return [
		...withText(input, 'matter', 'matter', details?.matter),
		...withText(input, 'background', 'background', details?.background),
		...withText(input, 'decides', 'decides', details?.decides),
		...withText(input, 'leaves', 'leaves', details?.leaves),
		...(policies.length > 0 ? [line('policies', { n: policies.length })] : []),
		...policies.map((text) => line('own', { text }))
	];
}

/** ③ S1.27: all together, or the one being introduced. */
export function parties(state: MeetingState, { words }: Input): ScriptLine[] {
	const seat = state.runsheet.introducing;
	if (seat === null) {
		const { present, staff } = counts(state);
		return [line(staff > 0 ? 'parties' : 'parties_only', { voters: present, staff })];
	}
	const person = words.person(seat);
	const { title = '', building = '' } = person ?? {};
	const online = isPresent(state.attendance, seat) && state.roll.seats[seat]?.channel !== 'hall';
	return [
		line(online ? 'introduce_online' : 'introduce', { name: nameOf(words, seat), title, building })
	];
}

/** ④ S1.28: the rules word by word, then whose consent is still missing. */
export function rules(state: MeetingState, { words }: Input): ScriptLine[] {
	const { done, of, missing } = acksOf(state);
	const lines = state.plan.rules?.lines ?? [];
	if (done === 0)
		return [
			line('rules', { n: lines.length }),
			...lines.map((text) => line('own', { text })),
			line('rules_ask')
		];
	if (missing.length === 0) return [line('rules_all', { of })];
	if (missing.length > NAMES_READ) return [line('rules_waiting', { done, of }), line('rules_ask')];
	const names = missing.map((seat) => nameOf(words, seat));
	return [line('rules_missing', { done, of, names })];
}

/** ⑥ and ⑦ until their own slices come: what the clerk wrote is read and agreed. */
export function result(stage: Stage, input: Input): ScriptLine[] {
	const notes = noted(stage, input);
	if (notes.length === 0) return [line('result')];
	return [line('result_read'), ...notes, line('result_ask')];
}

export function notice(stage: Stage, input: Input): ScriptLine[] {
	return [line('notice'), ...noted(stage, input), line('notice_absent')];
}

function noted(stage: Stage, { words }: Input): ScriptLine[] {
	return stage.notes.flatMap((ref) => {
		const text = words.text(ref);
		return text ? [line('own', { text })] : [];
	});
}
