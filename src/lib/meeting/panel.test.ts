import { afterEach, describe, expect, it, vi } from 'vitest';
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

	describe('and one of them does not come', () => {
		const cutOff = () => panel({ load: () => Promise.reject(new TypeError('cut off')) });
		afterEach(() => vi.unstubAllGlobals());

		it('leaves a browser the page that was drawn, with all others', async () => {
			vi.stubGlobal('document', {});
			const late = panel({
				load: async () => {
					await new Promise((resolve) => setImmediate(resolve));
					return { default: COMPONENT };
				}
			});
			const lost = cutOff();
			await fetchPanels([lost as never, late as never]);
			expect(ready(late as never)).toBe(COMPONENT);
			expect(ready(lost as never)).toBeUndefined();
			await expect(fetchPanel(lost as never)).rejects.toThrow('cut off');
		});

		it('fails on the server, which draws no page with a hole', async () => {
			await expect(fetchPanels([panel() as never, cutOff() as never])).rejects.toThrow('cut off');
		});
	});
});
