/** What the room knows of the text of agreement: who may say what, how it is decided, what leaves. */
import type { RulesOf } from '../registry.ts';
import { DESK, OFFICE, SPEAKERS } from '../role-groups.ts';
import { decideAgreements } from './decide.ts';
import { signatureOf } from './agreements.ts';
import { agreementsDisclosure } from './disclosure.ts';
import { agreementsFacts } from './facts.ts';
import { bindSignature, eraseSignature } from './rows.ts';
import { agreementsCommands } from './schema.ts';

export const agreementsRules: RulesOf<'agreements'> = {
	commands: agreementsCommands,
	permits: {
		'agreements.draft': { any: DESK },
		'agreements.offer': { any: DESK },
		'agreements.take-back': { any: DESK },
		'agreements.sign': { self: SPEAKERS },
		'agreements.differ': { self: SPEAKERS },
		'agreements.withdraw': { self: SPEAKERS },
		'agreements.on-paper': { others: DESK },
		'agreements.photo': { any: DESK },
		'agreements.erase-photo': { any: OFFICE },
		'agreements.erase-signature': { self: SPEAKERS, others: OFFICE }
	},
	decide: decideAgreements,
	erases: ['agreements.erase-photo', 'agreements.erase-signature'],
	facts: agreementsFacts,
	// Kept for years with the text they belong to: a key beside the database would be missing in a backup.
	lots: { 'agreement-signatures': 'plain', 'agreement-photos': 'plain' },
	// That there is one everybody knows from the state; the picture comes by a door of its own.
	touches: () => ({}),
	disclosure: agreementsDisclosure,
	tookPart: ({ agreements }, _hidden, seat) => signatureOf(agreements.offered, seat) !== undefined,
	onBound: (hidden, guest, seat) => bindSignature(hidden.lots['agreement-signatures'], guest, seat),
	onForget: (hidden, seat) =>
		hidden.lots['agreement-signatures'].has(seat) ? [eraseSignature(seat)] : [],
	leaving(event) {
		switch (event.type) {
			case 'agreements.photo-erased':
			case 'agreements.signature-erased':
			case 'agreements.taken-back':
				return { forGood: true };
			default:
				return {};
		}
	}
};
