/** The small parts of exports: line breaking, escaping, cleaning. */
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { breakLines, mayBreak } from './lines.ts';
import { markdown } from './markdown.ts';
import { clean, cleaned, type Paper } from './paper.ts';

/** Chinese characters 10 wide, others 5. */
const glyphs = (text: string) =>
	[...text].map((char) => ({ char, width: char === '\n' ? 0 : /[ -~]/u.test(char) ? 5 : 10 }));
const lines = (text: string, width: number, indent = 0) =>
	breakLines(glyphs(text), width, indent).map((line) =>
		line.glyphs.map(({ char }) => char).join('')
	);

describe('lines', () => {
	it('no line begins with a closing mark or ends with an opening one (避头尾)', () => {
		expect(lines('今天天气好，出门', 50)).toEqual(['今天天气', '好，出门']);
		expect(lines('他说的是“好”', 50)).toEqual(['他说的是', '“好”']);
		expect(lines('一二三四……', 50)).toEqual(['一二三', '四……']);
	});

	it('words and numbers stay whole, unless longer than a line', () => {
		expect(lines('共有200平方米', 35)).toEqual(['共有200', '平方米']);
		expect(lines('共有200平方米', 30)).toEqual(['共有', '200平', '方米']);
		expect(lines('abcdefghijkl', 25)).toEqual(['abcde', 'fghij', 'kl']);
	});

	it('typed line breaks stay, spaces at the ends go, the first line is shorter', () => {
		expect(lines('甲\n乙', 50)).toEqual(['甲', '乙']);
		expect(lines('one two', 20)).toEqual(['one', 'two']);
		expect(lines('甲乙丙丁', 30, 20)).toEqual(['甲', '乙丙丁']);
		expect(lines('', 30)).toEqual(['']);
	});

	it('nothing is lost and no line is too wide, whatever is typed', () => {
		const char = fc.constantFrom(...'甲乙，。“”（）ab1 \n…—');
		fc.assert(
			fc.property(
				fc.array(char, { maxLength: 60 }),
				fc.integer({ min: 20, max: 90 }),
				(text, width) => {
					const made = breakLines(glyphs(text.join('')), width);
					const words = made.map((line) => line.glyphs.map((one) => one.char).join('')).join('');
					expect(words.replace(/\s/gu, '')).toBe(text.join('').replace(/\s/gu, ''));
					for (const line of made)
						if (line.glyphs.length > 1) expect(line.width).toBeLessThanOrEqual(width + 0.01);
				}
			)
		);
	});

	it('a break is never allowed before 。 nor after （', () => {
		expect(mayBreak('好', '。')).toBe(false);
		expect(mayBreak('（', '好')).toBe(false);
		expect(mayBreak('好', '好')).toBe(true);
	});
});

const PAPER: Paper = {
	language: 'zh-Hans',
	title: '食堂',
	body: '',
	mark: '草稿',
	status: '',
	foot: '',
	facts: [],
	blocks: [],
	at: 0
};
const said = (text: string) =>
	markdown({ ...PAPER, blocks: [{ is: 'text', as: 'body', words: [{ text }] }] });

describe('what people typed', () => {
	it('[B29] is never markup in Markdown', () => {
		expect(said('# 大标题')).toContain('\\# 大标题');
		expect(said('[点我](javascript:alert(1))')).not.toMatch(/[^\\]\]\(|javascript:/u);
		expect(said('<img src=x onerror=alert(1)>')).not.toMatch(/(^|[^\\])</mu);
		expect(said('1. 一\n- 二\n> 三')).toContain('1\\. 一\\\n\\- 二\\\n\\> 三');
		expect(said('=HYPERLINK("x")')).toContain('\\=HYPERLINK');
		expect(said('a|b')).toContain('a\\|b');
		expect(said('**不是粗体**')).toContain('\\*\\*不是粗体\\*\\*');
	});

	it('[B29] loses control, bidirectional and unpaired characters, and nothing else', () => {
		expect(clean('a\u202Eb\u0000c\uD800d\r\n\u2066e\u200Bf\uFFFE')).toBe(
			'abc\uFFFDd\nef'.replace('\uFFFD', '')
		);
		expect(clean('喆𠮷 “您好”——……\t①')).toBe('喆𠮷 “您好”——……\t①');
		expect(cleaned({ a: ['\u202E甲'], b: 1, c: null })).toEqual({ a: ['甲'], b: 1, c: null });
	});

	it('[M20] what was corrected is struck out, and its marks touch it', () => {
		const words = [{ text: '王桂芳 ', struck: true }, { text: '李建国' }];
		const made = markdown({ ...PAPER, blocks: [{ is: 'text', as: 'said', words }] });
		expect(made).toContain('~~王桂芳~~ 李建国');
	});

	it('a bold word touches its marks', () => {
		const words = [{ text: ' 甲 ', bold: true }, { text: '乙' }];
		const made = markdown({ ...PAPER, blocks: [{ is: 'text', as: 'body', words }] });
		expect(made).toContain(' **甲** 乙');
	});
});
