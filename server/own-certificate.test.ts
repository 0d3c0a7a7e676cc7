/** A certificate of this machine's own: kept, renewed, and one that a browser can take. */
import { createServer } from 'node:https';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { certifiedHosts, ownCertificate } from './own-certificate.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 30);
const HOSTS = ['localhost', 'yitang.local', '127.0.0.1', '192.168.8.20', 'fd00::1'];

function folder(): string {
	const dir = mkdtempSync(join(tmpdir(), 'yitang-'));
	onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
	return dir;
}

test('kept in the keys folder for this user alone, the same at each start', async () => {
	const dir = folder();
	const made = await ownCertificate(dir, HOSTS, NOW);
	expect(statSync(join(dir, 'keys/https.pem')).mode & 0o777).toBe(0o600);
	expect(await ownCertificate(dir, HOSTS, NOW + DAY)).toEqual(made);
	expect(await ownCertificate(dir, HOSTS.slice(0, 2), NOW), 'an address less').toEqual(made);
});

test('made anew for another address, before its end, and where the file is damaged', async () => {
	const dir = folder();
	const made = await ownCertificate(dir, HOSTS, NOW);
	const moved = await ownCertificate(dir, [...HOSTS, '10.0.0.7'], NOW);
	expect(moved.fingerprint).not.toBe(made.fingerprint);
	const later = await ownCertificate(dir, HOSTS, NOW + 370 * DAY);
	expect(later.fingerprint).not.toBe(moved.fingerprint);
	writeFileSync(join(dir, 'keys/https.pem'), 'nothing');
	expect((await ownCertificate(dir, HOSTS, NOW)).cert).toContain('BEGIN CERTIFICATE');
});

test('a browser that was told to trust it does, at each of its addresses', async () => {
	const certificate = await ownCertificate(folder(), certifiedHosts(), Date.now());
	const server = createServer({ ...certificate }, (_, response) => response.end('yes'));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => void server.close());
	const { port } = server.address() as AddressInfo;
	for (const servername of ['localhost', '127.0.0.1']) {
		const socket = connect({
			port,
			host: '127.0.0.1',
			servername: 'localhost',
			ca: certificate.cert
		});
		await new Promise((resolve, reject) =>
			socket.once('secureConnect', resolve).once('error', reject)
		);
		expect(socket.authorized, servername).toBe(true);
		socket.destroy();
	}
});
