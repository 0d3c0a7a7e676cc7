/**
 * Signing people in and out by number: 1 现场 2 线上 3 电话 4 请假, and once sign-in is over 5 补录; 7 and 9 for who is
 * here.
 */
import { m } from '#lib/i18n/paraglide/messages.js';
import { formatWay } from '#lib/i18n/way-words.ts';
import type { Choice, ClerkActions } from '../clerk-actions.ts';
import { CHANNELS } from '../names.ts';
import { takesSignIns } from '../plan/view.ts';
import { refuse } from '../refusal.ts';
import type { Seat } from '../roll/roll.ts';
import { stageNow } from '../runsheet/runsheet.ts';
import { attendanceOf, isLate } from './attendance.ts';

function leave({ id }: Seat): Choice {
	const command = { type: 'attendance.leave', seat: id } as const;
	return { digit: 4, action: 'leave', label: m.attendance_leave, command, why: null };
}

export default {
	/** For who stepped out the same keys bring them back. */
	atDoor(state, seat) {
		const back = attendanceOf(state.attendance, seat.id).status === 'left';
		const why = takesSignIns(state.plan) ? null : refuse('not-open');
		const here = CHANNELS.map((channel, index): Choice => {
			const command = { type: 'attendance.sign-in', seat: seat.id, channel } as const;
			const words = { channel: formatWay(channel) };
			return {
				digit: index + 1,
				action: `${back ? 'back' : 'sign-in'}-${channel}`,
				label: () => (back ? m.clerk_back(words) : m.clerk_sign_in(words)),
				command,
				why,
				...(back ? {} : { repeatable: true })
			};
		});
		const choices = [...here, leave(seat)];
		if (back || !isLate(state.runsheet)) return choices;
		return [
			...choices,
			{
				digit: 5,
				action: 'backfill',
				label: () => m.clerk_backfill({ channel: formatWay(seat.channel) }),
				command: { type: 'attendance.sign-in', seat: seat.id, earlier: true },
				why
			}
		];
	},
	inRoom(state, seat) {
		const before = state.plan.phase === 'planned';
		const signin = before || stageNow(state.runsheet)?.kind === 'signin';
		const choices = signin ? [leave(seat)] : [];
		choices.push({
			digit: 7,
			action: 'step-out',
			label: m.attendance_step_out,
			command: { type: 'attendance.step-out', seat: seat.id },
			why: null
		});
		// Afterwards only somebody who was entered since can have been ticked by mistake just now.
		const { late, backfilled } = attendanceOf(state.attendance, seat.id);
		if (signin || late || backfilled)
			choices.push({
				digit: 9,
				action: 'undo-sign-in',
				label: m.attendance_undo_sign_in,
				command: { type: 'attendance.undo-sign-in', seat: seat.id },
				why: null
			});
		return choices;
	}
} satisfies ClerkActions;
