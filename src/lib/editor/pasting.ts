/**
 * What is pasted into the minutes: lines, lists, headings, bold, rows of tables; from plain text lines and
 * rows. What was copied in an editor of ours comes back as it was.
 */
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { pastedDocument, pastedLines, plainLines, type PastedLine } from '#lib/ui/clipboard.ts';

export const Pasting = Extension.create({
	name: 'pasting',
	addProseMirrorPlugins() {
		return [
			new Plugin({
				key: new PluginKey('pasting'),
				props: {
					transformPastedHTML(html) {
						if (html.includes('data-pm-slice')) return html;
						return htmlOf(pastedLines(pastedDocument(html)));
					},
					transformPastedText: (text) => plainLines(text).join('\n')
				}
			})
		];
	}
});

/** The lines in the few elements that the editor knows. */
export function htmlOf(lines: readonly PastedLine[]): string {
	const parts: string[] = [];
	/** Open lists, the outermost first. */
	const open: string[] = [];
	const close = (depth: number) => {
		while (open.length > depth) parts.push(`</li></${open.pop()}>`);
	};
	for (const { runs, heading, depth, ordered, more } of lines) {
		const list = ordered ? 'ol' : 'ul';
		close(depth);
		if (depth > 0 && open.length === depth) {
			if (open.at(-1) !== list) close(depth - 1);
			else if (!more) parts.push('</li><li>');
		}
		while (open.length < depth) {
			parts.push(`<${list}><li>`);
			open.push(list);
		}
		const name = depth === 0 && heading > 0 ? `h${heading}` : 'p';
		const words = runs.map(({ text, bold }) =>
			bold ? `<strong>${escaped(text)}</strong>` : escaped(text)
		);
		parts.push(`<${name}>${words.join('')}</${name}>`);
	}
	close(0);
	return parts.join('');
}

function escaped(text: string): string {
	return text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');
}
