/** What the minutes tell of the text of agreement; its clauses once both sides have signed it. Rule [AG14]. */
import type { FactsOf } from '../registry.ts';

export const agreementsFacts: FactsOf<'agreements'> = {
	of(before, event, after) {
		const text = after.agreements.offered;
		if (!text) return null;
		const { version, clauses, signatures } = text;
		switch (event.type) {
			case 'agreements.offered':
				return { what: 'agreement-offered', version, clauses: clauses.length };
			case 'agreements.taken-back':
				return { what: 'agreement-taken-back', version, signed: event.body.signed };
			case 'agreements.withdrawn':
				return { what: 'agreement-withdrawn', seat: event.body.seat, version };
			case 'agreements.signed': {
				const { seat, way } = event.body;
				if (!event.body.settles) return { what: 'agreement-signed', seat, version, way };
				const seats = signatures.map((one) => one.seat);
				return { what: 'agreement-settled', version, seats, clauses, kind: 'decision' };
			}
			default:
				return null;
		}
	},
	rows: {
		'agreement-offered': {},
		'agreement-taken-back': {},
		'agreement-signed': {},
		'agreement-withdrawn': {},
		'agreement-settled': {}
	}
};
