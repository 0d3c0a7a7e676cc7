/** Decides the life of the minutes. Rules: `RULES.md`, quoted as [M7] …. */
import { attendanceOf } from '../attendance/attendance.ts';
import { canonical } from '../canonical.ts';
import type { Context, Outcome } from '../context.ts';
import type { Hooks } from '../hooks.ts';
import type { Hidden, MeetingState } from '../registry.ts';
import type { Instant, TextRef } from '../names.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { seatOf } from '../roll/roll.ts';
import { parseText } from '../parse-text.ts';
import type { MinutesCommand, MinutesEvent } from './commands.ts';
import { changeOf } from './correcting.ts';
import { forgetReadBacks, readBack } from './decide-read-back.ts';
import {
	GIST_LENGTH,
	minutesPhase,
	OBJECTION_LENGTH,
	REASON_LENGTH,
	OBJECTIONS_EACH,
	type MinutesPhase,
	type Sealed
} from './minutes.ts';

/** How far ahead objections may be kept open, ms. */
const LONGEST = 90 * 24 * 3600_000;
/** How far ahead they must end at least, where they were to be taken longer, ms. */
const SOONEST = 24 * 3600_000;

/** Events for one command of the minutes, or why not. */
export function decideMinutes(
	state: MeetingState,
	hidden: Hidden,
	command: MinutesCommand,
	context: Context,
	hooks: Hooks
): Outcome {
	const phase = minutesPhase(state, context.now);
	if (phase === 'sealed' && command.type !== 'minutes.correct') return refuse('minutes-sealed');
	switch (command.type) {
		case 'minutes.note':
			return note(state, hidden, command, context);
		case 'minutes.read-back':
			return readBack(state, command, context);
		case 'minutes.allow': {
			const seat = seatOf(state.roll, command.seat)?.id;
			if (!seat) return refuse('no-such-seat');
			if (state.minutes.writers.includes(seat) === command.allowed) return { events: [] };
			return one({ type: 'minutes.allowed', body: { seat, allowed: command.allowed } });
		}
		case 'minutes.open-objections':
			return open(state, phase, command, context);
		case 'minutes.object':
			return object(state, phase, command, context);
		case 'minutes.answer': {
			if (!state.minutes.objections.some((one) => one.id === command.objection))
				return refuse('no-such-objection');
			const text = words(command.text);
			if (typeof text !== 'string') return text;
			const body = { id: command.objection, agreed: command.agreed, text: context.text(text) };
			return one({ type: 'minutes.answered', body });
		}
		case 'minutes.seal':
			return seal(state, phase, command, context);
		case 'minutes.correct':
			return correct(state, hidden, phase, command, context, hooks);
	}
}

/** Null when the minutes can be sealed now, else why not; screens ask before anybody presses. */
export function maySeal(state: MeetingState, now: Instant): Refusal | null {
	const phase = minutesPhase(state, now);
	if (phase === 'sealed') return refuse('minutes-sealed');
	if (phase === 'live') return refuse('minutes-still-live');
	if (phase === 'draft') return refuse('objections-not-open');
	if (phase === 'objections') return refuse('objections-still-open');
	const n = state.minutes.objections.filter((one) => one.answer === null).length;
	return n > 0 ? refuse('objections-unanswered', { n }) : null;
}

type Of<T extends MinutesCommand['type']> = Extract<MinutesCommand, { type: T }>;

/** [M7] Only what changed; the former words of a line are dropped, for nobody is to read drafts. */
function note(
	{ minutes }: MeetingState,
	hidden: Hidden,
	command: Of<'minutes.note'>,
	context: Context
): Outcome {
	const known = new Map(minutes.lines.map((line) => [line.id, line]));
	const lines: Extract<MinutesEvent, { type: 'minutes.noted' }>['body']['lines'] = [];
	const dropped: string[] = [];
	for (const { id, fact, owner, tag, relayed, text } of command.lines) {
		const before = known.get(id);
		const clean = text === undefined ? null : parseText(text, { max: GIST_LENGTH, required: true });
		if (clean !== null && typeof clean !== 'string') return clean;
		if (clean === null && !before) return refuse('text-empty');
		if (clean !== null && before) dropped.push(before.text.id);
		const ref = clean === null ? before!.text : context.text(clean);
		lines.push({ id, fact, ...(owner ? { owner } : {}), tag, relayed, text: ref });
	}
	const gone = command.gone.filter((id) => known.has(id));
	dropped.push(...gone.map((id) => known.get(id)!.text.id));
	if (lines.length === 0 && gone.length === 0) return { events: [] };
	const others = lines.filter(({ id, text }) => known.get(id)?.text.id !== text.id);
	return {
		events: [{ type: 'minutes.noted', body: { lines, gone, dropped } }],
		hidden: forgetReadBacks(hidden, [...gone, ...others.map(({ id }) => id)])
	};
}

