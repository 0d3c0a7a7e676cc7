// The thread of update-sandbox.ts: applies what may be hostile, where it can be stopped. Plain JavaScript: it is
// loaded by path, also from the built server.

import { parentPort } from 'node:worker_threads';
import * as Y from 'yjs';

/** True when everything found its place. */
const whole = (doc) => doc.store.pendingStructs === null && doc.store.pendingDs === null;

/** Ms that this thread has had; on Nodes that cannot tell, that have passed. */
const spent = () => {
	const usage = process.threadCpuUsage?.();
	return usage ? (usage.user + usage.system) / 1000 : performance.now();
};

function tryUpdate({ decided, update }) {
	const doc = new Y.Doc();
	for (const one of decided) Y.applyUpdate(doc, one);
	const start = spent();
	Y.applyUpdate(doc, update);
	const took = spent() - start;
	// What it left must also be readable again.
	Y.encodeStateAsUpdate(doc);
	return { passed: whole(doc), took };
}

/** Applies rows in order; says before each which one it is, so that a hang has a name. */
function load({ rows }) {
	const doc = new Y.Doc();
	for (const { version, bytes } of rows) {
		parentPort.postMessage({ at: version });
		try {
			Y.applyUpdate(doc, bytes);
		} catch {
			return { bad: version };
		}
		if (!whole(doc)) return { bad: version };
	}
	return { bad: null, state: Y.encodeStateAsUpdate(doc) };
}

parentPort.on('message', (task) => {
	let answer;
	try {
		answer = task.rows ? load(task) : tryUpdate(task);
	} catch {
		answer = { passed: false, took: 0 };
	}
	parentPort.postMessage({ id: task.id, ...answer });
});
parentPort.postMessage({ ready: true });
