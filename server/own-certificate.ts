/**
 * A certificate of this machine's own, for halls without a proxy (`HTTPS=on`): for its names and addresses, so that a
 * phone accepts it once and then has what browsers give to secure pages alone.
 *
 * Invariants: the key never leaves the keys folder (0600, in no backup); the certificate is made anew when the machine
 * has another address, or the old one is about to end.
 */
import { X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { ownNames, lanAddresses } from './addresses.ts';
import { keysFolder } from './meeting/sealed-keys.ts';

const DAY = 86_400_000;
/** Phones take no longer one. */
const LASTS = 397 * DAY;
/** It is renewed so long before its end. */
const RENEWED = 30 * DAY;

/** As a TLS server takes them, PEM. */
export interface OwnCertificate {
	key: string;
	cert: string;
	/** SHA-256, as phones show it. */
	fingerprint: string;
}

/** Every name and address by which a browser may reach this machine. */
export function certifiedHosts(): string[] {
	return ['localhost', ...ownNames(), '127.0.0.1', '::1', ...lanAddresses()];
}

/**
 * The certificate of this data folder, for these hosts; made where there is none that will do.
 *
 * @param now ms since the epoch
 */
export async function ownCertificate(
	dataDir: string,
	hosts: readonly string[],
	now: number
): Promise<OwnCertificate> {
	const file = join(keysFolder(dataDir), 'https.pem');
	const found = existsSync(file) ? readFileSync(file, 'utf8') : '';
	const known = read(found);
	if (known && serves(known.certificate, hosts, now)) return told(known);
	mkdirSync(keysFolder(dataDir), { recursive: true, mode: 0o700 });
	const pem = await make(hosts, now);
	writeFileSync(file, pem, { mode: 0o600, flush: true });
	return told(read(pem)!);
}

interface Read {
	key: string;
	certificate: X509Certificate;
}

/** What such a file holds; null where it is damaged: another one is made. */
function read(pem: string): Read | null {
	const key = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/u.exec(pem)?.[0];
	const cert = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/u.exec(pem)?.[0];
	if (!key || !cert) return null;
	try {
		return { key, certificate: new X509Certificate(cert) };
	} catch {
		return null;
	}
}

function serves(certificate: X509Certificate, hosts: readonly string[], now: number): boolean {
	if (Date.parse(certificate.validTo) - now < RENEWED) return false;
	if (Date.parse(certificate.validFrom) > now) return false;
	return hosts.every((host) =>
		isIP(host) ? certificate.checkIP(host) !== undefined : certificate.checkHost(host) !== undefined
	);
}

function told({ key, certificate }: Read): OwnCertificate {
	return { key, cert: certificate.toString(), fingerprint: certificate.fingerprint256 };
}

/** Loaded only where it is asked for: no other start needs it. */
async function make(hosts: readonly string[], now: number): Promise<string> {
	await import('reflect-metadata');
	const x509 = await import('@peculiar/x509');
	const signingAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
	const keys = await crypto.subtle.generateKey(signingAlgorithm, true, ['sign', 'verify']);
	const { digitalSignature, keyCertSign } = x509.KeyUsageFlags;
	const certificate = await x509.X509CertificateGenerator.createSelfSigned({
		name: 'CN=Yitang',
		// A clock that is behind by a day does not refuse it.
		notBefore: new Date(now - DAY),
		notAfter: new Date(now - DAY + LASTS),
		signingAlgorithm,
		keys,
		extensions: [
			// It is its own issuer: whoever wants to can install it on a phone for good.
			new x509.BasicConstraintsExtension(true, 0, true),
			new x509.KeyUsagesExtension(digitalSignature | keyCertSign, true),
			new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
			new x509.SubjectAlternativeNameExtension(
				hosts.map((value) => ({ type: isIP(value) ? ('ip' as const) : ('dns' as const), value }))
			)
		]
	});
	const secret = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
	const lines = secret.toString('base64').replaceAll(/.{64}/gu, '$&\n');
	const key = `-----BEGIN PRIVATE KEY-----\n${lines.trimEnd()}\n-----END PRIVATE KEY-----\n`;
	return `${key}${certificate.toString('pem')}\n`;
}
