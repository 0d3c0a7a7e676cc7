import { describe, expect, it } from 'vitest';
import type { Component } from 'svelte';
import { fetchPanel, fetchPanels, ready, shownAt, type Panel } from './panel.svelte.ts';

interface View {
	open: boolean;
	late: boolean;
}

const COMPONENT = (() => ({})) as unknown as Component;

function panel(more: Partial<Panel<View>> = {}): Panel<View> {
	return {
		at: 'here',
		order: 10,
		when: () => ({}),
		load: () => Promise.resolve({ default: COMPONENT }),
		...more
	};
}

describe('what stands at a place', () => {
	const door = panel({ order: 20, when: ({ open }) => (open ? {} : null) });
	const notes = panel({ order: ({ late }) => (late ? 5 : 30) });
	const head = panel();
	const all = [notes, door, head];

	it('are those that say so, the lowest first', () => {
		expect(shownAt(all, { open: true, late: false })).toEqual([head, door, notes]);
		expect(shownAt(all, { open: false, late: false })).toEqual([head, notes]);
	});

	it('may change its place with the moment', () => {
		expect(shownAt(all, { open: false, late: true })).toEqual([notes, head]);
	});
});

describe('what is fetched', () => {
	it('is there at once from then on', async () => {
		const one = panel();
		expect(ready(one as never)).toBeUndefined();
		await fetchPanels([one as never]);
		expect(ready(one as never)).toBe(COMPONENT);
	});

	it('is never drawn by the server where the browser does not wait for it', async () => {
		const heavy = panel({ heavy: true });
		expect(await fetchPanel(heavy as never)).toBe(COMPONENT);
		expect(ready(heavy as never)).toBeUndefined();
	});
});
