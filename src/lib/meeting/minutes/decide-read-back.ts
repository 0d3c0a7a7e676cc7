/** What the room knows of reading back: who answers what, and who sees it. Rules [M18], [M19]. */
import type { Context, Outcome } from '../context.ts';
import { parseText } from '../parse-text.ts';
import { refuse } from '../refusal.ts';
import type { Hidden, LotWrite, MeetingState, Sight, Touched, WriteOf } from '../registry.ts';
import { seatOf } from '../roll/roll.ts';
import type { SeatId, TextId } from '../names.ts';
import type { MinutesCommand } from './commands.ts';
import { MEANT_LENGTH, saidBy, type ReadBacks } from './read-back.ts';

/** The answer as it is kept, or why not. */
export function readBack(
	state: MeetingState,
	command: Extract<MinutesCommand, { type: 'minutes.read-back' }>,
	context: Context
): Outcome {
	const line = state.minutes.lines.find(({ id }) => id === command.line);
	const seat = seatOf(state.roll, command.seat)?.id;
	if (!line || !seat || saidBy(state, line) !== seat) return refuse('stale');
	if (line.text.id !== command.text) return refuse('stale');
	const meant = parseText(command.meant, { max: MEANT_LENGTH, lines: true });
	if (typeof meant !== 'string') return meant;
	const { right, text } = command;
	const { now: at, actor } = context;
	const value = { seat, text, right, meant: right ? '' : meant, at, by: actor.id };
	return { events: [], hidden: [{ slice: 'minutes', lot: 'read-backs', key: line.id, value }] };
}

/** Takes out what was said of these lines: their words are others now, or gone. */
export function forgetReadBacks({ lots }: Hidden, lines: Iterable<string>): LotWrite[] {
	return [...lines]
		.filter((line) => lots['read-backs'].has(line))
		.map((key) => ({ slice: 'minutes', lot: 'read-backs', key, value: null }));
}

/** What was said by this person, or of these words. */
export function forgetReadBacksOf(
	hidden: Hidden,
	whose: { seat: SeatId } | { text: TextId }
): LotWrite[] {
	const rows = [...hidden.lots['read-backs']].filter(([, row]) =>
		'seat' in whose ? row.seat === whose.seat : row.text === whose.text
	);
	return forgetReadBacks(
		hidden,
		rows.map(([line]) => line)
	);
}

/** What a guest said is said by whoever they are on the roll. */
export function bindReadBacks(hidden: Hidden, guest: SeatId, seat: SeatId): LotWrite[] {
	return [...hidden.lots['read-backs']].flatMap(([key, row]) =>
		row.seat === guest
			? [{ slice: 'minutes', lot: 'read-backs', key, value: { ...row, seat } } as const]
			: []
	);
}

/** The desk sees all, others their own and those of whom they help. */
export function readBackView(
	{ roll }: MeetingState,
	{ lots }: Hidden,
	{ desk, you }: Sight
): ReadBacks {
	// From the rows on: who comes back to a full hall must not be looked for among all who are helped there.
	const isTheirs = (seat: SeatId) => {
		const helper = roll.seats[seat]?.helper ?? null;
		return you.includes(seat) || (helper !== null && you.includes(helper));
	};
	return Object.fromEntries(
		[...lots['read-backs']].filter(([, { seat }]) => desk || isTheirs(seat))
	);
}

/** Whom an answer tells something new. */
export function readBackTouches(write: WriteOf<'minutes'>, before: Hidden): Touched {
	if (write.clear) return { everybody: true };
	const row = write.value ?? before.lots['read-backs'].get(write.key);
	return { desk: true, seats: row ? [row.seat, row.by] : [] };
}
