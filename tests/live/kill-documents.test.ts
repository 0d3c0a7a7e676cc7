import { expect, test } from 'vitest';
import { pullPlugsOnWriters } from './kill-documents.ts';

test('[F18] twenty kills while ten people type: every word shown as saved is on disk', async () => {
	const report = await pullPlugsOnWriters(20, 20261122);
	expect(report).toMatchObject({ lost: 0, twice: 0, whole: true });
	expect(report.saved).toBeGreaterThan(200);
}, 300_000);
