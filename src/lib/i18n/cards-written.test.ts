import { afterEach, expect, it } from 'vitest';
import { overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';
import { factSentence } from './fact.ts';
import { formatWritten } from './cards-written.ts';

const words = { name: (seat: string) => seat, text: ({ id }: { id: string }) => id };
const shown = (count: object) =>
	factSentence({ what: 'cards-shown', cards: 15, people: 1, papers: 13, ...count }, words);

afterEach(() => overwriteGetLocale(() => 'zh-Hans'));

it('[product §3] people are counted only where it is known how many they are', () => {
	const known = { cards: 15, people: 6, papers: 13 };
	expect(formatWritten(known)).toBe('已写15张，6人');
	expect(formatWritten({ ...known, unclaimed: 13 })).toBe('已写15张（手机2张，纸卡13张）');
	expect(formatWritten({ cards: 13, people: 0, papers: 13, unclaimed: 13 })).toBe(
		'已写13张（都是纸卡）'
	);
	expect(shown({ people: 6 })).toBe('收到卡片15张（写卡6人，其中纸卡13张），一起亮出。');
	expect(shown({ unclaimed: 13 })).toBe('收到卡片15张（手机2张，纸卡13张），一起亮出。');
	overwriteGetLocale(() => 'en');
	expect(shown({ unclaimed: 13 })).toBe('Cards shown together: 15 (by phone 2, on paper 13).');
});
