import { describe, expect, it } from 'vitest';
import { breaths, chooseVoice } from './speech.ts';

const voice = (lang: string, localService = true) => ({ lang, localService });

describe('[A6] reading aloud', () => {
	it('[A6] each language gets its own voice, however the device spells it', () => {
		const voices = [voice('en-US'), voice('zh-HK'), voice('zh_CN'), voice('zh-TW')];
		expect(chooseVoice(voices, 'zh-Hans')?.lang).toBe('zh_CN');
		expect(chooseVoice(voices, 'zh-Hant')?.lang).toBe('zh-TW');
		expect(chooseVoice(voices, 'en')?.lang).toBe('en-US');
	});

	it('[A6] any Chinese voice is better than none, and none is said plainly', () => {
		expect(chooseVoice([voice('zh-HK'), voice('ja-JP')], 'zh-Hans')?.lang).toBe('zh-HK');
		expect(chooseVoice([voice('ja-JP'), voice('enq')], 'en')).toBeNull();
	});

	it('[A28] a voice on the device before one that needs the network', () => {
		const [far, near] = [voice('zh-CN', false), voice('zh-CN')];
		expect(chooseVoice([far, near], 'zh-Hans')).toBe(near);
	});

	it('[A6] a long text is read in breaths and nothing is left out', () => {
		const text = '房子近200平方米。'.repeat(40) + '怎样用？';
		const pieces = breaths(text);
		expect(pieces.join('')).toBe(text);
		expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(120);
		expect(breaths(' \n ')).toEqual([]);
	});
});
