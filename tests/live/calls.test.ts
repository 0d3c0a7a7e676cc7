/** Live sound without a browser: who gets into the hall's sound, what is carried between two, and what is refused. */
import { expect, onTestFinished, test } from 'vitest';
import { refusalSentence } from '#lib/i18n/refusal.ts';
import { HALL, STATION } from '#lib/meeting/calls/calls.ts';
import type { SignalDown } from '#lib/meeting/calls/signal.ts';
import { newId } from '#server/auth/arrival.ts';
import { Caller, display, OFFER, sounding } from './caller.ts';
import { Phone } from './people.ts';
import { storedRows } from './stored-rows.ts';

test('[LS7 LS8] the hall’s device and listeners find each other; the server says from whom, and keeps nothing', async () => {
	const { it, room, min, wen, station } = await sounding();
	station.enter();
	expect(await station.next('entered')).toMatchObject({ grant: { engine: 'mesh' }, peers: [] });
	min.enter();
	wen.enter();
	expect(await min.next('entered')).toMatchObject({
		peers: [{ id: STATION, instance: station.instance }]
	});
	await wen.next('entered');
	// What a message says of itself beside its place is no part of it.
	station.tell(min.as, min.instance);
	expect(await min.next('said')).toEqual({
		...{ room: HALL, as: min.as, is: 'said', from: STATION },
		...{ instance: station.instance, data: OFFER }
	});
	min.say({ do: 'say', to: STATION, instance: station.instance, data: OFFER, from: wen.as });
	expect((await min.next('refused')).why).toEqual({ refused: 'malformed' });
	min.tell(STATION, station.instance);
	expect(await station.next('said')).toMatchObject({ from: min.as });
	// Two listeners have nothing to say to each other.
	min.tell(wen.as, wen.instance);
	expect((await min.next('refused')).why).toEqual({ refused: 'not-in-call' });
	min.say({ do: 'leave' });
	await it.app.rooms.flush();
	const stored = JSON.stringify(storedRows(it.app, room.meeting));
	expect(stored).toContain('calls.hall-opened');
	for (const secret of ['192.168.1.7', 'v=0', min.instance, station.instance])
		expect(stored).not.toContain(secret);
});

test('[LS2 LS8] who may not be there, and what may not be said, gets a sentence', async () => {
	const { it, room, chair, min, wen, li, station } = await sounding();
	const why = async (caller: Caller, is: 'ended' | 'refused') => {
		const { refused, detail } = (await caller.next(is)).why;
		expect(refusalSentence({ refused, detail }).length).toBeGreaterThan(5);
		return refused;
	};
	// In the hall nobody's phone sounds.
	li.enter();
	expect(await why(li, 'ended')).toBe('not-online');
	// In somebody else's place, or as the hall's device.
	const forged = new Caller(min.phone, wen.as);
	forged.enter();
	expect(await why(forged, 'refused')).toBe('not-your-seat');
	const posed = new Caller(min.phone, STATION);
	posed.enter();
	expect(await why(posed, 'refused')).toBe('not-your-seat');
	const stranger = new Phone(it.origin, room.addressKey, '', '');
	onTestFinished(() => stranger.close());
	await stranger.until((p) => p.connected && p.copy !== null, 'the stranger to look on');
	const nobody = new Caller(stranger, min.as);
	nobody.enter();
	expect(await why(nobody, 'refused')).toBe('not-your-seat');
	// Before one is in, to who is not in, and in a call that there is not.
	min.tell(STATION, station.instance);
	expect(await why(min, 'refused')).toBe('not-in-call');
	min.enter();
	await min.next('entered');
	min.tell(STATION, station.instance);
	expect(await why(min, 'refused')).toBe('not-in-call');
	const elsewhere = new Caller(wen.phone);
	elsewhere.say({ do: 'enter', instance: 'page00000' }, { room: 'elsewhere' });
	expect(await why(elsewhere, 'ended')).toBe('no-such-call');
	wen.heard.length = 0;
	// Nonsense, and a megabyte.
	for (const raw of [1, null, [], {}, { do: 'say' }, { do: 'dance' }]) {
		min.phone.client.signal(raw as never);
		expect(await malformedAnswer(min.phone)).toBe('malformed');
	}
	station.enter();
	await station.next('entered');
	const long = { description: { type: 'offer', sdp: 'v'.repeat(1_000_000) } };
	min.tell(STATION, station.instance, long);
	expect(await why(min, 'refused')).toBe('too-large');
	min.tell(STATION, station.instance, { candidate: { candidate: 'c'.repeat(2000) } });
	expect(await why(min, 'refused')).toBe('malformed');
	expect(min.phone.connected).toBe(true);
	// A flood is answered, and ends no line.
	for (let n = 0; n < 700; n++) wen.say({ do: 'leave' });
	expect(await why(wen, 'refused')).toBe('too-fast');
	expect(wen.phone.connected).toBe(true);
	// When it is over, it is over for all who were in it; and nobody comes in any more.
	await chair.send({ type: 'calls.close-hall' });
	expect(await why(min, 'ended')).toBe('hall-sound-off');
	expect(await why(station, 'ended')).toBe('hall-sound-off');
	min.enter();
	expect(await why(min, 'ended')).toBe('hall-sound-off');
});

