/** A private call on a real server: its members find each other in it, and nobody else learns that there is one. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { WALL } from '#lib/meeting/calls/calls.ts';
import { Caller, OFFER, sounding } from './caller.ts';
import { storedRows } from './stored-rows.ts';

test('[LS16 LS17] its members are in it alone; nothing is shown, stored in the open or written down but what came of it', async () => {
	const { it, room, chair, clerk, min, wen, station } = await sounding();
	expect(await chair.send({ type: 'calls.begin-private', seats: [min.as] })).toHaveProperty('seq');
	await min.phone.until(({ privateView }) => privateView!.calls.length === 1, 'the invitation');
	const { call } = min.phone.privateView!.calls[0]!;
	const answer = (phone: typeof chair, seat: string) =>
		phone.send({ type: 'calls.answer', call: call.id, seat, level: 'voice' });
	expect(await answer(chair, chair.seat)).toHaveProperty('seq');
	expect(await answer(min.phone, min.as)).toHaveProperty('seq');
	const secret = '只跟您一个人说的话';
	const words = { type: 'calls.write', call: call.id, seat: min.as, text: secret } as const;
	expect(await min.phone.send(words)).toHaveProperty('seq');
	await chair.until(
		({ privateView }) => JSON.stringify(privateView!.calls).includes(secret),
		'the words to reach the other'
	);

	// Those two find each other; whoever else asks is told what is told of a call that there is not.
	const place = { room: call.id };
	const presiding = new Caller(chair);
	for (const one of [presiding, min]) {
		one.say({ do: 'enter', instance: one.instance }, place);
		await one.next('entered');
	}
	min.say({ do: 'say', to: presiding.as, instance: presiding.instance, data: OFFER }, place);
	expect(await presiding.next('said')).toMatchObject({ from: min.as });
	for (const other of [wen, new Caller(clerk), new Caller(station.phone, WALL)]) {
		other.say({ do: 'enter', instance: 'page0000other' }, place);
		const { refused } = (await other.next('ended')).why;
		other.say({ do: 'enter', instance: 'page0000other' }, { room: 'c-nothing' });
		expect([refused, (await other.next('ended')).why.refused]).toEqual(
			Array.from({ length: 2 }, () => 'no-such-call')
		);
	}
	expect(await clerk.send({ ...words, seat: clerk.seat })).toHaveProperty('refused');
	for (const { copy, privateView } of [clerk, wen.phone, station.phone]) {
		const seen = JSON.stringify([copy!.state, privateView]);
		for (const sign of [call.id, secret]) expect(seen.includes(sign)).toBe(false);
	}

	const { name } = it.app.connection.sqlite;
	const staysSealed = async () => {
		await it.app.rooms.flush();
		for (const file of [name, `${name}-wal`])
			expect(readFileSync(file).includes(secret), file).toBe(false);
	};
	await staysSealed();

	const result = '同意先试两周';
	expect(await chair.send({ type: 'calls.end', call: call.id, result })).toHaveProperty('seq');
	expect((await min.next('ended')).why.refused).toBe('no-such-call');
	await it.app.rooms.flush();
	expect(room.committed.state.calls.video).toMatchObject([{ item: null, seats: [] }]);
	expect(JSON.stringify(storedRows(it.app, room.meeting))).not.toContain(min.instance);
	await staysSealed();
});
