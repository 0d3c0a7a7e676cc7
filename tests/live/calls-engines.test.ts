/** Who carries the sound is a matter of configuration: what a seat is given, and what the engine is told. */
import { TokenVerifier } from 'livekit-server-sdk';
import { expect, onTestFinished, test } from 'vitest';
import { STATION } from '#lib/meeting/calls/calls.ts';
import type { CallGrant } from '#lib/meeting/calls/grant.ts';
import { standIn } from '#server/calls/test-livekit.ts';
import { startBuilt } from './built.ts';
import { sounding } from './caller.ts';
import { folder } from './world.ts';

const [KEY, SECRET] = ['APIyitang', 'the secret of livekit, long enough'];
const TURN = { TURN_URLS: 'turn:t.example', TURN_SECRET: 'a secret of coturn' };

async function withLivekit() {
	const engine = await standIn(KEY, SECRET);
	onTestFinished(() => engine.stop());
	const keys = { LIVEKIT_API_KEY: KEY, LIVEKIT_API_SECRET: SECRET };
	const env = { VIDEO_ENGINE: 'livekit', LIVEKIT_URL: engine.url, ...keys };
	return { engine, ...(await sounding({ ...env, LOG_LEVEL: 'silent' })) };
}

async function sources(grant: CallGrant): Promise<unknown> {
	if (grant.engine !== 'livekit') throw new Error(grant.engine);
	const { video } = await new TokenVerifier(KEY, SECRET).verify(grant.token);
	return video!.canPublishSources;
}

test('[LS5 LS12] LiveKit takes a microphone from whoever is heard, and is told when that is somebody else', async () => {
	const { engine, chair, min, station } = await withLivekit();
	station.enter();
	min.enter();
	expect(await sources((await station.next('entered')).grant)).toEqual(['microphone']);
	expect(await sources((await min.next('entered')).grant)).toEqual([]);
	await chair.send({ type: 'calls.let-speak', seat: min.as, open: true });
	const told = (word: string) => () => engine.asked.filter((one) => one.startsWith(word)).length;
	await expect.poll(told('UpdateParticipant'), { timeout: 10_000 }).toBe(1);
	expect(engine.body).toMatchObject({ identity: min.as, permission: { canPublish: true } });
	// What could not be told is told again.
	engine.mood = 'ill';
	await chair.send({ type: 'calls.let-speak', seat: min.as, open: false });
	engine.mood = 'well';
	await expect.poll(told('UpdateParticipant'), { timeout: 10_000 }).toBe(2);
	min.say({ do: 'leave' });
	await expect.poll(told('RemoveParticipant'), { timeout: 10_000 }).toBe(1);
	expect(station.as).toBe(STATION);
});

test('[LS8 LS12] an engine that is down, and one that is off, is said in a sentence; the next press tries again', async () => {
	const { engine, min } = await withLivekit();
	engine.mood = 'ill';
	min.enter();
	expect((await min.next('ended')).why.refused).toBe('call-engine-down');
	engine.mood = 'well';
	min.enter();
	expect((await min.next('entered')).grant.engine).toBe('livekit');
	const off = await sounding({ VIDEO_ENGINE: 'off' });
	off.min.enter();
	expect((await off.min.next('ended')).why.refused).toBe('calls-off');
});

test('[LS11] a mediation goes by the relay where there is one, and no address of one’s own goes with it', async () => {
	const { min, station } = await sounding(TURN, 'mediation');
	station.enter();
	await station.next('entered');
	min.enter();
	const { grant } = await min.next('entered');
	expect(grant).toMatchObject({ engine: 'mesh', icePolicy: 'relay' });
	expect(grant.engine === 'mesh' && grant.iceServers[0]!.username).toMatch(/^\d{10}:/);
	const own = 'candidate:1 1 udp 2113937151 192.168.1.7 51234 typ host';
	const line = { candidate: own, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null };
	min.tell(STATION, station.instance, { candidate: line });
	expect((await min.next('refused')).why.refused).toBe('relay-only');
	const relayed = 'candidate:3 1 udp 33562367 203.0.113.9 60000 typ relay';
	const asked = { ...line, candidate: `${relayed} raddr 192.168.1.7 rport 5000` };
	min.tell(STATION, station.instance, { candidate: asked });
	expect((await station.next('said')).data).toEqual({
		candidate: { ...line, candidate: `${relayed} raddr 0.0.0.0 rport 9` }
	});
	const usual = await sounding(TURN);
	usual.min.enter();
	expect((await usual.min.next('entered')).grant).toMatchObject({ icePolicy: 'all' });
});

test('[LS12] LiveKit’s door reads no more than LiveKit says, from whoever does not say how long it is', async () => {
	const keys = { LIVEKIT_API_KEY: KEY, LIVEKIT_API_SECRET: SECRET };
	const env = { VIDEO_ENGINE: 'livekit', LIVEKIT_URL: 'ws://127.0.0.1:9', ...keys };
	const built = await startBuilt(folder(), env);
	onTestFinished(() => built.stop());
	const post = (size: number) =>
		fetch(`${built.origin}/livekit`, {
			...{ method: 'POST', duplex: 'half' },
			headers: { authorization: 'nobody', 'content-type': 'application/webhook+json' },
			body: new ReadableStream({
				start(stream) {
					for (let n = 0; n < size; n += 1000) stream.enqueue(new Uint8Array(1000).fill(97));
					stream.close();
				}
			})
		} as RequestInit);
	expect((await post(60_000)).status, 'read, and not believed').toBe(401);
	const more = await post(1_000_000);
	expect(more.status).toBe(413);
	expect((await more.text()).length).toBeGreaterThan(5);
});
