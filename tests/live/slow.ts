/** A phone that stops reading while the room goes on talking. */
import { connect } from 'node:net';
import { expect, onTestFinished } from 'vitest';
import { newId } from '#server/auth/arrival.ts';
import type { Room } from '#server/meeting/room.ts';
import type { Phone } from './people.ts';
import type { Served } from './serve.ts';

/** Talks until the slow phone is let go (F33); the chair hears everything. */
export async function fillSlowPhone(it: Served, room: Room, chair: Phone): Promise<void> {
	const { hostname, port, host } = new URL(it.origin);
	const slow = connect(Number(port), hostname);
	onTestFinished(() => void slow.destroy());
	slow.on('error', () => {});
	slow.write(
		`GET /live/?m=${room.addressKey}&EIO=4&transport=websocket HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${it.origin}\r\n` +
			'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
			'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n'
	);
	await new Promise((resolve) => slow.once('data', resolve));
	// socket.io's CONNECT, masked with zeros as a client must.
	slow.write(Buffer.concat([Buffer.from([0x81, 0x84, 0, 0, 0, 0]), Buffer.from('40{}')]));
	await chair.until((p) => (p.presence?.watching ?? 0) === 1, 'the slow phone to be there');
	slow.pause();

	// As the chair, but not over its throttled socket.
	const who = { session: room.committed.hidden.roll.holders.get(chair.seat)!, owner: false };
	const stage = room.committed.state.runsheet.stageId!;
	const text = '说'.repeat(1900);
	const send = (i: number) => {
		const command = { type: 'runsheet.note', stage, text: `${text}${i}` } as const;
		return room.ask({ id: newId(), as: chair.seat, command }, who);
	};
	// So many share a COMMIT.
	const TOGETHER = 40;
	for (let i = 0; i < 4000 && chair.presence!.watching === 1; i += TOGETHER) {
		const answers = await Promise.all(Array.from({ length: TOGETHER }, (_, n) => send(i + n)));
		for (const answer of answers) expect(answer).toHaveProperty('seq');
	}
	await chair.until((p) => p.presence!.watching === 0, 'the slow phone to be let go', 20_000);
}
