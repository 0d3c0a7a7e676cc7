// The thread of checkpoint.ts. Plain JavaScript: it is loaded by path, also from the built server.

import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

const db = new Database(workerData.path);
db.pragma('busy_timeout = 1000');
db.pragma('synchronous = FULL');

const timer = setInterval(() => {
	// PASSIVE never waits for readers or writers and never makes them wait.
	db.pragma('wal_checkpoint(PASSIVE)');
}, 1000);

// A large file is not looked at whole before the start (inspect.ts): it would take too long.
if (workerData.lookAtWhole) {
	const reader = new Database(workerData.path, { readonly: true });
	const found = reader.pragma('quick_check(1)', { simple: true });
	reader.close();
	if (found !== 'ok') parentPort.postMessage({ damaged: String(found) });
}

parentPort.once('message', () => {
	clearInterval(timer);
	db.close();
	parentPort.close();
});
