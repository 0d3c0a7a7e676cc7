/** 制度牌: the stages and the speaking rules of this meeting, to be hung up in the hall (S5.42). */
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import type { Block } from '#server/export/paper.ts';
import { list } from '#server/export/writing.ts';
import type { NoticePaper, NoticePen } from '../notice-pen.ts';

export function wallChart({ state }: NoticePen, sheet?: 'A3'): NoticePaper {
	const locale = getLocale();
	const { rules } = state.plan;
	const heading = (text: string): Block => ({ is: 'heading', level: 1, text });
	return {
		title: m.notice_chart_title(),
		blocks: [
			heading(m.notice_chart_stages()),
			...list(state.runsheet.stages.map(({ title }) => [{ text: title[locale] }])),
			...(rules
				? [
						heading(rules.name[locale]),
						...list(rules.lines.map((line) => [{ text: line[locale] }]))
					]
				: [])
		],
		onePage: true,
		grows: true,
		...(sheet ? { sheet } : {})
	};
}
