import { expect, it } from 'vitest';
import type { Call, PrivateCall } from './call.ts';
import { isApart, keyedLines } from './private-words.ts';
import screens from './screens.ts';

const call = (id: string, item: string | null, is: 'in' | 'invited' = 'in'): Call => ({
	...{ id, item, since: 1, endedAt: null, result: null },
	seats: [{ seat: 's1', is, level: 'voice' }]
});
const apart = (id: string, is?: 'in' | 'invited'): PrivateCall => ({
	...{ call: call(id, null, is), lines: [] }
});

it('[LS19] a chair that is in a private call still invites to the public one, and ends it', () => {
	const desks = (calls: PrivateCall[], video: Call[], phase = 'open') => {
		const view = { state: { calls: { video } }, phase, private: { calls, you: ['s1'] } };
		const panel = screens.find(({ at, order }) => at === 'chair-middle' && order === 13)!;
		const shown = panel.when(view as unknown as Parameters<typeof panel.when>[0]);
		return shown && (shown as { calls: Call[] }).calls.map(({ id }) => id);
	};
	const over = { ...call('c0', 'i0'), endedAt: 5 };
	expect(desks([apart('p1'), apart('p2')], [over, call('c1', 'i1')])).toEqual(['p1', 'p2', 'c1']);
	expect(desks([], [call('c1', 'i1')])).toEqual(['c1']);
	expect(desks([], [over])).toBe(null);
	expect(desks([apart('p1')], [], 'closed')).toBe(null);
});

it('[LS21] whoever is in a private call is apart, and whoever is only asked is not', () => {
	expect(isApart([apart('p1')], ['s1'])).toBe(true);
	expect(isApart([apart('p1')], ['s2'])).toBe(false);
	expect(isApart([apart('p1', 'invited')], ['s1'])).toBe(false);
	expect(isApart([], ['s1'])).toBe(false);
});

it('[LS16] a written line keeps its key while older ones go, and no two have the same', () => {
	const line = (at: number, text: string) => ({ seat: 's1', at, text });
	const lines = [line(1, 'a'), line(2, 'b'), line(2, 'c')];
	const keys = keyedLines(lines).map(({ key }) => key);
	expect(new Set(keys).size).toBe(3);
	expect(keyedLines(lines.slice(1)).map(({ key }) => key)).toEqual(keys.slice(1));
});
