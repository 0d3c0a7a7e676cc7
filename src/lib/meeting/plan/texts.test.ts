import { expect, it } from 'vitest';
import { emptyMeeting } from '../meeting.ts';
import { typedTexts } from './texts.ts';

it('[L18] every typed text is found wherever it stands, once', () => {
	const ref = (id: string) => ({ id, hash: 'a'.repeat(64) });
	const state = emptyMeeting();
	const details = {
		title: ref('x1'),
		matter: ref('x2'),
		policies: [{ text: ref('x3'), source: null }]
	};
	const found = typedTexts({
		...state,
		plan: { ...state.plan, details: details as never },
		agenda: { items: [{ id: 'item1', title: ref('x2') }] } as never
	});
	expect(found.plan).toEqual(['x1', 'x2', 'x3']);
	expect(found.agenda).toEqual(['x2']);
	expect(found.roll).toEqual([]);
});
