/**
 * What we are measured against, each in a process of its own (KIND says which):
 * - `plain`: `ws` alone, broadcasting the bytes that ours broadcasts;
 * - `single`: socket.io as in its guide, a frame to everybody for each change;
 * - `batch`: socket.io with changes gathered, no journal: the one to compare with.
 * Those that gather do so at our cadence. None of them decides, stores or hides anything.
 */
import { createServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { WebSocketServer, type WebSocket } from 'ws';
import { tickAfter } from '#server/meeting/broadcast-queue.ts';
import { answerParent } from './meter.ts';

interface Envelope {
	id: string;
	as: string;
	command: { type: string; seat: string; item: string; stance?: string };
}

const HEAD = '5f'.repeat(32);
let seq = 0;
const waiting: Record<string, unknown> = {};
const snapshot = process.env.SNAPSHOT_BYTES
	? { protocol: 1, seq: 0, head: HEAD, state: 'x'.repeat(Number(process.env.SNAPSHOT_BYTES)) }
	: null;

/** The event that our server would make of this command, byte for byte as long. */
function eventOf({ as, command }: Envelope) {
	const { seat, item, stance } = command;
	const stamp = { v: 1, seq: ++seq, at: Date.now(), actor: as };
	const id = `hand${Math.random().toString(36).slice(2, 11)}`;
	if (command.type === 'queue.withdraw')
		return { ...stamp, type: 'queue.withdrawn', body: { entry: id, seat } };
	const entry = {
		id,
		seat,
		item,
		stance,
		point: null,
		side: null,
		channel: 'hall',
		by: null,
		speaksFor: 0,
		requestedAt: stamp.at,
		awayAt: null,
		moved: null
	};
	waiting[seat] = entry;
	return { ...stamp, type: 'queue.joined', body: { entry } };
}

/** Gathers events; the first leaves at once, then one frame a tick, which stretches with what telling costs. */
function gather(send: (frame: unknown) => void): (event: ReturnType<typeof eventOf>) => void {
	let events: ReturnType<typeof eventOf>[] = [];
	let last = -Infinity;
	let timer: NodeJS.Timeout | null = null;
	let tick = tickAfter(0);
	const flush = () => {
		timer = null;
		const start = performance.now();
		const frame = { from: events[0]!.seq, events, head: HEAD, texts: {} };
		events = [];
		send(frame);
		last = performance.now();
		tick = tickAfter(last - start);
	};
	return (event) => {
		events.push(event);
		if (timer) return;
		const wait = last + tick - performance.now();
		if (wait <= 0) flush();
		else timer = setTimeout(flush, wait);
	};
}

const server = createServer();
const kind = process.env.KIND;

if (kind === 'plain') {
	const wss = new WebSocketServer({ server, perMessageDeflate: false });
	const tell = gather((frame) => {
		const bytes = Buffer.from(JSON.stringify(['events', frame]));
		for (const one of wss.clients) one.send(bytes, { binary: false });
	});
	wss.on('connection', (one: WebSocket) => {
		if (snapshot) one.send(JSON.stringify(['snapshot', snapshot]));
		one.send(JSON.stringify(['presence', { seq, now: Date.now() }]));
		one.on('message', (raw: Buffer) => {
			const [, envelope] = JSON.parse(raw.toString()) as [string, Envelope];
			const event = eventOf(envelope);
			one.send(JSON.stringify(['ack', { id: envelope.id, answer: { seq: event.seq } }]));
			tell(event);
		});
	});
} else {
	const io = new Server(server, { path: '/live/', transports: ['websocket'] });
	const batched = gather((frame) => io.emit('events', frame));
	io.on('connection', (one: Socket) => {
		if (snapshot) one.emit('snapshot', snapshot);
		one.emit('presence', { seq, now: Date.now() });
		one.on('command', (envelope: Envelope) => {
			const event = eventOf(envelope);
			one.emit('ack', { id: envelope.id, answer: { seq: event.seq } });
			if (kind === 'batch') batched(event);
			else io.emit('events', event);
		});
	});
}

const names = { members: '', public: '' };
answerParent({ where: () => ({ epoch: '', seq, head: HEAD, names }) });
server.listen({ port: Number(process.env.PORT), host: '127.0.0.1', backlog: 4096 }, () =>
	process.send!({ n: 0 })
);
