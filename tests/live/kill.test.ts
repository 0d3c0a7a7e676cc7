import { expect, test } from 'vitest';
import { pullPlugs } from './kill.ts';

const HELD = { lost: 0, twice: 0, verdict: { ok: true } };

test('[F1] six kills in bursts: nothing answered is lost, nothing counted twice; `npm run prove` has a hundred', async () => {
	const report = await pullPlugs(6, 20261122);
	expect(report).toMatchObject(HELD);
	expect(report.acknowledged).toBeGreaterThan(30);
}, 180_000);

test('[F2] killed after COMMIT and before the answer: said again, answered the same', async () => {
	const report = await pullPlugs(3, 7, 'after');
	expect(report).toMatchObject(HELD);
}, 240_000);

test('[F1] killed before COMMIT: nothing half-stored', async () => {
	expect(await pullPlugs(3, 8, 'before')).toMatchObject(HELD);
}, 240_000);
