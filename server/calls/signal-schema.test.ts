import { describe, expect, it } from 'vitest';
import { MAX_SDP, namesOwnAddress, parseSignal, placeOf, withoutRelated } from './signal-schema.ts';

const say = (data: object) => ({
	...{ room: 'hall', as: 's1', do: 'say', to: 'station', instance: 'page00000' },
	data
});
const offer = (sdp: string) => say({ description: { type: 'offer', sdp } });
const found = (candidate: string) =>
	say({ candidate: { candidate, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null } });

describe('signalling', () => {
	it('[LS8] is read strictly: what is too long is told from what is none', () => {
		expect(parseSignal(offer('v=0'))).toEqual(offer('v=0'));
		expect(parseSignal(offer('v'.repeat(MAX_SDP)))).toHaveProperty('do');
		expect(parseSignal(offer('v'.repeat(MAX_SDP + 1)))).toEqual({ refused: 'too-large' });
		for (const raw of [null, 'x', { ...offer('v'), from: 's2' }, say({}), found('c'.repeat(1001))])
			expect(parseSignal(raw)).toEqual({ refused: 'malformed' });
		expect(placeOf({ room: 'hall', as: { deep: 1 } })).toEqual({ room: 'hall', as: '' });
		expect(placeOf(7)).toEqual({ room: '', as: '' });
	});

	it('[LS11] is known to name an address of one’s own, in a candidate and inside a description', () => {
		const own = 'candidate:1 1 udp 2113937151 192.168.1.7 51234 typ host';
		const mirrored =
			'candidate:2 1 udp 1677729535 198.51.100.7 51234 typ srflx raddr 0.0.0.0 rport 0';
		const relayed = 'candidate:3 1 udp 33562367 203.0.113.9 60000 typ relay raddr 0.0.0.0 rport 0';
		const names = (raw: object) => {
			const parsed = parseSignal(raw);
			if ('refused' in parsed) throw new Error(parsed.refused);
			return namesOwnAddress(parsed);
		};
		expect([own, mirrored, relayed].map((one) => names(found(one)))).toEqual([true, true, false]);
		expect(names(offer(`v=0\r\na=${relayed}\r\n`))).toBe(false);
		expect(names(offer(`v=0\r\na=${relayed}\r\na=${own}\r\n`))).toBe(true);
		expect(names(say({ candidate: null }))).toBe(false);
		expect(names(found(''))).toBe(false);
		// A word that only looks like it hides nothing.
		expect(names(found(`${own} typ relayed`))).toBe(true);
		expect(names(found(`${own} generation 0 x typ relay`))).toBe(true);
		expect(names(found(`${relayed}\n${own}`))).toBe(true);
	});

	it('[LS11] says of a relayed line not from where its relay was asked', () => {
		// As Chromium, Firefox and Safari write them.
		const lines = [
			'candidate:2999745851 1 udp 41885439 203.0.113.9 60000 typ relay raddr 198.51.100.7 rport 51234 generation 0 ufrag 4ZcD network-id 1 network-cost 10',
			'candidate:3 1 UDP 92216831 203.0.113.9 60000 typ relay raddr 192.168.1.7 rport 5000',
			'candidate:842163049 1 udp 25108223 2001:db8::9 60000 typ relay raddr 2001:db8:7::1 rport 49203 generation 0 ufrag x/+y network-cost 999'
		];
		const hidden = [
			'candidate:2999745851 1 udp 41885439 203.0.113.9 60000 typ relay raddr 0.0.0.0 rport 9 generation 0 ufrag 4ZcD network-id 1 network-cost 10',
			'candidate:3 1 UDP 92216831 203.0.113.9 60000 typ relay raddr 0.0.0.0 rport 9',
			'candidate:842163049 1 udp 25108223 2001:db8::9 60000 typ relay raddr :: rport 9 generation 0 ufrag x/+y network-cost 999'
		];
		const passedOn = (raw: object) => {
			const parsed = parseSignal(raw);
			if ('refused' in parsed || parsed.do !== 'say') throw new Error('no saying');
			expect(namesOwnAddress(parsed)).toBe(false);
			return withoutRelated(parsed.data);
		};
		for (const [n, line] of lines.entries())
			expect(passedOn(found(line))).toEqual(found(hidden[n]!).data);
		const sdp = (all: string[]) =>
			`v=0\r\n${all.map((one) => `a=${one}\r\n`).join('')}a=end-of-candidates\r\n`;
		expect(passedOn(offer(sdp(lines)))).toEqual({
			description: { type: 'offer', sdp: sdp(hidden) }
		});
		expect(passedOn(say({ candidate: null }))).toEqual({ candidate: null });
	});
});
