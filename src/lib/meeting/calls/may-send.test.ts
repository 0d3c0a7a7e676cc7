import { expect, it } from 'vitest';
import { presetOf } from '../queue/presets.ts';
import type { CallLines } from '../plan/plan.ts';
import { isRelayed } from './may-send.ts';

it('[LS11] lines are relayed as the plan says, else in a mediation where there is a relay', () => {
	const relayed = (preset: string, there: boolean, callLines?: CallLines) =>
		isRelayed({ plan: { rules: presetOf(preset), details: { callLines } } } as never, there);
	expect(relayed('mediation', true)).toBe(true);
	expect(relayed('mediation', false)).toBe(false);
	expect(relayed('mediation', true, 'direct')).toBe(false);
	expect(relayed('thirteen', true)).toBe(false);
	expect(relayed('thirteen', true, 'relay')).toBe(true);
	expect(relayed('thirteen', false, 'relay'), 'said so, and told that there is none').toBe(true);
});
