/** The small parts of exports: line breaking, escaping, cleaning. */
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { csv } from './csv.ts';
import { breakLines, mayBreak } from './lines.ts';
import { markdown } from './markdown.ts';
import { clean, cleaned, type Paper } from './paper.ts';
import { polisFiles, type ExportedGround } from './polis-files.ts';
import type { Pen } from './writing.ts';

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

	it('a date is read as its year and its day, a number with what it counts', () => {
		expect(lines('2026年12月11日前办完', 60)).toEqual(['2026年', '12月11日前办', '完']);
		expect(lines('对第1条的意见', 30)).toEqual(['对第', '1条的', '意见']);
		// In no room at all it is cut, as a word is.
		expect(lines('12月11日', 20)).toEqual(['12月', '11日']);
	});

	it('typed line breaks stay, spaces at the ends go, the first line is shorter', () => {
		expect(lines('甲\n乙', 50)).toEqual(['甲', '乙']);
		expect(lines('one two', 20)).toEqual(['one', 'two']);
		expect(lines('甲乙丙丁', 30, 20)).toEqual(['甲', '乙丙丁']);
		expect(lines('甲乙丙丁\n戊己庚', 30, 20)).toEqual(['甲', '乙丙丁', '戊', '己庚']);
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

describe('lists', () => {
	it('[B29] a cell that a spreadsheet would take for a formula is words; numbers stay numbers', () => {
		const wild = ['=1+1', '+86 1', '-2', '@a', '\t=1', ' =1', '＝1', '\r=1', "'=1"];
		const rows = wild.map((words) => [words, -2]);
		const [, ...lines] = csv(['话', 'n'], rows).split('\r\n');
		for (const [n, line] of lines.slice(0, wild.length).entries()) {
			expect(line, wild[n]).toMatch(/^"?'/u);
			expect(line.endsWith(',-2'), wild[n]).toBe(true);
		}
	});

	it('is read back whole, whatever was typed: quotes, commas, lines, signs', () => {
		const text = csv(
			['甲', '乙'],
			[
				['他说“好”, "真好"\n再来', null],
				['', 3]
			]
		);
		expect(text.startsWith('\uFEFF甲,乙\r\n')).toBe(true);
		expect(text).toContain('"他说“好”, ""真好""\n再来",\r\n,3\r\n');
	});

	it('[K32] a round of common ground has the files of Pol.is: counts by group, and nobody’s single answers', () => {
		const counted = (agree: number, disagree: number) => ({
			agree,
			pass: 1,
			disagree,
			seen: agree + disagree + 1
		});
		const ref = (id: string) => ({ id, hash: '' });
		const common: ExportedGround = {
			board: 'b',
			question: ref('怎么办食堂'),
			statements: [
				{ id: 's', text: ref('=坡道') },
				{ id: 't', text: null }
			],
			ground: {
				people: 41,
				placed: 40,
				groups: [
					{ label: 'A', people: 25, typical: [] },
					{ label: 'B', people: 15, typical: [] }
				],
				statements: [
					{
						id: 's',
						everyone: counted(30, 9),
						groups: [counted(20, 4), counted(10, 4)],
						verdict: 'accepted',
						why: null,
						consensus: 500
					}
				],
				dots: []
			}
		};
		const pen = {
			source: { told: { cards: [{ common }] }, record: { meeting: { matter: null } } },
			text: ({ id }: { id: string }) => id,
			maybe: () => ''
		} as unknown as Pen;
		const files = polisFiles(pen);
		expect(Object.keys(files)).toEqual([
			'polis/summary.csv',
			'polis/comments.csv',
			'polis/comment-groups.csv',
			'polis/votes.csv',
			'polis/participants-votes.csv'
		]);
		const rows = (name: string) => files[`polis/${name}`]!.slice(1).trimEnd().split('\r\n');
		expect(rows('comments.csv')).toEqual([
			'timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body',
			",,0,,30,9,1,'=坡道",
			',,1,,0,0,-1,'
		]);
		expect(rows('comment-groups.csv')[1]).toBe("0,'=坡道,40,30,9,1,25,20,4,1,15,10,4,1");
		expect(rows('votes.csv')).toHaveLength(1);
		expect(rows('participants-votes.csv')).toEqual([
			'participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1'
		]);
		expect(rows('summary.csv')).toContain('voters-in-conv,40');
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
