/** How well somebody reaches this page, and how loud they are: read off the connection, without any sound being looked at. */

/** Of what was received so far, and how that was lately. */
export interface Received {
	packets: number;
	lost: number;
	line: 'good' | 'weak';
}

/** Silence stays below 0.003, speech is above 0.018 (measured, design of calls). */
export const SPEAKS_FROM = 0.01;
/** So many packets are looked at together: 2 seconds of sound. */
const LOOKED_AT = 100;
/** Lost of a hundred, from which speech breaks up. */
const WEAK_FROM = 8;

/** 0 to 1; 0 where a browser does not say. */
export function loudness(connection: RTCPeerConnection): number {
	const audio = connection.getReceivers().find(({ track }) => track.kind === 'audio');
	return audio?.getSynchronizationSources?.()[0]?.audioLevel ?? 0;
}

/** Compares with `before` once enough has come to tell. */
export async function lineOf(
	connection: RTCPeerConnection,
	before: Received = { packets: 0, lost: 0, line: 'good' }
): Promise<Received> {
	let packets = 0;
	let lost = 0;
	const report = await connection.getStats().catch(() => new Map<string, unknown>());
	report.forEach((one: { type?: string; packetsReceived?: number; packetsLost?: number }) => {
		if (one.type !== 'inbound-rtp') return;
		packets += one.packetsReceived ?? 0;
		lost += Math.max(0, one.packetsLost ?? 0);
	});
	const since = packets - before.packets + (lost - before.lost);
	if (since < LOOKED_AT) return before;
	const percent = (100 * (lost - before.lost)) / since;
	return { packets, lost, line: percent >= WEAK_FROM ? 'weak' : 'good' };
}
