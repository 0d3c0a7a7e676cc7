import { expect, it } from 'vitest';
import { mintIceServers, turnCredential } from './ice-servers.ts';

it('a credential is base64 of HMAC-SHA1, by the vectors of RFC 2202', () => {
	const hex = (base64: string) => Buffer.from(base64, 'base64').toString('hex');
	expect(hex(turnCredential('Jefe', 'what do ya want for nothing?'))).toBe(
		'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79'
	);
	expect(hex(turnCredential('\v'.repeat(20), 'Hi There'))).toBe(
		'b617318655057264e28bc0b6fb378c8ef146be00'
	);
});

it('each join has its own, which ends with a whole second after its lifetime', () => {
	const turn = { urls: ['turn:t.example'], secret: 'a secret of coturn', lifetime: 3600 };
	const { servers, expiresAt } = mintIceServers(turn, 'seat7', 1_800_000_000_999);
	expect(expiresAt).toBe(1_800_003_600_000);
	expect(servers).toEqual([
		{
			urls: ['turn:t.example'],
			username: '1800003600:seat7',
			credential: turnCredential('a secret of coturn', '1800003600:seat7')
		}
	]);
	expect(mintIceServers(turn, 'seat7', 1_800_000_001_000).servers).not.toEqual(servers);
});
