import { TokenVerifier } from 'livekit-server-sdk';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLog } from '#server/log.ts';
import { readCallSettings } from './call-settings.ts';
import { CallGrants, type GrantAsk } from './grants.ts';
import { posted, standIn, type StandIn } from './test-livekit.ts';

const KEY = 'APIyitang';
const SECRET = 'the secret of livekit, long enough';
const hall = { meeting: 'm1', call: 'hall' };
const listener = { microphone: false, camera: false };
const speaker = { microphone: true, camera: false };
const ask = (over: Partial<GrantAsk> = {}): GrantAsk => ({
	...{ ...hall, seat: 's1', send: listener, relayOnly: false, cap: 2 },
	...over
});
const wrong = (code: string) => expect.objectContaining({ code }) as unknown;

let engine: StandIn | null = null;
afterEach(async () => {
	vi.useRealTimers();
	await engine?.stop();
	engine = null;
});

function grants(env: NodeJS.ProcessEnv) {
	const lines: string[] = [];
	const log = createLog('error', { write: (line: string) => void lines.push(line) } as never);
	const settings = readCallSettings(env);
	return { grants: new CallGrants({ settings, now: () => 1_800_000_000_000, log }), lines };
}

async function livekit(secret = SECRET) {
	engine = await standIn(KEY, SECRET);
	return grants({
		...{ VIDEO_ENGINE: 'livekit', LIVEKIT_URL: engine.url },
		...{ LIVEKIT_API_KEY: KEY, LIVEKIT_API_SECRET: secret }
	});
}

const TURN = {
	TURN_URLS: 'turn:t.example',
	TURN_SECRET: 'a secret of coturn',
	TURN_LIFETIME: '60'
};

describe('by the mesh', () => {
	it('browsers connect directly, and are helped by a relay where there is one', async () => {
		const plain = { engine: 'mesh', iceServers: [], icePolicy: 'all', cap: 2, expiresAt: null };
		expect(await grants({}).grants.grantFor(ask())).toEqual(plain);
		const relayed = await grants(TURN).grants.grantFor(ask({ relayOnly: true }));
		expect(relayed).toMatchObject({ icePolicy: 'relay', expiresAt: 1_800_000_060_000 });
		expect(relayed).toMatchObject({ iceServers: [{ username: '1800000060:s1' }] });
	});

	it('who must not learn addresses is not connected without a relay; off is off', async () => {
		const { grants: plain } = grants({});
		await expect(plain.grantFor(ask({ relayOnly: true }))).rejects.toEqual(wrong('relay-missing'));
		const { grants: off } = grants({ VIDEO_ENGINE: 'off' });
		await expect(off.grantFor(ask())).rejects.toEqual(wrong('calls-off'));
		expect([plain.can, off.can, grants(TURN).grants.can]).toEqual([
			{ calls: true, relay: false },
			{ calls: false, relay: false },
			{ calls: true, relay: true }
		]);
	});
});

