/** 调解协议: the clauses that both sides have signed, and who has; the signatures themselves are on a paper of their own. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { FactOf } from '#lib/meeting/registry.ts';
import type { Block } from '../paper.ts';
import type { PaperOf } from '../papers.ts';
import { list, text, type Pen } from '../writing.ts';

type Settled = FactOf<'agreements', 'agreement-settled'>;

function agreementBlocks(pen: Pen): Block[] {
	const settled = pen.source.record.lines
		.flatMap(({ body }) => (body.is === 'fact' ? body.fact : []))
		.find((fact): fact is Settled => fact.what === 'agreement-settled');
	if (!settled) return [];
	const { clauses, seats, version: n } = settled;
	return [
		...list(clauses.map((one) => [{ text: pen.text(one) }])),
		text('fact', { text: m.fact_agreement_settled({ n, names: pen.names(seats) }) }),
		text('body', { text: m.agreements_is() })
	];
}

export default {
	parts: [{ order: 42, page: 'agreement', title: m.agreements_title, blocks: agreementBlocks }],
	facts: { 'agreement-settled': { untyped: () => true } }
} satisfies PaperOf<'agreements'>;
