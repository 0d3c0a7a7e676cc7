/** The built server as a measured process with one meeting that goes on and on: it plays what is said in it. */
import { newId } from '#server/auth/arrival.ts';
import type { Room } from '#server/meeting/room.ts';
import { builtApp, listen, pagesRead, readBuilt } from './built-server.ts';
import type { PreparedEvening } from './evening-prepare.ts';
import { evening, type Said } from './evening-script.ts';
import { answerParent } from './meter.ts';

await readBuilt();

let room: Room;
let talk: ReturnType<typeof evening>;
let next: Said;
const sessions = new Map<string, string>();
const told = { messages: 0, bytes: 0 };

async function send({ as, command }: Said): Promise<void> {
	// As the room's own seats, whichever session holds them: what is measured is the room.
	const session = sessions.get(as)!;
	const answer = await room.ask({ id: newId(), as, command }, { session, owner: true, door: true });
	if ('refused' in answer) throw new Error(`${command.type} was refused: ${answer.refused}`);
}

answerParent({
	settled: pagesRead,
	/** The meeting that was prepared, with one who follows its record. */
	async begin({ evening: prepared }) {
		const { code, seats } = prepared as PreparedEvening;
		const app = builtApp();
		room = (await app.rooms.byCode(code))!;
		for (const { seat, session } of seats) sessions.set(seat, session);
		const [chair, , ...members] = seats.map(({ seat }) => seat);
		talk = evening(chair!, members);
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
	},
	/** The next command of the meeting. */
	async next() {
		await send(next);
		next = talk.next(room.committed.state).value;
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
await listen();
// A CPU profile is written only by a process that ends by itself.
process.on('SIGTERM', () => process.exit(0));
