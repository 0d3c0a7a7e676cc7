/**
 * A paper as Markdown: the same words in the same order. What people typed can't become markup: every
 * mark of theirs is escaped (B29).
 */
import { wordsOf, type Block, type Paper, type Phrase } from './paper.ts';

export function markdown(paper: Paper): string {
	const head = [
		...(paper.body ? [escaped(paper.body)] : []),
		`# ${escaped(oneLine(paper.title))}`,
		escaped(paper.status),
		paper.facts.map(([label, value]) => `- **${escaped(label)}** ${lines(value, '  ')}`).join('\n')
	];
	return `${[...head, ...paper.blocks.map(block).filter(Boolean), '---', escaped(paper.foot)].join('\n\n')}\n`;
}

function block(one: Block): string {
	switch (one.is) {
		case 'heading':
			return `${'#'.repeat(one.level + 1)} ${escaped(oneLine(one.text))}`;
		case 'text': {
			if (one.as === 'hash') return `\`${wordsOf(one.words).replace(/[^0-9a-z]/giu, '')}\``;
			return one.as === 'said' ? `> ${phrase(one.words, '> ')}` : phrase(one.words, '');
		}
		case 'list':
			return one.items
				.map((item, index) => `${one.ordered ? `${index + 1}.` : '-'} ${phrase(item, '   ')}`)
				.join('\n');
		// Its words follow.
		case 'picture':
			return '';
		case 'signature':
		case 'photo':
			return `*${escaped(one.alt)}*`;
		case 'qr':
			return `${phrase(one.words, '')}\n\n<${one.link}>`;
		case 'table':
			return [one.head, one.head.map(() => '---'), ...one.rows]
				.map((row, index) => `| ${row.map(index === 1 ? String : cell).join(' | ')} |`)
				.join('\n');
	}
}

function phrase(words: Phrase, prefix: string): string {
	return words
		.map(({ text, bold, struck }) => {
			const inside = text.trim();
			const mark = bold ? '**' : struck ? '~~' : '';
			// Marks must touch their words.
			if (mark === '' || inside === '') return lines(text, prefix);
			const before = text.slice(0, text.length - text.trimStart().length);
			const after = text.slice(text.trimEnd().length);
			return `${before}${mark}${lines(inside, prefix)}${mark}${after}`;
		})
		.join('');
}

/** Line breaks stay line breaks inside the block they stand in. */
function lines(text: string, prefix: string): string {
	return text.split('\n').map(escaped).join(`\\\n${prefix}`);
}

function cell(text: string): string {
	return escaped(text).replaceAll('\n', '<br>');
}

function oneLine(text: string): string {
	return text.replaceAll('\n', ' ');
}

/** Words that are only words to a Markdown reader, wherever in a line they stand. */
function escaped(text: string): string {
	return text
		.replace(/[\\`*_{}[\]<>#|~!$&@^=+]/gu, '\\$&')
		.replace(
			/^([^\S\n\r\u2028\u2029]*)(-|(?:\d+)(?=[.)](?:\s|$)))/gmu,
			(_, space: string, mark: string) => (mark === '-' ? `${space}\\-` : `${space}${mark}\\`)
		)
		.replace(/\b(https?|ftp|mailto|javascript|data)(:)/giu, '$1\\$2')
		.replace(/\bwww\./giu, 'www\\.');
}
