/** Starts the measured servers: ours on a prepared folder, and the three it is compared with. */
import { createServer } from 'node:net';
import { Child } from './child.ts';
import type { Target } from './screen.ts';

export const KINDS = ['ours', 'plain', 'single', 'batch'] as const;
export type Kind = (typeof KINDS)[number];

export interface Measured {
	kind: Kind;
	child: Child;
	port: number;
	/** What a screen needs to join with the copy of a page load. */
	target(code: string): Promise<Target>;
	/** Resolves when nothing of its start is left to do. */
	settled(): Promise<unknown>;
}

export async function startServer(
	kind: Kind,
	options: { dataDir?: string; port?: number; snapshotBytes?: number }
): Promise<Measured> {
	const port = options.port ?? (await freePort());
	const env: Record<string, string> = {
		PORT: String(port),
		HOST: '127.0.0.1',
		KIND: kind,
		DEMO: 'off',
		LOG_LEVEL: 'error'
	};
	if (options.dataDir) env.DATA_DIR = options.dataDir;
	if (options.snapshotBytes) env.SNAPSHOT_BYTES = String(options.snapshotBytes);
	const child = await Child.start(kind === 'ours' ? 'our-server.ts' : 'other-servers.ts', env);
	return {
		kind,
		child,
		port,
		settled: () => (kind === 'ours' ? child.ask('settled') : Promise.resolve()),
		async target(code) {
			const copy = await child.ask<Target['copy']>('where', { code });
			return { port, dialect: kind === 'plain' ? 'plain' : 'io', copy };
		}
	};
}

/** A port nobody uses now; a killed server starts again on the same one. */
export function freePort(): Promise<number> {
	return new Promise((resolve) => {
		const probe = createServer().listen(0, '127.0.0.1', () => {
			const address = probe.address();
			probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
		});
	});
}
