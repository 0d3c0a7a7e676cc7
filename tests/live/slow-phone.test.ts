import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { newId } from '#server/auth/arrival.ts';
import { resident } from './people.ts';
import { folder, openMeeting, served } from './world.ts';

test('[F33] a phone that stops reading is let go instead of filling the server; others are untouched', async () => {
	const it = await served(folder());
	const { room, chair } = await openMeeting(it, [resident('王桂芳')]);
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
	const who = { session: room.stored.hidden.roll.holders.get(chair.seat)!, owner: false };
	const stage = room.stored.state.runsheet.at!;
	const text = '说'.repeat(1900);
	const say = (i: number) => {
		const command = { type: 'runsheet.note', stage, text: `${text}${i}` } as const;
		return room.ask({ id: newId(), as: chair.seat, command }, who);
	};
	// So many share a COMMIT.
	const TOGETHER = 40;
	for (let i = 0; i < 4000 && chair.presence!.watching === 1; i += TOGETHER) {
		const answers = await Promise.all(Array.from({ length: TOGETHER }, (_, n) => say(i + n)));
		for (const answer of answers) expect(answer).toHaveProperty('seq');
	}
	await chair.until((p) => p.presence!.watching === 0, 'the slow phone to be let go', 20_000);
	expect(chair.copy!.seq).toBeGreaterThan(0);
}, 240_000);
