/** What the room knows of the attendance: who may say what, how it is decided, what of it is hidden. */
import type { RulesOf } from '../registry.ts';
import { CLERKS, OFFICE, SEATED } from '../role-groups.ts';
import { chairOpens, decideAttendance } from './decide.ts';
import { forgetReason, reasonsFor } from './reasons.ts';
import { attendanceFacts } from './facts.ts';
import { attendanceDisclosure } from './disclosure.ts';
import { attendanceCommands } from './schema.ts';

export const attendanceRules: RulesOf<'attendance'> = {
	commands: attendanceCommands,
	permits: {
		'attendance.rsvp': { self: SEATED, others: CLERKS, helped: true },
		'attendance.sign-in': { self: SEATED, others: OFFICE, helped: true },
		'attendance.sign-in-all': { any: OFFICE },
		'attendance.undo-sign-in': { others: OFFICE },
		'attendance.leave': { self: SEATED, others: OFFICE, helped: true },
		'attendance.step-out': { self: SEATED, others: OFFICE, helped: true },
		'attendance.return': { self: SEATED, others: OFFICE, helped: true }
	},
	decide: decideAttendance,
	lots: { 'leave-reasons': 'plain' },
	touches: (write) => ({ desk: true, seats: write.clear ? [] : [write.key] }),
	view: (_state, { lots }, { desk, you }) => reasonsFor(lots, { desk, seats: you }),
	facts: attendanceFacts,
	disclosure: attendanceDisclosure,
	onStage: (state, _hidden, _stage, context) => ({ events: chairOpens(state, context) }),
	onForget: ({ lots }, seat) => forgetReason(lots, seat)
};
