import { expect, it } from 'vitest';
import { lineOf, loudness } from './line-quality.ts';

const connection = (packetsReceived: number, packetsLost: number, level?: number) =>
	({
		getStats: async () =>
			new Map([
				['a', { type: 'inbound-rtp', packetsReceived, packetsLost }],
				['b', { type: 'outbound-rtp', packetsReceived: 9, packetsLost: 9 }]
			]),
		getReceivers: () => [
			{
				track: { kind: 'audio' },
				getSynchronizationSources: () => (level === undefined ? [] : [{ audioLevel: level }])
			}
		]
	}) as unknown as RTCPeerConnection;

it('a line is weak when speech breaks up, judged by what came lately and never by a handful of packets', async () => {
	let known = await lineOf(connection(40, 9));
	expect(known).toEqual({ packets: 0, lost: 0, line: 'good' });
	known = await lineOf(connection(90, 10), known);
	expect(known.line).toBe('weak');
	// Ten of a hundred then, none of a hundred since.
	known = await lineOf(connection(190, 10), known);
	expect(known.line).toBe('good');
	// A counter that went back, as some browsers count what came twice, is no loss.
	expect((await lineOf(connection(300, -3), known)).line).toBe('good');
});

it('a connection that cannot be asked tells nothing new', async () => {
	const broken = { getStats: () => Promise.reject(new Error('closed')) } as never;
	expect(await lineOf(broken, { packets: 5, lost: 1, line: 'weak' })).toMatchObject({
		line: 'weak'
	});
});

it('loudness is read off the last packet', () => {
	expect(loudness(connection(0, 0, 0.2))).toBe(0.2);
	expect(loudness(connection(0, 0))).toBe(0);
});
