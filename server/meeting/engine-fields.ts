/**
 * Whether this version of engine.io is one whose sockets may be written to past it. `encoded.ts` relies on
 * two things that it does not promise: `writeBuffer`, which holds what must not be overtaken, and the option
 * `wsPreEncodedFrame`. package.json pins the version; this looks all the same, at each start, at a
 * connection that nobody is at.
 */
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { Server as Engine } from 'engine.io';
import type { Log } from '#server/log.ts';
import { frameOf, type Wire } from './encoded.ts';

const HANDSHAKE = {
	connection: 'Upgrade',
	upgrade: 'websocket',
	'sec-websocket-version': '13',
	'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ=='
};

/** Another engine.io than the one that is pinned may keep its queue elsewhere: then it sends by itself. Closes `engine`. */
export async function takesWholeFrames(engine: Engine, log: Log): Promise<boolean> {
	const changed = await changedFields(engine).catch(() => ['handleUpgrade']);
	engine.close();
	if (changed.length === 0) return true;
	log.warn(
		{ changed },
		'engine.io is not the version in package.json: messages go its own way, which is slower and right; run npm ci'
	);
	return false;
}

/** What is missing or another thing than it was, by name; nothing: frames may be written. */
export async function changedFields(engine: Engine): Promise<string[]> {
	const sent: Buffer[] = [];
	const line = new Duplex({
		read() {},
		write(bytes: Buffer, _, done) {
			sent.push(bytes);
			done();
		}
	});
	const request = new IncomingMessage(new Socket());
	Object.assign(request, {
		method: 'GET',
		url: '/?EIO=4&transport=websocket',
		headers: HANDSHAKE
	});
	const connected = new Promise<Wire>((resolve) => engine.once('connection', resolve));
	engine.handleUpgrade(request as never, line, Buffer.alloc(0));
	const conn = await connected;
	const changed = await look(conn, sent);
	conn.close(true);
	line.destroy();
	return changed;
}

async function look(conn: Wire, sent: Buffer[]): Promise<string[]> {
	const idle = () => new Promise<void>((resolve) => setImmediate(resolve));
	await idle();
	const waits: (number | undefined)[] = [conn.writeBuffer?.length];
	sent.length = 0;
	// The words that go out are the frame's, and the second message waits for the first.
	const options = () => ({ compress: false, wsPreEncodedFrame: [frameOf('frame')] });
	conn.write('packet', options());
	conn.write('packet', options());
	waits.push(conn.writeBuffer?.length);
	await idle();
	await idle();
	waits.push(conn.writeBuffer?.length);
	const changed = [];
	if (waits.join() !== '0,1,0') changed.push('writeBuffer');
	const twice = Buffer.concat([frameOf('frame'), frameOf('frame')]);
	if (!Buffer.concat(sent).equals(twice)) changed.push('wsPreEncodedFrame');
	return changed;
}
