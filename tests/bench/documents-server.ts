/** Our document host as a measured process, with people who may write and people who may read. */
import { makeMeeting, resident, seatId, sitDown, staff } from '../live/people.ts';
import { serve } from '../live/serve.ts';
import { documentPath } from '#lib/documents/wire.ts';
import { answerParent } from './meter.ts';

const it = await serve(process.env.DATA_DIR!, undefined, Number(process.env.PORT));

answerParent({
	/** A meeting with so many writers and readers of its minutes: their cookies, and the address. */
	async prepare({ writers, readers }) {
		const people = [
			...Array.from({ length: Number(writers) }, (_, n) => resident(`居民${n}`)),
			...Array.from({ length: Number(readers) }, (_, n) => staff(`助手${n}`, 'helper'))
		];
		const room = await makeMeeting(it.app, people);
		const { seats, order } = room.committed.state.roll;
		const cookies: string[] = [];
		for (let n = 1; n <= Number(writers); n++) {
			const seat = seatId(room, n);
			cookies.push(await sitDown(it.app, room, seat));
			const command = { type: 'minutes.allow', seat, allowed: true } as const;
			const organiser = { session: null, owner: true, door: true };
			await room.ask({ id: `may-write-${n}`, as: 'organiser', command }, organiser);
		}
		for (const seat of order)
			if (seats[seat]!.role === 'helper') cookies.push(await sitDown(it.app, room, seat));
		const { epoch } = await it.app.documents.open(room.meeting, 'minutes');
		return { cookies, path: documentPath(room.meeting, 'minutes', epoch) };
	}
});
process.send!({ port: Number(process.env.PORT) });
// A CPU profile is written only by a process that ends by itself.
process.on('SIGTERM', () => process.exit(0));
