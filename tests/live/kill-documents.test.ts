import { expect, test } from 'vitest';
import { pullPlugsOnWriters } from './kill-documents.ts';

test('[F18] six kills while ten people type: every word shown as saved is on disk; `npm run prove` has a hundred', async () => {
	const report = await pullPlugsOnWriters(6, 20261122);
	expect(report).toMatchObject({ lost: 0, twice: 0, whole: true });
	expect(report.saved).toBeGreaterThan(60);
}, 300_000);
