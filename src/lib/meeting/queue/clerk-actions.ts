/** ⑤ by number: 1 赞成 2 反对 (or 1 发言) 3 提问 4 补充 5 程序问题 6 放下手, in a round of the table 过. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { formatPoint } from '#lib/i18n/point-words.ts';
import { formatStance } from '#lib/i18n/stance-words.ts';
import type { Choice, ClerkActions } from '../clerk-actions.ts';
import { handsTaken } from '../on-screen.ts';
import type { MeetingState } from '../registry.ts';
import { POINTS_OF_ORDER, type PointOfOrder, type QueueCommand, type Stance } from './queue.ts';
import { partNow } from './parts.ts';
import { isOfTable } from './rounds.ts';
import { mayRaise } from './view.ts';

/** The stances that the rules in force ask for. */
function main(state: MeetingState): Stance[] {
	const part = partNow(state);
	if (part) return part.turn === 'statement' ? [] : [part.turn];
	const stances = state.plan.rules?.stances ?? 'none';
	if (stances === 'side') return ['side'];
	return stances === 'none' ? ['none'] : ['for', 'against'];
}

export default {
	inRoom(state, seat) {
		if (!handsTaken(state)) return [];
		const item = state.queue.item ?? '';
		const join = (stance: Stance, point?: PointOfOrder): QueueCommand => {
			const command = { type: 'queue.join', seat: seat.id, item, stance } as const;
			return point ? { ...command, point } : command;
		};
		const raise = (digit: number, stance: Stance): Choice => ({
			digit,
			action: `hand-${stance}`,
			label: () => formatStance(stance),
			done: () => m.clerk_raised({ stance: formatStance(stance) }),
			command: join(stance),
			why: mayRaise(state, seat.id, stance)
		});
		const why = mayRaise(state, seat.id, 'order');
		const points = POINTS_OF_ORDER.map((point, index): Choice => ({
			digit: index + 1,
			action: `point-${point}`,
			label: () => formatPoint(point),
			done: () => m.clerk_raised_point({ point: formatPoint(point) }),
			command: join('order', point),
			why
		}));
		const choices: Choice[] = [
			...main(state).map((stance, index) => raise(index + 1, stance)),
			...(partNow(state) ? [] : [raise(3, 'ask'), raise(4, 'add')]),
			{
				digit: 5,
				action: 'point',
				label: m.queue_stance_order,
				command: null,
				why,
				more: points
			}
		];
		const { entries, speaker } = state.queue;
		const called = speaker && speaker.startedAt === null ? [speaker.entry] : [];
		const turn = [...called, ...entries].find(
			(entry) => entry.seat === seat.id && isOfTable(state, entry)
		);
		if (turn)
			choices.push({
				digit: 6,
				action: 'pass',
				label: m.queue_say_pass,
				done: m.queue_passed,
				command: { type: 'queue.pass', entry: turn.id, said: true },
				why: null
			});
		else if (entries.some((entry) => entry.seat === seat.id))
			choices.push({
				digit: 6,
				action: 'lower',
				label: m.queue_lower_hand,
				command: { type: 'queue.withdraw', seat: seat.id, item },
				why: null
			});
		return choices;
	},
	whyNot: {
		'already-waiting': (name) => m.clerk_is_waiting({ name }),
		'already-speaking': (name) => m.clerk_is_speaking({ name }),
		'turns-used': (name, { detail }) => m.clerk_turns_used({ name, n: detail?.n ?? 0 })
	},
	// That somebody waits is said by the way out.
	plain: ['already-waiting']
} satisfies ClerkActions;
