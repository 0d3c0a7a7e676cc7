import { describe, expect, it, vi } from 'vitest';
import { shortcuts } from './shortcuts.ts';

/** A page of which only this matters: what the focused element is within, and whether a dialog is open. */
function page({ within = '', dialog = false } = {}) {
	const ownerDocument = { querySelector: () => (dialog ? {} : null) };
	const matches = (selector: string) =>
		selector.split(/,\s*(?![^(]*\))/).some((one) => within !== '' && one.startsWith(within));
	return { ownerDocument, closest: (selector: string) => (matches(selector) ? {} : null) };
}

function press(key: string, more: object = {}, where = page()) {
	const preventDefault = vi.fn();
	return { event: { key, target: where, preventDefault, ...more } as unknown as KeyboardEvent };
}

function screen(...names: string[]) {
	const calls: string[] = [];
	const keys = Object.fromEntries(names.map((name) => [name, () => void calls.push(name)]));
	return { calls, onkeydown: shortcuts(keys) };
}

describe('[A12] keys of a screen', () => {
	it('[A12] Space, letters in either case and a clicker’s PageDown and PageUp', () => {
		const { calls, onkeydown } = screen('Space', 'n', 'PageDown', 'PageUp');
		for (const key of [' ', 'n', 'PageDown', 'PageUp', 'x']) onkeydown(press(key).event);
		expect(calls).toEqual(['Space', 'n', 'PageDown', 'PageUp']);
	});

	it('[A12] CapsLock is no modifier, Shift is', () => {
		const { calls, onkeydown } = screen('n', '?');
		onkeydown(press('N').event);
		onkeydown(press('N', { shiftKey: true }).event);
		onkeydown(press('?', { shiftKey: true }).event);
		expect(calls).toEqual(['n', '?']);
	});

	it('[A12] a used key does not also scroll the page; an unused one does what it always does', () => {
		const { onkeydown } = screen('Space');
		const [used, unused] = [press(' ').event, press('PageDown').event];
		onkeydown(used);
		onkeydown(unused);
		expect(used.preventDefault).toHaveBeenCalled();
		expect(unused.preventDefault).not.toHaveBeenCalled();
	});

	it.each([
		['with Ctrl', { ctrlKey: true }, page()],
		['with Alt', { altKey: true }, page()],
		['with the command key', { metaKey: true }, page()],
		['held down', { repeat: true }, page()],
		['already used', { defaultPrevented: true }, page()],
		['while Chinese is composed', { isComposing: true }, page()],
		['ending a composition in Safari', { keyCode: 229 }, page()],
		['in a text field', {}, page({ within: 'input' })],
		['in a text area', {}, page({ within: 'textarea' })],
		['in the minutes editor', {}, page({ within: '[contenteditable]' })],
		['while a dialog is open', {}, page({ dialog: true })]
	])('[A12] asleep %s', (_when, more, where) => {
		const { calls, onkeydown } = screen('n');
		onkeydown(press('n', more, where).event);
		expect(calls).toEqual([]);
	});

	it('[A12] on a focused button Space is the button’s, other keys still work', () => {
		const { calls, onkeydown } = screen('Space', 'n');
		onkeydown(press(' ', {}, page({ within: 'button' })).event);
		onkeydown(press('n', {}, page({ within: 'button' })).event);
		expect(calls).toEqual(['n']);
	});

	it('[A12] the keys may change with the stage', () => {
		let stage = 'talk';
		const calls: string[] = [];
		const onkeydown = shortcuts(() => ({ v: () => void calls.push(stage) }));
		onkeydown(press('v').event);
		stage = 'vote';
		onkeydown(press('v').event);
		expect(calls).toEqual(['talk', 'vote']);
	});
});
