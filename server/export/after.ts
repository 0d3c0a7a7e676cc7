/** What came after the meeting: comments of those who were not there, objections, corrections. */
import { sayWayOf } from '#lib/i18n/answer-way.ts';
import { factSentence } from '#lib/i18n/fact.ts';
import { officeName } from '#lib/i18n/fact-words.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { sayWhen } from '#lib/i18n/when.ts';
import type { MinutesFact } from '#lib/meeting/registry.ts';
import type { Block } from './paper.ts';
import { text, type Pen } from './writing.ts';

export function absenteeBlocks(pen: Pen): Block[] {
	const { answers, withheld } = pen.source.record;
	const blocks = answers.flatMap((answer) => {
		const { name, text: said, reply, dueAt } = answer;
		const how = sayWayOf(answer, pen);
		return [
			text('turn', { text: m.export_said({ name: pen.maybe(name), how, text: pen.maybe(said) }) }),
			text('said', {
				text: reply
					? m.export_reply({ text: pen.text(reply.text) })
					: m.export_reply_due({ time: sayWhen(dueAt, 0) })
			})
		];
	});
	if (withheld > 0) blocks.push(text('body', { text: m.export_withheld({ n: withheld }) }));
	return blocks;
}

const about = (fact: number | null) => (fact === null ? '' : m.export_about({ seq: fact }));

export function protestBlocks(pen: Pen): Block[] {
	return pen.source.record.lines.flatMap(({ body }) => {
		if (body.is !== 'fact') return [];
		const { fact } = body;
		if (fact.what === 'objections') return [text('body', { text: factSentence(fact, pen) })];
		if (fact.what !== 'objection') return [];
		const words = pen.text(fact.text) + about(fact.fact);
		const name = pen.name(fact.seat);
		const how = fact.by && m.record_how_phone_by({ name: officeName(fact.by, pen) });
		return [
			text('turn', {
				text: how
					? m.export_said({ name, how, text: words })
					: m.export_protest({ name, text: words })
			}),
			text('said', { text: answerTo(fact, pen) })
		];
	});
}

function answerTo({ answer }: Extract<MinutesFact, { what: 'objection' }>, pen: Pen): string {
	if (!answer) return m.export_protest_open();
	const said = answer.agreed ? m.export_protest_agreed : m.export_protest_declined;
	return m.export_reply({ text: said({ text: pen.text(answer.text) }) });
}

/** Signed by who made them; the sealed text stays as it is (F26). */
export function errataBlocks(pen: Pen): Block[] {
	return pen.source.minutes.errata.map(({ at, by, fact, text: said }) =>
		text('body', {
			text: m.export_erratum({
				time: sayWhen(at, 0),
				name: by === 'organiser' ? m.roll_role_organiser() : pen.name(by),
				about: about(fact),
				text: pen.text(said)
			})
		})
	);
}
