/** Facts of the text of agreement in sentences. */
import { formatSigningWay } from '../agreement-words.ts';
import type { FactWords } from '../fact-words.ts';
import { formatList } from '../list.ts';
import { m } from '../paraglide/messages.js';

export default {
	facts: {
		'agreement-offered': {
			sentence: ({ version: n, clauses }) => m.fact_agreement_offered({ n, clauses })
		},
		'agreement-taken-back': {
			sentence: ({ version: n, signed }) =>
				signed === 0
					? m.fact_agreement_taken_back_unsigned({ n })
					: m.fact_agreement_taken_back({ n, signed })
		},
		'agreement-signed': {
			sentence: ({ version: n, seat, way }, words) =>
				m.fact_agreement_signed({ n, name: words.name(seat), way: formatSigningWay(way) })
		},
		'agreement-withdrawn': {
			sentence: ({ version: n, seat }, words) =>
				m.fact_agreement_withdrawn({ n, name: words.name(seat) })
		},
		'agreement-settled': {
			sentence: ({ version: n, seats }, words) =>
				m.fact_agreement_settled({
					n,
					names: formatList(seats.map((seat) => words.name(seat)))
				}),
			quotes: ({ clauses }) => clauses
		}
	}
} satisfies FactWords<'agreements'>;