describe('by LiveKit', () => {
	it('a token opens one room for one seat, and says what may be sent now', async () => {
		const { grants: them } = await livekit();
		const listening = await them.grantFor(ask());
		const speaking = await them.grantFor(ask({ seat: 's2', send: speaker }));
		if (listening.engine !== 'livekit' || speaking.engine !== 'livekit') throw new Error();
		expect(listening).toMatchObject({ url: engine!.url, cap: 2 });
		const verifier = new TokenVerifier(KEY, SECRET);
		const claims = await verifier.verify(listening.token);
		expect(claims).toMatchObject({
			sub: 's1',
			video: { room: 'm1.hall', roomJoin: true, canSubscribe: true, canPublish: false }
		});
		expect(claims).not.toHaveProperty('name');
		expect(claims.exp! * 1000).toBe(listening.expiresAt);
		expect((await verifier.verify(speaking.token)).video).toMatchObject({
			canPublish: true,
			canPublishSources: ['microphone'],
			canPublishData: false
		});
		expect(engine!.asked).toEqual(['CreateRoom m1.hall', 'CreateRoom m1.hall']);
	});

	it('a token that has expired, or is signed with another secret, opens nothing', async () => {
		const { grants: them } = await livekit();
		const grant = await them.grantFor(ask());
		if (grant.engine !== 'livekit') throw new Error();
		await expect(new TokenVerifier(KEY, 'x'.repeat(32)).verify(grant.token)).rejects.toThrow();
		vi.useFakeTimers({ toFake: ['Date'], now: grant.expiresAt + 60_000 });
		await expect(new TokenVerifier(KEY, SECRET).verify(grant.token)).rejects.toThrow('exp');
	});

	it('no more seats hold a token than the call takes; the same seat again is no second one', async () => {
		const { grants: them } = await livekit();
		await them.grantFor(ask());
		await them.grantFor(ask());
		await them.grantFor(ask({ seat: 's2' }));
		await expect(them.grantFor(ask({ seat: 's3' }))).rejects.toEqual(wrong('call-full'));
		await them.grantFor(ask({ seat: 's3', call: 'other' }));
		await them.left(hall, 's1');
		await them.grantFor(ask({ seat: 's3' }));
		expect(engine!.asked.filter((one) => one.startsWith('Remove'))).toEqual([
			'RemoveParticipant m1.hall s1'
		]);
	});

	it('who gets the floor may send, who gives it back may not; the end is the end for all', async () => {
		const { grants: them, lines } = await livekit();
		await them.grantFor(ask());
		await them.allow(hall, 's1', speaker);
		expect(engine!.body).toMatchObject({ permission: { canPublish: true } });
		await them.allow(hall, 's1', listener);
		expect(engine!.body).toMatchObject({ identity: 's1', permission: { canSubscribe: true } });
		expect(engine!.body.permission).not.toHaveProperty('canPublish', true);
		const before = engine!.asked.length;
		await them.allow(hall, 'nobody', speaker);
		expect(engine!.asked).toHaveLength(before);
		engine!.mood = 'missing';
		expect(await them.allow(hall, 's1', listener), 'gone').toBe(true);
		engine!.mood = 'ill';
		expect(await them.allow(hall, 's1', speaker), 'not told').toBe(false);
		expect(lines.splice(0)).toHaveLength(1);
		engine!.mood = 'well';
		await them.ended(hall);
		expect(engine!.asked.at(-1)).toBe('DeleteRoom m1.hall');
		expect(lines).toEqual([]);
	});

	it('an engine that is down lets nobody in and takes no place; the log says what to mend', async () => {
		const { grants: them, lines } = await livekit();
		engine!.mood = 'ill';
		for (const seat of ['s1', 's2', 's3'])
			await expect(them.grantFor(ask({ seat }))).rejects.toEqual(wrong('call-engine-down'));
		engine!.mood = 'well';
		await them.grantFor(ask());
		await engine!.stop();
		await them.left(hall, 's1');
		await them.check();
		expect(lines).toHaveLength(5);
		for (const line of lines) expect(line).toContain('LiveKit does not answer at LIVEKIT_URL');
	});

	it('a wrong secret is told from an engine that is down', async () => {
		const { grants: them, lines } = await livekit('another secret of livekit, also long');
		await them.check();
		await expect(them.grantFor(ask())).rejects.toEqual(wrong('call-engine-down'));
		expect(lines).toHaveLength(2);
		for (const line of lines) expect(line).toContain('does not take LIVEKIT_API_KEY');
	});

	it('what it posts is believed when it is signed: who left frees a place, who sneaks in is put out', async () => {
		const { grants: them } = await livekit();
		await them.grantFor(ask());
		await them.grantFor(ask({ seat: 's2' }));
		const says = async (event: string, identity = '', secret = SECRET) => {
			const participant = identity ? { participant: { sid: `PA_${identity}`, identity } } : {};
			const news = { event, room: { name: 'm1.hall' }, ...participant };
			const { body, authorization } = await posted(KEY, secret, news);
			return them.hear(body, authorization);
		};
		expect(await says('participant_left', 's1', 'x'.repeat(32))).toBe(false);
		await expect(them.grantFor(ask({ seat: 's3' }))).rejects.toEqual(wrong('call-full'));
		const { body, authorization } = await posted(KEY, SECRET, { event: 'participant_left' });
		expect(await them.hear(body.replace('left', 'joined'), authorization), 'changed').toBe(false);
		expect(await them.hear('{}', ''), 'unsigned').toBe(false);
		expect(await says('participant_joined', 's1')).toBe(true);
		expect(await says('participant_left', 's1')).toBe(true);
		await them.grantFor(ask({ seat: 's3' }));
		expect(await says('participant_joined', 's1')).toBe(true);
		expect(engine!.asked.at(-1)).toBe('RemoveParticipant m1.hall s1');
		expect(await says('track_published', 's3')).toBe(true);
		expect(await says('room_finished')).toBe(true);
		await them.grantFor(ask({ seat: 's4' }));
		expect(await grants({}).grants.hear(body, authorization), 'no LiveKit here').toBe(false);
	});

	it('[LS12] a page that is loaded anew keeps its place when the connection before it is told to have gone', async () => {
		const { grants: them } = await livekit();
		const says = async (is: 'joined' | 'left' | 'connection_aborted', sid: string) => {
			const news = {
				event: `participant_${is}`,
				room: { name: 'm1.hall' },
				participant: { sid, identity: 's1' }
			};
			const { body, authorization } = await posted(KEY, SECRET, news);
			expect(await them.hear(body, authorization)).toBe(true);
		};
		const removed = () => engine!.asked.filter((one) => one.startsWith('Remove'));
		const isTold = async () => {
			const before = engine!.asked.length;
			await them.allow(hall, 's1', speaker);
			return engine!.asked.length > before;
		};
		await them.grantFor(ask());
		await says('joined', 'PA_1');
		// Loaded anew: another token, and what LiveKit says of the two comes in this order or in that.
		await them.grantFor(ask());
		await says('left', 'PA_1');
		await says('joined', 'PA_2');
		expect(await isTold(), 'left, then joined').toBe(true);
		await them.grantFor(ask());
		await says('joined', 'PA_3');
		await says('left', 'PA_2');
		expect(await isTold(), 'joined, then left').toBe(true);
		// LiveKit let it in again by itself, with the token it has.
		await says('joined', 'PA_4');
		await says('connection_aborted', 'PA_3');
		expect(await isTold(), 'by itself').toBe(true);
		expect(removed()).toEqual([]);
		// The last one that goes, goes for good.
		await says('left', 'PA_4');
		expect(await isTold(), 'gone').toBe(false);
		await says('joined', 'PA_5');
		expect(removed()).toEqual(['RemoveParticipant m1.hall s1']);
	});
});
