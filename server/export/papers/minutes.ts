/** The minutes on paper: what was tagged, objections, corrections. */
import { factSentence } from '#lib/i18n/fact.ts';
import { officeName } from '#lib/i18n/fact-words.ts';
import { formatOwner } from '#lib/i18n/minutes.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { formatWhen } from '#lib/i18n/when.ts';
import {
	minutesPhase,
	TAGS,
	type Erratum,
	type MinutesPhase
} from '#lib/meeting/minutes/minutes.ts';
import type { Instant } from '#lib/meeting/names.ts';
import type { MinutesFact } from '#lib/meeting/registry.ts';
import type { Block, Run } from '../paper.ts';
import type { PaperOf } from '../papers.ts';
import { tagName } from '../talk.ts';
import { list, phraseOf, second, text, type Pen } from '../writing.ts';

declare module '../papers.ts' {
	interface Told {
		minutes: {
			phase: MinutesPhase;
			/** Objections are taken until then. */
			until: Instant | null;
			/** Hash of the sealed copy. */
			sealed: { at: Instant; seq: number; hash: string } | null;
			errata: readonly Erratum[];
		};
	}
}

function tagBlocks(pen: Pen): Block[] {
	const { tagged } = pen.source.record;
	return TAGS.filter((tag) => tagged[tag].length > 0).flatMap((tag, index) => [
		second(index, tagName(tag)),
		...list(
			tagged[tag].map(({ seat, gist }) => [
				...whose(seat ? pen.name(seat) : gist.owner && formatOwner(gist.owner)),
				...phraseOf(gist.words, pen)
			])
		)
	]);
}

/** The name before what was said; nothing where nobody is named. */
const whose = (name: string | null): Run[] =>
	name === null ? [] : [{ text: name + m.export_colon(), bold: true }];
const about = (fact: number | null) => (fact === null ? '' : m.export_about({ seq: fact }));

function protestBlocks(pen: Pen): Block[] {
	return pen.source.record.lines.flatMap(({ body }) => {
		if (body.is !== 'fact') return [];
		const { fact } = body;
		if (fact.what === 'objections') return [text('body', { text: factSentence(fact, pen) })];
		if (fact.what !== 'objection') return [];
		const words = pen.text(fact.text) + about(fact.fact);
		const name = pen.name(fact.seat);
		const taken = fact.paper ? m.record_how_paper_by : m.record_how_phone_by;
		const how = fact.by && taken({ name: officeName(fact.by, pen) });
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
function errataBlocks(pen: Pen): Block[] {
	const after = pen.source.told.minutes.errata.filter(({ change }) => !change);
	return after.map(({ at, by, fact, text: said }) =>
		text('body', {
			text: m.export_erratum({
				time: formatWhen(at, 0),
				name: by === 'organiser' ? m.roll_role_organiser() : pen.name(by),
				about: about(fact),
				text: pen.text(said)
			})
		})
	);
}

export default {
	told(state, now) {
		const { until, sealed, errata } = state.minutes;
		return {
			phase: minutesPhase(state, now),
			until,
			sealed: sealed && { at: sealed.at, seq: sealed.seq, hash: sealed.hash },
			errata
		};
	},
	parts: [
		{ order: 30, title: m.export_tags, blocks: tagBlocks },
		{ order: 70, title: m.export_protests, blocks: protestBlocks },
		{ order: 80, title: m.export_errata, blocks: errataBlocks }
	],
	facts: { objections: { apart: true }, objection: { apart: true } }
} satisfies PaperOf<'minutes'>;
