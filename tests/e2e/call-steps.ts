/** What a story sees of live sound: how many packets go and come, as the page's own connections count them. */
import type { Page } from '@playwright/test';
import { expect } from '../fixtures.ts';

/** Of all connections of a page together. */
export interface Counted {
	connections: number;
	/** Packets of sound that were sent, and that came. */
	sent: number;
	received: number;
	/** Samples that were played. */
	played: number;
	/** Pictures that were decoded. */
	frames: number;
}

/** From now on the connections that this page makes are counted. Before the first of them. */
export async function countConnections(page: Page): Promise<void> {
	await page.evaluate(`{
		const all = (globalThis.connections = []);
		const Real = RTCPeerConnection;
		globalThis.RTCPeerConnection = class extends Real {
			constructor(...options) {
				super(...options);
				all.push(this);
			}
		};
	}`);
}

/** What has gone and come so far. */
export function counted(page: Page): Promise<Counted> {
	return page.evaluate(`(async () => {
		const sum = { connections: 0, sent: 0, received: 0, played: 0, frames: 0 };
		for (const connection of globalThis.connections) {
			sum.connections += 1;
			for (const one of (await connection.getStats()).values()) {
				if (one.type === 'outbound-rtp' && one.kind === 'audio') sum.sent += one.packetsSent;
				if (one.type === 'inbound-rtp' && one.kind === 'audio') {
					sum.received += one.packetsReceived;
					sum.played += one.totalSamplesReceived ?? 0;
				}
				if (one.type === 'inbound-rtp' && one.kind === 'video') sum.frames += one.framesDecoded ?? 0;
			}
		}
		return sum;
	})()`);
}

/** Waits until this has grown from now by so much. */
export async function grows(page: Page, what: keyof Counted, by = 10): Promise<void> {
	const before = (await counted(page))[what];
	await expect.poll(async () => (await counted(page))[what] - before).toBeGreaterThan(by);
}