/**
 * [M9] After the meeting, for a time to come. It can be made longer; shorter only with a reason, and so that whoever was
 * told another time has a day to read of it.
 */
function open(
	{ minutes }: MeetingState,
	phase: MinutesPhase,
	{ until, reason: typed }: Of<'minutes.open-objections'>,
	context: Context
): Outcome {
	const { now } = context;
	if (phase === 'live') return refuse('minutes-still-live');
	if (until <= now || until > now + LONGEST) return refuse('until-out-of-range');
	const was = minutes.until;
	if (was === until) return { events: [] };
	if (was === null || until > was)
		return one({ type: 'minutes.objections-opened', body: { until } });
	if (until < now + SOONEST) return refuse('until-too-soon');
	const reason = parseText(typed ?? '', { max: REASON_LENGTH, required: true });
	if (typeof reason !== 'string') return typed?.trim() ? reason : refuse('until-needs-reason');
	const sooner = { was, reason: context.text(reason) };
	return one({ type: 'minutes.objections-opened', body: { until, sooner } });
}

/** [M10] Who was there may say what is not right. */
function object(
	state: MeetingState,
	phase: MinutesPhase,
	command: Of<'minutes.object'>,
	context: Context
): Outcome {
	const seat = seatOf(state.roll, command.seat)?.id;
	if (!seat) return refuse('no-such-seat');
	if (phase !== 'objections') return refuse('objections-not-open');
	if (attendanceOf(state.attendance, seat).signedInAt === null) return refuse('did-not-attend');
	if (state.minutes.objections.filter((one) => one.seat === seat).length >= OBJECTIONS_EACH)
		return refuse('limit-reached', { max: OBJECTIONS_EACH });
	const text = words(command.text);
	if (typeof text !== 'string') return text;
	const id = context.newId('objection');
	const others = context.actor.id !== seat;
	const how = {
		...(others && command.phone ? { phone: true as const } : {}),
		...(others && command.paper && !command.phone ? { paper: true as const } : {})
	};
	const body = { id, seat, fact: command.fact ?? null, text: context.text(text), ...how };
	return one({ type: 'minutes.objected', body });
}

/** [M12] The copy goes into the journal itself, its words beside it so that each can be erased. */
function seal(
	state: MeetingState,
	_phase: MinutesPhase,
	command: Of<'minutes.seal'>,
	context: Context
): Outcome {
	const refusal = maySeal(state, context.now);
	if (refusal) return refusal;
	const blocks = stored(command.blocks, context);
	const { upTo } = command;
	const hash = context.digest(canonical({ blocks, upTo }));
	return one({ type: 'minutes.sealed', body: { blocks, upTo, hash } });
}

/** [M13] After sealing in words; before it what the fact says is changed, and the words say why [M20]. */
function correct(
	state: MeetingState,
	hidden: Hidden,
	phase: MinutesPhase,
	command: Of<'minutes.correct'>,
	context: Context,
	hooks: Hooks
): Outcome {
	if (phase === 'sealed' && command.change) return refuse('minutes-sealed');
	if (phase !== 'sealed' && !command.change) return refuse('minutes-not-sealed');
	const { text: raw, fact = null, change: asked } = command;
	const made = asked ? changeOf(state, hidden, hooks, fact, asked) : null;
	if (made && 'refused' in made) return made;
	const text = words(raw);
	if (typeof text !== 'string') return text;
	const id = context.newId('erratum');
	const body = { id, fact, text: context.text(text), ...made };
	return one({ type: 'minutes.corrected', body });
}

function stored(blocks: readonly Sealed<string>[], context: Context): Sealed<TextRef>[] {
	return blocks.map((block): Sealed<TextRef> => {
		if (block.kind === 'fact') return block;
		if (block.kind === 'list')
			return { ...block, items: block.items.map((item) => stored(item, context)) };
		return { ...block, words: context.text(block.words) };
	});
}

function words(raw: string): string | Refusal {
	return parseText(raw, { max: OBJECTION_LENGTH, required: true, lines: true });
}

function one(fact: MinutesEvent): Outcome {
	return { events: [fact] };
}
