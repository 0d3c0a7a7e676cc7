import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { ConfigError } from './config-error.ts';

describe('without any setting', () => {
	it('listens on every address at 3000 and keeps its data beside the program', () => {
		expect(readConfig({ YITANG_ROOT: '/srv/yitang' })).toEqual({
			root: resolve('/srv/yitang'),
			port: 3000,
			host: '0.0.0.0',
			dataDir: resolve('/srv/yitang/data'),
			publicUrl: null,
			https: false,
			demo: true,
			newKeys: false,
			acceptLoss: false,
			trustProxy: false,
			timeZone: 'Asia/Shanghai',
			logLevel: 'info',
			calls: { engine: 'mesh', seats: 6, turn: null, livekit: null }
		});
	});

	it('takes an empty value as not given', () => {
		const empty = {
			PORT: '',
			HOST: '',
			DATA_DIR: '',
			PUBLIC_URL: '',
			DEMO: '',
			TIME_ZONE: '',
			LOG_LEVEL: '',
			VIDEO_ENGINE: '',
			TURN_URLS: '',
			LIVEKIT_URL: ''
		};
		expect(readConfig(empty)).toEqual(readConfig({}));
	});
});

describe('what may be set', () => {
	it('lets the system choose a port', () => {
		expect(readConfig({ PORT: '0' }).port).toBe(0);
	});

	it('leaves an absolute data folder where it is', () => {
		expect(readConfig({ YITANG_ROOT: '/srv', DATA_DIR: '/var/yitang' }).dataDir).toBe(
			resolve('/var/yitang')
		);
	});

	it('keeps the origin of a public address, with or without the last slash', () => {
		expect(readConfig({ PUBLIC_URL: 'https://yitang.example/' }).publicUrl).toBe(
			'https://yitang.example'
		);
		expect(readConfig({ PUBLIC_URL: 'http://192.168.1.5:3000' }).publicUrl).toBe(
			'http://192.168.1.5:3000'
		);
	});

	it('takes the time zone it is told, else the one somebody gave the machine', () => {
		const zone = (env: NodeJS.ProcessEnv) => readConfig(env).timeZone;
		expect(zone({ TIME_ZONE: 'Asia/Urumqi', TZ: 'Europe/Berlin' })).toBe('Asia/Urumqi');
		expect(zone({ TZ: 'Europe/Berlin' })).toBe('Europe/Berlin');
		expect(zone({ TZ: ':/etc/localtime' }), 'not a name').toBe('Asia/Shanghai');
	});

	it('reads the switches and the log level', () => {
		const config = readConfig({ DEMO: 'off', TRUST_PROXY: 'on', LOG_LEVEL: 'silent' });
		expect(config).toMatchObject({ demo: false, trustProxy: true, logLevel: 'silent' });
	});
});

describe('what cannot be right', () => {
	it.each([
		['PORT', 'http'],
		['PORT', '-1'],
		['PORT', '3000.5'],
		['PORT', '65536'],
		['PORT', '0x10'],
		['HOST', 'http://localhost'],
		['PUBLIC_URL', 'yitang.example'],
		['PUBLIC_URL', 'ftp://yitang.example'],
		['PUBLIC_URL', 'https://yitang.example/hall'],
		['PUBLIC_URL', 'https://yitang.example/?a=1'],
		['PUBLIC_URL', 'https://me:secret@yitang.example'],
		['DEMO', 'true'],
		['TRUST_PROXY', '1'],
		['TIME_ZONE', 'Beijing'],
		['LOG_LEVEL', 'loud']
	])('stops at %s=%s, naming the variable and what was given', (variable, given) => {
		const reading = () => readConfig({ [variable]: given });
		expect(reading).toThrow(ConfigError);
		expect(reading).toThrow(`${variable} is "${given}"; it must be `);
	});

	it('serves with a certificate of its own, but not behind a proxy that has one', () => {
		expect(readConfig({ HTTPS: 'on' }).https).toBe(true);
		for (const proxy of [{ PUBLIC_URL: 'https://yitang.example' }, { TRUST_PROXY: 'on' }])
			expect(() => readConfig({ HTTPS: 'on', ...proxy })).toThrow('behind a proxy');
		expect(() => readConfig({ HTTPS: 'yes' })).toThrow(ConfigError);
	});
});
