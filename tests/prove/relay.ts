/**
 * A real coturn (Debian: `apt install coturn`) with the configuration of `docs/coturn.conf` takes the credentials that
 * this server makes, refuses those that have ended or are signed with another secret, leads nobody into private networks,
 * and carries sound and pictures between two browsers that are let connect by nothing else.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';
import type { IceServer } from '#lib/meeting/calls/grant.ts';
import { mintIceServers } from '#server/calls/ice-servers.ts';
import { browserArgs, findBrowser } from '../../scripts/browser.mjs';
import { TurnClient } from '../live/turn.ts';
import type { Prove, Row } from './program.ts';

const SECRET = 'the secret of this one proof';
const PORT = 34_780;
const FRAMES = { small: 20, full: 200 };

export const prove: Prove = async ({ size }) => {
	const host = ownAddress();
	const promise = 'A real relay takes our credentials, and carries a call';
	if (spawnSync('turnserver', ['--help']).error)
		return [{ promise, figure: 'skipped: this machine has no turnserver', held: true }];
	if (!host) return [{ promise, figure: 'skipped: this machine is in no network', held: true }];
	const relay = await startRelay(host);
	try {
		return [...(await credentials(host)), await call(host, FRAMES[size])];
	} finally {
		await relay.stop();
	}
};

async function credentials(host: string): Promise<Row[]> {
	const ask = async (secret: string, ago: number, peer?: string) => {
		const client = new TurnClient(host, PORT);
		const { username = '', credential = '' } = minted(host, secret, Date.now() - ago);
		try {
			const { code } = await client.allocate(username, credential);
			if (!peer || code !== 0) return code;
			return (await client.permit(peer, username, credential)).code;
		} finally {
			client.close();
		}
	};
	const row = (promise: string, code: number, wanted: number): Row => ({
		promise,
		figure: code === 0 ? 'granted' : `refused with ${code}`,
		held: code === wanted
	});
	return [
		row('coturn takes a credential that was just made', await ask(SECRET, 0), 0),
		row('… refuses one that has ended', await ask(SECRET, 3_601_000), 401),
		row('… refuses one of another secret', await ask('another secret, also long', 0), 401),
		row('… lets through to a peer on the internet', await ask(SECRET, 0, '198.51.100.7'), 0),
		row('… leads nobody into a private network', await ask(SECRET, 0, '192.168.1.7'), 403)
	];
}

function minted(host: string, secret: string, now: number): IceServer {
	const urls = [`turn:${host}:${PORT}?transport=udp`];
	return mintIceServers({ urls, secret, lifetime: 3600 }, 'seat7', now).servers[0]!;
}

/** Two pages, each with a picture and a sound, and no way to each other but the relay. */
async function call(host: string, frames: number): Promise<Row> {
	const browser = await chromium.launch({
		executablePath: (await findBrowser()) || undefined,
		args: [...browserArgs, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
	});
	try {
		const [one, other] = [await browser.newPage(), await browser.newPage()];
		const server = minted(host, SECRET, Date.now());
		for (const page of [one, other]) await page.evaluate(open, server);
		const offer = await one.evaluate(describe, null);
		const answer = await other.evaluate(describe, offer);
		await one.evaluate(describe, answer);
		const seen = await Promise.all([one, other].map((page) => received(page, frames)));
		const figure = seen
			.map(({ decoded, packets, by }) => `${decoded} frames, ${packets} packets of sound by ${by}`)
			.join('; ');
		return {
			promise: 'Two browsers that may connect by relay alone see and hear each other',
			figure,
			held: seen.every(
				({ decoded, packets, by }) => decoded >= frames && packets > 0 && by === 'relay'
			)
		};
	} finally {
		await browser.close();
	}
}

type Opened = typeof globalThis & { peer: RTCPeerConnection };

/** In the page: a connection with a picture that moves and a tone. */
function open(server: RTCIceServer): void {
	const peer = new RTCPeerConnection({ iceServers: [server], iceTransportPolicy: 'relay' });
	const canvas = document.createElement('canvas');
	const draw = canvas.getContext('2d')!;
	let n = 0;
	setInterval(() => {
		draw.fillStyle = n++ % 2 ? '#164' : '#a34';
		draw.fillRect(0, 0, canvas.width, canvas.height);
	}, 50);
	const audio = new AudioContext();
	const tone = audio.createOscillator();
	const out = audio.createMediaStreamDestination();
	tone.connect(out);
	tone.start();
	for (const stream of [canvas.captureStream(20), out.stream])
		for (const track of stream.getTracks()) peer.addTrack(track, stream);
	(globalThis as Opened).peer = peer;
}

/** In the page: takes what the other said, says its own, with all its candidates. Null: it begins. */
async function describe(
	said: RTCSessionDescriptionInit | null
): Promise<RTCSessionDescriptionInit | null> {
	const { peer } = globalThis as Opened;
	if (said) await peer.setRemoteDescription(said);
	if (said?.type === 'answer') return null;
	await peer.setLocalDescription();
	if (peer.iceGatheringState !== 'complete')
		await new Promise<void>((gathered) => {
			peer.onicegatheringstatechange = () => {
				if (peer.iceGatheringState === 'complete') gathered();
			};
		});
	return peer.localDescription!.toJSON() as RTCSessionDescriptionInit;
}

/** What came until so many frames were decoded, or 20 seconds are over. */
async function received(page: Page, frames: number) {
	for (let tried = 0; ; tried++) {
		const found = await page.evaluate(async () => {
			const { peer } = globalThis as Opened;
			const stats = [...(await peer.getStats()).values()] as Record<string, unknown>[];
			const inbound = (kind: string) =>
				stats.find((one) => one.type === 'inbound-rtp' && one.kind === kind);
			const pair = stats.find((one) => one.type === 'candidate-pair' && one.nominated);
			const local = stats.find((one) => one.id === pair?.localCandidateId);
			return {
				decoded: Number(inbound('video')?.framesDecoded ?? 0),
				packets: Number(inbound('audio')?.packetsReceived ?? 0),
				by: String(local?.candidateType ?? 'nothing')
			};
		});
		if ((found.decoded >= frames && found.packets > 0) || tried > 80) return found;
		await pause(250);
	}
}

/** coturn with the documented configuration, a secret of its own, and this machine's address as the one public one. */
async function startRelay(host: string): Promise<{ stop(): Promise<void> }> {
	const dir = mkdtempSync(join(tmpdir(), 'yitang-relay-'));
	const file = join(dir, 'turnserver.conf');
	const documented = readFileSync(join(import.meta.dirname, '../../docs/coturn.conf'), 'utf8');
	const configured = documented
		.replace(/^static-auth-secret=.*$/m, `static-auth-secret=${SECRET}`)
		.replace(/^listening-port=.*$/m, `listening-port=${PORT}`)
		.replace(/^relay-ip=.*$/m, `relay-ip=${host}\nlistening-ip=${host}\nallowed-peer-ip=${host}`);
	writeFileSync(file, `${configured}\npidfile=${dir}/pid\nuserdb=${dir}/db\nlog-file=${dir}/log\n`);
	const child = spawn('turnserver', ['-c', file, '--simple-log'], { stdio: 'ignore' });
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	return {
		async stop() {
			child.kill('SIGTERM');
			await Promise.race([ended, pause(3000).then(() => child.kill('SIGKILL'))]);
			rmSync(dir, { recursive: true, force: true });
		}
	};
}

/** The first IPv4 address of this machine in a network. */
function ownAddress(): string | undefined {
	return Object.values(networkInterfaces())
		.flat()
		.find((one) => one?.family === 'IPv4' && !one.internal)?.address;
}