/** What cannot be read names no place. */
function malformedAnswer(phone: Phone): Promise<string> {
	return new Promise((resolve) => {
		const hear = (message: SignalDown) => {
			if (message.as !== '' || message.is !== 'refused') return;
			phone.onSignal.delete(hear);
			resolve(message.why.refused);
		};
		phone.onSignal.add(hear);
	});
}

test('[LS9] a line that drops keeps its place, and what was said meanwhile; the call of the others goes on', async () => {
	const { chair, min, station } = await sounding();
	station.enter();
	min.enter();
	await min.next('entered');
	await station.next('peers');
	const before = chair.presence?.calls;
	await chair.until((p) => p.presence?.calls?.listening === 1, 'the desk to be told who listens');
	expect(before).not.toEqual({ station: true, listening: 1 });
	min.phone.client.pause();
	await chair.until((p) => p.presence?.calls?.listening === 0, 'the desk to be told who is gone');
	station.heard.length = 0;
	station.tell(min.as, min.instance);
	min.phone.client.wake();
	await min.phone.until((p) => p.connected, 'the line to be back');
	min.enter();
	expect((await min.next('entered')).peers).toEqual([{ id: STATION, instance: station.instance }]);
	expect(await min.next('said')).toMatchObject({ from: STATION, data: OFFER });
	// For the hall's device nothing has ended: it is the same page in the same place.
	const told = await station.next('peers');
	expect(told.peers).toEqual([{ id: min.as, instance: min.instance }]);
});

test('[LS10] the last device that joins has the seat, and the other one is told', async () => {
	const { it, room, min, station } = await sounding();
	station.enter();
	min.enter();
	await min.next('entered');
	const second = new Caller(min.phone, min.as, 'anotherpage');
	second.enter();
	expect((await min.next('entered')).peers).toHaveLength(1);
	station.heard.length = 0;
	const other = new Caller(await display(it, room), STATION, 'anotherdevice');
	other.enter();
	await other.next('entered');
	expect((await station.next('ended')).why).toEqual({ refused: 'call-elsewhere' });
	// What was meant for the page before goes to nobody.
	second.tell(STATION, station.instance);
	second.tell(STATION, other.instance);
	expect((await other.next('said')).instance).toBe('anotherpage');
	expect(other.heard.filter(({ is }) => is === 'said')).toEqual([]);
});

test('[LS2 LS8] who has lost the seat or the desk leaves the call, by their own page or by the clock', async () => {
	const { room, clerk, chair, min, wen } = await sounding();
	const station = new Caller(clerk, STATION);
	for (const caller of [station, min, wen]) {
		caller.enter();
		await caller.next('entered');
	}
	const told = (listening: number, there: boolean) =>
		chair.until(
			({ presence }) =>
				presence?.calls?.listening === listening && presence.calls.station === there,
			`the desk to be told of ${listening}`
		);
	await told(2, true);
	// A page that is told of it goes by itself, and that is no fault.
	await clerk.send({ type: 'roll.release', seat: wen.as });
	wen.say({ do: 'leave' });
	wen.tell(STATION, station.instance);
	expect((await wen.next('refused')).why).toEqual({ refused: 'not-your-seat' });
	expect(wen.heard.filter(({ is }) => is === 'refused')).toEqual([]);
	await told(1, true);
	// A page that stays is put out.
	await clerk.send({ type: 'roll.release', seat: min.as });
	expect((await min.next('ended')).why).toEqual({ refused: 'not-your-seat' });
	await told(0, true);
	const role = { type: 'roll.role', seat: clerk.seat, role: 'observer' } as const;
	const owner = { session: null, owner: true, door: true };
	expect(await room.ask({ id: newId(), as: 'organiser', command: role }, owner)).toHaveProperty(
		'seq'
	);
	expect((await station.next('ended')).why).toEqual({ refused: 'not-your-seat' });
	await told(0, false);
});
