// Reads the tokens out of app.css and computes what WCAG asks, so that no later shade slips below it.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../app.css', import.meta.url), 'utf8');
const dark = css.indexOf('@media (prefers-color-scheme: dark)');
const light = colours(css.slice(0, dark));
const schemes = {
	light,
	dark: { ...light, ...colours(css.slice(dark, css.indexOf(':root[data-elder]'))) }
};

const VOICES = ['ink', 'ink-2', 'now', 'agreed', 'waiting', 'fact'];
const GROUNDS = ['ground', 'sheet', 'sunk'];
const WASHES = ['now', 'agreed', 'waiting', 'fact'];
const TEXT: [string, string][] = [
	...VOICES.flatMap((voice) => GROUNDS.map((ground): [string, string] => [voice, ground])),
	...WASHES.flatMap((wash): [string, string][] => [
		['ink', `${wash}-wash`],
		['ink-2', `${wash}-wash`],
		[wash, `${wash}-wash`]
	]),
	['on-now', 'now'],
	['ground', 'ink'] // the toast
];

describe.each(Object.entries(schemes))('[A3] %s scheme', (_name, scheme) => {
	it.each(TEXT)('[A3] %s on %s is at least 4.5:1', (text, ground) => {
		expect(contrast(of(scheme, text), of(scheme, ground))).toBeGreaterThanOrEqual(4.5);
	});

	it.each(GROUNDS)('[A3] the edge of a field on %s is at least 3:1', (ground) => {
		expect(contrast(of(scheme, 'edge'), of(scheme, ground))).toBeGreaterThanOrEqual(3);
	});

	it.each(GROUNDS)('[A3] the focus ring on %s is at least 3:1', (ground) => {
		expect(contrast(of(scheme, 'fact'), of(scheme, ground))).toBeGreaterThanOrEqual(3);
	});
});

it('[A3] the dark scheme gives every colour anew', () => {
	const own = colours(css.slice(dark, css.indexOf(':root[data-elder]')));
	expect(Object.keys(own).sort()).toEqual(Object.keys(light).sort());
});

function colours(part: string): Record<string, string> {
	return Object.fromEntries(
		[...part.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\b/g)].map(([, name, value]) => [name!, value!])
	);
}

function of(scheme: Record<string, string>, name: string): string {
	const value = scheme[name];
	if (!value) throw new Error(`app.css has no --${name}`);
	return value;
}

function contrast(a: string, b: string): number {
	const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
	return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
	const [r, g, b] = [1, 3, 5]
		.map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
		.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [
		number,
		number,
		number
	];
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
