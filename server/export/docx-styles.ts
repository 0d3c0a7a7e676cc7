/** Faces, sizes and paragraph styles of the Word document. */
import {
	AlignmentType,
	LevelFormat,
	LineRuleType,
	type INumberingOptions,
	type IFontAttributesProperties,
	type IParagraphStyleOptions,
	type IStylesOptions
} from 'docx';
import type { Paper } from './paper.ts';

type Language = Paper['language'];

/** Millimetres in twentieths of a point. */
export function twips(mm: number): number {
	return Math.round((mm / 25.4) * 1440);
}

/** 字号 in half points: 二号 22 pt, 三号 16 pt, 四号 14 pt, 小四 12 pt, 五号 10.5 pt. */
export const SIZE = { two: 44, three: 32, four: 28, smallFour: 24, five: 21 } as const;

/** 28 pt from line to line. */
const LINE = { line: 560, lineRule: LineRuleType.EXACT } as const;

type Face = IFontAttributesProperties;
interface Faces {
	title: Face;
	text: Face;
	head: Face;
	second: Face;
	table: Face;
}

/** Latin and digits stand in Times; Chinese in the face that official papers want there. */
export function faces(language: Language): Faces {
	const face = (chinese: string): Face => ({
		ascii: 'Times New Roman',
		hAnsi: 'Times New Roman',
		cs: 'Times New Roman',
		eastAsia: chinese
	});
	// Taiwan's official papers stand in 標楷體 throughout.
	if (language === 'zh-Hant') {
		const kai = face('標楷體');
		return { title: kai, text: kai, head: kai, second: kai, table: kai };
	}
	return {
		// 小标宋 is on few computers; 宋体 in bold is nearest and on most.
		title: face('宋体'),
		text: face('仿宋'),
		head: face('黑体'),
		second: face('楷体'),
		table: face('宋体')
	};
}

const EAST = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW', en: 'zh-CN' } as const;

/** Real styles, so that a secretary can change all of a kind at once. */
export function styles(language: Language): IStylesOptions {
	const font = faces(language);
	const chinese = language !== 'en';
	const lang = { value: chinese ? EAST[language] : 'en-GB', eastAsia: EAST[language] };
	const size = chinese ? SIZE.three : SIZE.smallFour;
	const line = chinese ? LINE : { line: 340, lineRule: LineRuleType.EXACT };
	const both = AlignmentType.BOTH;
	const indent = { firstLine: chinese ? 640 : 0 };
	const style = (
		id: string,
		name: string,
		run: IParagraphStyleOptions['run'],
		paragraph: IParagraphStyleOptions['paragraph']
	) => ({ id, name, basedOn: 'Normal', quickFormat: true, run, paragraph });
	const heading = (face: Face, before: number) => ({
		run: { font: face, size, bold: language !== 'zh-Hans', color: '000000' },
		paragraph: { spacing: { ...line, before }, indent, keepNext: true }
	});
	const small = { font: font.table, size: SIZE.five };
	return {
		default: {
			document: { run: { font: font.text, size, language: lang } },
			title: {
				run: { font: font.title, size: SIZE.two, bold: true, color: '000000' },
				paragraph: {
					alignment: AlignmentType.CENTER,
					spacing: { line: 700, lineRule: LineRuleType.AT_LEAST, after: 120 },
					keepNext: true
				}
			},
			heading1: heading(font.head, 240),
			heading2: heading(font.second, 80)
		},
		paragraphStyles: [
			style(
				'Host',
				'Host',
				{ font: font.text, size },
				{
					alignment: AlignmentType.CENTER,
					spacing: line
				}
			),
			style(
				'Status',
				'Status',
				{ font: font.second, size: SIZE.four },
				{
					alignment: AlignmentType.CENTER,
					spacing: { ...line, after: 240 }
				}
			),
			style('BodyText', 'Body Text', {}, { alignment: both, spacing: line, indent }),
			style('Turn', 'Turn', {}, { alignment: both, spacing: line, indent, keepNext: true }),
			style('Said', 'Said', {}, { alignment: both, spacing: line, indent }),
			style(
				'Fact',
				'Fact',
				{ font: font.second, size: chinese ? SIZE.four : 22 },
				{
					alignment: both,
					spacing: line,
					indent
				}
			),
			style(
				'Hash',
				'Hash',
				{ font: 'Courier New', size: SIZE.five },
				{
					alignment: AlignmentType.LEFT,
					spacing: { line: 320, lineRule: LineRuleType.EXACT },
					indent: { left: chinese ? 640 : 0 }
				}
			),
			style('ListParagraph', 'List Paragraph', {}, { alignment: both, spacing: line }),
			style(
				'TableText',
				'Table Text',
				{ font: font.table, size: SIZE.smallFour },
				{
					spacing: { line: 300, lineRule: LineRuleType.AUTO }
				}
			),
			style(
				'TableHead',
				'Table Head',
				{ font: font.head, size: SIZE.smallFour, bold: !chinese },
				{
					spacing: { line: 300, lineRule: LineRuleType.AUTO }
				}
			),
			style('Small', 'Small', small, {}),
			style('Gap', 'Gap', { size: 12 }, { spacing: { line: 160, lineRule: LineRuleType.EXACT } })
		]
	};
}

/** Lists number themselves, each from 1. */
export function numbering({ language }: Paper): INumberingOptions {
	const chinese = language !== 'en';
	// The number takes the place of the first two characters; the next lines begin at the margin.
	const indent = chinese ? { left: 0, firstLine: 640 } : { left: 480, hanging: 480 };
	const level = (format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) => ({
		level: 0,
		format,
		text,
		suffix: chinese ? ('nothing' as const) : ('tab' as const),
		alignment: AlignmentType.LEFT,
		style: { paragraph: { indent } }
	});
	return {
		config: [
			{ reference: 'numbers', levels: [level(LevelFormat.DECIMAL, chinese ? '%1．' : '%1.')] },
			{ reference: 'dots', levels: [level(LevelFormat.BULLET, '·')] }
		]
	};
}
