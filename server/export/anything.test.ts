/** Whatever was typed, every export comes out and is well formed. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyPaper, faultOf, paperOf, typed } from '../../tests/hostile.ts';
import { fileHeader } from './answer.ts';
import { Fonts } from './fonts.ts';

const fonts = new Fonts('zh-Hans', []);

it('DOCX, PDF, Markdown and pictures of anything: none fails, all are well formed', async () => {
	const draw = async (paper: ReturnType<typeof paperOf>) => {
		expect(await faultOf(paper, fonts)).toBeNull();
	};
	await fc.assert(fc.asyncProperty(anyPaper, draw), { numRuns: 6 });
	await draw(paperOf([`a${'𠮷'.repeat(45)}`], 'zh-Hans'));
});

it('the name of a file fits everywhere, whatever the meeting is called', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				typed,
				typed.map((text) => text.repeat(40))
			),
			(title) => {
				const header = fileHeader(title, '110411', 'docx');
				expect(header).toMatch(/^[\x20-\x7e]+$/u);
				const whole = decodeURIComponent(/filename\*=UTF-8''(.*)$/u.exec(header)![1]!);
				expect(Buffer.byteLength(whole)).toBeLessThanOrEqual(250);
				expect(whole).not.toMatch(/[\\/:*?"<>|\n]/u);
			}
		),
		{ numRuns: 300 }
	);
	expect(decodeURIComponent(fileHeader(`a${'𠮷'.repeat(45)}`, '110411', 'pdf'))).toContain(
		`a${'𠮷'.repeat(45)}`
	);
});
