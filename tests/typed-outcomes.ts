/** A meeting that comes to results, with everything typed that can be typed. */
import { opened, plan } from '#lib/meeting/runsheet/test-meetings.ts';
import { resident } from '#lib/meeting/roll/test-rolls.ts';
import type { TestRoom } from '#lib/meeting/test-room.ts';
import { A, B, CHAIR, CLERK, draft, run, typed } from './typed-signs.ts';

/** A line from its first word to its second class, one that is taken out; and a notice without any. */
export function outcomes(): TestRoom {
	const room = opened(plan({}, draft()), [A, B]);
	room.do('organiser', {
		type: 'roll.add',
		entries: [resident(typed(), { role: 'adviser', votes: false })]
	});
	const adviser = room.state.roll.order.find(
		(id) => room.state.roll.seats[id]!.role === 'adviser'
	)!;
	room.go('result', { force: true });
	const source = null;
	run(room, CLERK, { type: 'outcomes.write', source, draft: { text: typed() } });
	const line = () => room.state.outcomes.lines[0]!;
	const revise = (draft: object, reason?: string) => {
		const { id: outcome, version } = line();
		run(room, CLERK, {
			type: 'outcomes.revise',
			outcome,
			version,
			draft,
			...(reason === undefined ? {} : { reason })
		});
	};
	revise({
		text: typed(),
		class: 'set-aside',
		owner: { body: typed() },
		measure: typed(),
		due: room.now + 3600_000,
		early: typed()
	});
	revise({ class: 'recommendation', receiver: { body: typed() } }, typed());
	revise({ owner: { seat: room.seat(A) }, receiver: { seat: room.seat(B) } });
	revise({ parts: { timetable: typed(), rules: typed(), rota: typed(), costs: typed() } });
	const { id: outcome } = line();
	const [shift] = line().openShifts!;
	run(room, CLERK, { type: 'outcomes.enter-shift', outcome, shift: shift!, body: typed() });
	run(room, CLERK, { type: 'outcomes.free-shift', outcome, shift: shift! });
	run(room, CLERK, { type: 'outcomes.await-legal', outcome, awaited: true });
	run(room, CLERK, { type: 'outcomes.advise', outcome, seat: adviser, text: typed() });
	run(room, A, { type: 'outcomes.dissent', seat: room.seat(A), outcome, text: typed() });
	const [dissent] = room.state.outcomes.dissents;
	run(room, CLERK, { type: 'outcomes.reply', dissent: dissent!.id, text: typed() });
	run(room, CLERK, { type: 'outcomes.settle', dissent: dissent!.id });
	const period = { from: room.now + 60_000, until: room.now + 3600_000 };
	run(room, CLERK, { type: 'outcomes.publish', ...period });
	const until = period.until + 60_000;
	run(room, CLERK, { type: 'outcomes.set-period', ...period, until, reason: typed() });
	revise({ text: typed() }, typed());
	run(room, CLERK, { type: 'outcomes.finish', outcome, text: typed() });
	run(room, CLERK, { type: 'outcomes.reopen', outcome, reason: typed() });
	run(room, CLERK, { type: 'outcomes.unpublish' });
	run(room, CHAIR, { type: 'outcomes.drop', outcome, version: line().version });
	room.go('notice', { force: true });
	return room;
}
