/** Our server as a measured process with one meeting that goes on and on: it plays what is said in it. */
import { makeMeeting, resident, seatId, sitDown } from '../live/people.ts';
import { serve } from '../live/serve.ts';
import { documentPath } from '#lib/documents/wire.ts';
import { newId } from '#server/auth/arrival.ts';
import { minutesFacts } from '#server/meeting/minutes-facts.ts';
import type { Room } from '#server/meeting/room.ts';
import { evening, type Said } from './evening-script.ts';
import { answerParent } from './meter.ts';

const MEMBERS = 12;

const it = await serve(process.env.DATA_DIR!, undefined, Number(process.env.PORT));
const { app } = it;
let room: Room;
let talk: ReturnType<typeof evening>;
let next: Said;
const told = { messages: 0, bytes: 0 };

async function send({ as, command }: Said): Promise<void> {
	// As the room's own seats, whichever session holds them: what is measured is the room.
	const session = as === 'organiser' ? null : sessions.get(as)!;
	const answer = await room.ask({ id: newId(), as, command }, { session, owner: true, door: true });
	if ('refused' in answer) throw new Error(`${command.type} was refused: ${answer.refused}`);
}
const sessions = new Map<string, string>();

/** What each open editor fetches whenever the room has moved on. */
function facts(): void {
	const answer = minutesFacts(room, app.projections.of(room), 'desk', fetched);
	JSON.stringify(answer);
	JSON.stringify(answer);
	fetched = answer.seq;
}
let fetched = 0;

answerParent({
	/** A meeting in its discussion, with two who write its minutes and one who follows its record. */
	async prepare() {
		const people = Array.from({ length: MEMBERS }, (_, n) => resident(`居民${n + 1}`));
		room = await makeMeeting(app, people, 'thirteen');
		const chair = seatId(room, 'chair');
		const clerk = seatId(room, 'clerk');
		const members = Array.from({ length: MEMBERS }, (_, n) => seatId(room, n + 1));
		const seats: { seat: string; cookie: string }[] = [];
		for (const seat of [chair, clerk, ...members]) {
			const cookie = await sitDown(app, room, seat);
			sessions.set(seat, cookie.split('=')[1]!.split('.')[0]!);
			seats.push({ seat, cookie });
		}
		await send({ as: 'organiser', command: { type: 'plan.open' } });
		await send({ as: 'organiser', command: { type: 'record.set', publish: 'live' } });
		await send({ as: 'organiser', command: { type: 'attendance.sign-in-all', seats: members } });
		const { stages, stageId: at } = room.committed.state.runsheet;
		const to = stages.find((stage) => stage.kind === 'discussion')!.id;
		await send({
			as: chair,
			command: { type: 'runsheet.go', from: at!, to, force: true, reason: 'x' }
		});
		await send({
			as: chair,
			command: { type: 'minutes.allow', seat: members[0]!, allowed: true }
		});
		talk = evening(chair, members);
		next = talk.next().value;
		const published = await app.records.of(room);
		app.followers.add(room.meeting, published.version, published, {
			tell(message) {
				told.messages += 1;
				told.bytes += message.length;
				return true;
			},
			end() {}
		});
		const { epoch } = await app.documents.open(room.meeting, 'minutes');
		const path = documentPath(room.meeting, 'minutes', epoch);
		return { code: room.code, seats, path };
	},
	/** The next command of the meeting, and what the open editors then ask for. */
	async next() {
		await send(next);
		next = talk.next(room.committed.state).value;
		facts();
	},
	size() {
		const { minutes, queue } = room.committed.state;
		return {
			seq: room.committed.seq,
			turns: queue.turns.length,
			lines: minutes.lines.length,
			told
		};
	}
});
process.send!({ port: Number(process.env.PORT) });
// A CPU profile is written only by a process that ends by itself.
process.on('SIGTERM', () => process.exit(0));
