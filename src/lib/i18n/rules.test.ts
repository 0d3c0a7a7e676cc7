import { describe, expect, it } from 'vitest';
import { presetOf } from '#lib/meeting/queue/presets.ts';
import { overwriteGetLocale } from './paraglide/runtime.js';
import { formatRules } from './rules.ts';

describe('the rules in a few words', () => {
	it.each([
		['twelve-rules', ['一次2分钟', '每人2次', '没说过的先说', '正反轮着说', '主持人不发表意见']],
		['thirty-seconds', ['一次30秒', '不限次数', '主持人不发表意见']],
		['mediation', ['一次3分钟', '每方3次', '双方轮着说', '主持人不发表意见']],
		['round-robin', ['一次2分钟', '每人每轮1次', '按座位轮流，可以过']]
	])('[T30] %s', (id, words) => {
		overwriteGetLocale(() => 'zh-Hans');
		expect(formatRules(presetOf(id)!)).toEqual(words);
	});
});
