import { expect, it, onTestFinished } from 'vitest';
import * as Y from 'yjs';
import { UpdateSandbox } from './update-sandbox.ts';

it('a thread without a task is ended after a while, and the next task begins another', async () => {
	const sandbox = new UpdateSandbox(process.cwd(), 5);
	onTestFinished(() => sandbox.stop());
	const doc = new Y.Doc();
	doc.getText('t').insert(0, '议');
	const update = Y.encodeStateAsUpdate(doc);
	for (let task = 0; task < 2; task++) {
		expect(await sandbox.passes([], update)).toBe(true);
		await expect.poll(() => sandbox.isRunning).toBe(false);
	}
});
