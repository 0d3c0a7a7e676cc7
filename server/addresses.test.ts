import type { networkInterfaces } from 'node:os';
import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import {
	forwardedScheme,
	hallOrigins,
	listensOnLoopbackOnly,
	lanAddress,
	lanAddresses,
	ownOriginOf,
	shareOrigin
} from './addresses.ts';
import { readConfig } from './config.ts';

type Cards = ReturnType<typeof networkInterfaces>;

function card(address: string, internal = false) {
	const family = address.includes(':') ? 'IPv6' : 'IPv4';
	return { address, family, internal, netmask: '', mac: '', cidr: null } as NonNullable<
		Cards[string]
	>[number];
}

/** A laptop as organisers have them: docker, a tunnel and a card without a lease come first. */
const LAPTOP: Cards = {
	lo: [card('127.0.0.1', true), card('::1', true)],
	'br-5f3a': [card('172.18.0.1')],
	docker0: [card('172.17.0.1')],
	'vEthernet (WSL)': [card('172.29.0.1')],
	usb0: [card('169.254.7.7')],
	tailscale0: [card('100.101.102.103'), card('fd7a::1')],
	wlan0: [card('192.168.1.5'), card('fe80::1'), card('2001:db8::5')],
	eth0: [card('10.0.0.7')]
};
const everywhere = readConfig({});
const from = (asked: string | null, env = {}, cards = LAPTOP) =>
	shareOrigin(readConfig(env), 3000, asked, cards);

describe('the address for others', () => {
	it('is one of a real card first; virtual ones and those nobody gave come last', () => {
		expect(lanAddresses(LAPTOP)).toEqual([
			...['192.168.1.5', '10.0.0.7', '2001:db8::5'],
			...['172.18.0.1', '172.17.0.1', '172.29.0.1', '100.101.102.103', 'fd7a::1', '169.254.7.7']
		]);
		expect(lanAddress({ docker0: LAPTOP.docker0 }), 'better than none').toBe('172.17.0.1');
		expect(lanAddress({ lo: LAPTOP.lo })).toBeNull();
		expect(hallOrigins(everywhere, 3000, LAPTOP).slice(0, 2)).toEqual([
			'http://192.168.1.5:3000',
			'http://10.0.0.7:3000'
		]);
		expect(hallOrigins(everywhere, 3000, LAPTOP).join(), 'IPv6 is not heard').not.toContain('[');
		const both = hallOrigins(readConfig({ HOST: '::' }), 3000, LAPTOP);
		expect(both).toContain('http://[2001:db8::5]:3000');
	});

	it('is the one that was asked for where that is this machine', () => {
		expect(from('10.0.0.7:3000')).toBe('http://10.0.0.7:3000');
		expect(from('172.17.0.1'), 'a virtual one that somebody did reach').toBe(
			'http://172.17.0.1:3000'
		);
		expect(from(`${hostname().toUpperCase()}.local:3000`)).toBe(
			`http://${hostname().toLowerCase()}.local:3000`
		);
		expect(from('[2001:db8::5]:3000', { HOST: '::' })).toBe('http://[2001:db8::5]:3000');
	});

	it.each([
		...['evil.example', '8.8.8.8:3000', 'localhost:3000', '127.0.0.1', '[::1]:3000', '169.254.9.9'],
		...[
			'192.168.1.5.evil.example',
			'evil.example@x:y',
			'10.0.0.7/../x',
			'%',
			'',
			' ',
			'[',
			'::',
			'a b'
		]
	])('is not a foreign one: Host: %s', (asked) => {
		expect(from(asked)).toMatch(/^http:\/\/(?:192\.168\.1\.5|10\.0\.0\.7):3000$/u);
	});

	it('never takes the port from the request, nor anything but a public address from the settings', () => {
		expect(from('10.0.0.7:81')).toBe('http://10.0.0.7:3000');
		expect(shareOrigin(everywhere, 80, '10.0.0.7:3000', LAPTOP)).toBe('http://10.0.0.7');
		for (const asked of ['10.0.0.7:3000', 'evil.example', null])
			expect(from(asked, { PUBLIC_URL: 'https://yitang.example' })).toBe('https://yitang.example');
		expect(from('10.0.0.7', { HOST: '192.168.1.5' })).toBe('http://192.168.1.5:3000');
	});

	it.each(['127.0.0.1', 'localhost', '::1'])('HOST=%s promises the hall nothing', (HOST) => {
		const config = readConfig({ HOST });
		expect(listensOnLoopbackOnly(config)).toBe(true);
		expect(hallOrigins(config, 3000, LAPTOP)).toEqual([]);
		expect(from('10.0.0.7', { HOST })).toBe(`http://${HOST === '::1' ? '[::1]' : HOST}:3000`);
	});
});

it.each([
	['https', 'https'],
	['https,http', 'https'],
	['HTTPS , http', 'https'],
	['http, https', 'http'],
	['', 'http'],
	[undefined, 'http'],
	[['https', 'http'], 'https'],
	['javascript', 'http'],
	['https://evil', 'http']
])('a proxy that says %j means %s', (given, scheme) => {
	expect(forwardedScheme(given)).toBe(scheme);
});

it('a link for this very machine has the port where we listen, whatever port was asked for', () => {
	const at = (asked: string) =>
		ownOriginOf({ config: { https: false }, port: 3000 }, new URL(asked));
	expect(at('http://127.0.0.1:9/')).toBe('http://127.0.0.1:3000');
	expect(at('http://localhost/')).toBe('http://localhost:3000');
	expect(at('http://[::1]:3001/')).toBe('http://[::1]:3000');
});
