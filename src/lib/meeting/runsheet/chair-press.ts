/** Parties are introduced and a pause ends by the chair's press. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { ChairPress } from '../chair-press.ts';

export default {
	calm: () => ({
		label: m.runsheet_calm_end(),
		command: { type: 'runsheet.calm', seconds: 0 }
	}),
	together: () => ({
		label: m.runsheet_caucus_end(),
		command: { type: 'runsheet.caucus', side: null }
	}),
	introduce({ seat }, _state, words) {
		const command = { type: 'runsheet.introduce', seat } as const;
		return { label: m.runsheet_introduce({ name: words.name(seat) }), command, clicker: command };
	}
} satisfies ChairPress;
