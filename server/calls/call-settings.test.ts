import { describe, expect, it } from 'vitest';
import { ConfigError } from '#server/config-error.ts';
import { readCallSettings } from './call-settings.ts';

const TURN = { TURN_URLS: 'turn:turn.example.org:3478', TURN_SECRET: 'a secret of coturn' };
const LIVEKIT = {
	VIDEO_ENGINE: 'livekit',
	LIVEKIT_URL: 'wss://livekit.example.org',
	LIVEKIT_API_KEY: 'APIyitang',
	LIVEKIT_API_SECRET: 's'.repeat(32)
};

describe('who carries sound and pictures', () => {
	it('is the browsers themselves, six at most, unless something else is set', () => {
		expect(readCallSettings({})).toEqual({ engine: 'mesh', seats: 6, turn: null, livekit: null });
	});

	it('may be relayed: several addresses, a secret, an hour', () => {
		const urls = 'turn:turn.example.org, turns:[2001:db8::1]:5349?transport=tcp';
		expect(readCallSettings({ ...TURN, TURN_URLS: urls }).turn).toEqual({
			urls: ['turn:turn.example.org', 'turns:[2001:db8::1]:5349?transport=tcp'],
			secret: TURN.TURN_SECRET,
			lifetime: 3600
		});
	});

	it('may be LiveKit, or nobody', () => {
		const { LIVEKIT_API_KEY: key, LIVEKIT_API_SECRET: secret } = LIVEKIT;
		const url = 'wss://livekit.example.org';
		expect(readCallSettings({ ...LIVEKIT, LIVEKIT_URL: `${url}/` })).toMatchObject({
			engine: 'livekit',
			livekit: { url, key, secret }
		});
		expect(readCallSettings({ ...LIVEKIT, VIDEO_ENGINE: 'off' })).toMatchObject({
			engine: 'off',
			livekit: null
		});
	});

	it.each([
		['VIDEO_ENGINE', { VIDEO_ENGINE: 'jitsi' }],
		['VIDEO_SEATS', { VIDEO_SEATS: '9' }],
		['VIDEO_SEATS', { VIDEO_SEATS: 'six' }],
		['TURN_URLS', { ...TURN, TURN_URLS: 'turn://turn.example.org' }],
		['TURN_URLS', { ...TURN, TURN_URLS: 'stun:turn.example.org' }],
		['TURN_URLS', { ...TURN, TURN_URLS: 'turn:turn.example.org:70000' }],
		['TURN_URLS', { ...TURN, TURN_URLS: 'turn:me:pw@turn.example.org' }],
		['TURN_LIFETIME', { ...TURN, TURN_LIFETIME: '10' }],
		['LIVEKIT_URL', { ...LIVEKIT, LIVEKIT_URL: 'https://livekit.example.org' }],
		['LIVEKIT_URL', { ...LIVEKIT, LIVEKIT_URL: 'wss://livekit.example.org/rtc' }],
		['LIVEKIT_URL', { ...LIVEKIT, LIVEKIT_URL: 'wss://me:pw@livekit.example.org' }],
		['LIVEKIT_API_KEY', { ...LIVEKIT, LIVEKIT_API_KEY: 'a key' }]
	])('stops the start at a wrong %s', (variable, env) => {
		expect(() => readCallSettings(env)).toThrow(ConfigError);
		expect(() => readCallSettings(env)).toThrow(`${variable} is "`);
	});

	it.each([
		['TURN_SECRET', { TURN_URLS: TURN.TURN_URLS }],
		['TURN_URLS', { TURN_SECRET: TURN.TURN_SECRET }],
		['TURN_URLS', { TURN_LIFETIME: '600' }],
		['LIVEKIT_URL', { VIDEO_ENGINE: 'livekit' }],
		['LIVEKIT_API_KEY', { ...LIVEKIT, LIVEKIT_API_KEY: '' }],
		['LIVEKIT_API_SECRET', { ...LIVEKIT, LIVEKIT_API_SECRET: '' }],
		['VIDEO_ENGINE', { ...LIVEKIT, VIDEO_ENGINE: '' }]
	])('stops the start at half a configuration: %s is missing', (variable, env) => {
		expect(() => readCallSettings(env)).toThrow(`${variable} is ""; it must be `);
	});

	it('never says a secret, only how long it is', () => {
		const turn = () => readCallSettings({ ...TURN, TURN_SECRET: 'geheim' });
		expect(turn).toThrow('TURN_SECRET is "(6 characters)"');
		const livekit = () => readCallSettings({ ...LIVEKIT, LIVEKIT_API_SECRET: 'geheim' });
		expect(livekit).toThrow('LIVEKIT_API_SECRET is "(6 characters)"');
	});
});
