/** Signs: the same for paper and picture, nothing left out, no holes. */
import { describe, expect, it } from 'vitest';
import { Fonts } from './fonts.ts';
import { lackingFrom } from './lacking.ts';
import { inOrder, Signs } from './signs.ts';

/** No font of this computer: what came along. */
const signs = new Signs(new Fonts('zh-Hans', []));
const words = (text: string) => signs.of(text, 'text').map(({ char }) => char);

describe('what is drawn for a text', () => {
	it('an emoji is one sign with outlines, its joiners and selectors take no room', () => {
		expect(words('好👍！')).toEqual(['好', '👍', '！']);
		expect(words('❤️')).toEqual(['❤']);
		expect(words('👨‍👩‍👧')).toHaveLength(1);
		expect(words('葛\u{E0100}\u200D飾')).toEqual(['葛', '飾']);
		for (const { width } of signs.of('好👍👨‍👩‍👧', 'text')) expect(width).toBeGreaterThan(0.5);
		const { face } = signs.of('👍', 'text')[0]!;
		expect(face.font.glyphForCodePoint(0x1f44d).path.toSVG()).not.toBe('');
	});

	it('what no font has is said by its number, each letter of it', () => {
		expect(words('ꆈ').join('')).toBe('〔U+A188〕');
		expect(words('བོད').join('')).toBe('〔U+0F56〕〔U+0F7C〕〔U+0F51〕');
	});

	it('writes a name from right to left in its order, the words around it in theirs', () => {
		const line = [...'甲'].map((char) => ({ char, rtl: false }));
		const uyghur = ['ئادىل', ' ', 'مۇھەممەت', '،', 'ئۇيغۇر'].map((char) => ({
			char,
			rtl: /\p{L}/u.test(char)
		}));
		const drawn = inOrder([...line, ...uyghur, { char: '（', rtl: false }, ...line]);
		expect(drawn.map(({ char }) => char)).toEqual([
			'甲',
			'ئۇيغۇر',
			'،',
			'مۇھەممەت',
			' ',
			'ئادىل',
			'（',
			'甲'
		]);
	});
});

it('says which scripts are lacking, and single signs of none', () => {
	expect(lackingFrom('')).toBeNull();
	expect(lackingFrom('ᠮᠣꆈ𬂩')).toEqual({ scripts: ['Mong', 'Yiii'], signs: ['𬂩'] });
});
