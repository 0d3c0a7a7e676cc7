/** ④ by number: 1 已知道; 8 afterwards, where 1 is a hand whenever hands are taken. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { ClerkActions } from '../clerk-actions.ts';
import { getOwn } from '../get-own.ts';
import type { MeetingState } from '../registry.ts';
import { stageNow } from './runsheet.ts';

function rulesReached({ runsheet: { stages, stageId: at } }: MeetingState): boolean {
	const rules = stages.findIndex((stage) => stage.kind === 'rules');
	return rules >= 0 && stages.findIndex((stage) => stage.id === at) >= rules;
}

export default {
	inRoom(state, seat) {
		const known = getOwn(state.runsheet.acks, seat.id) !== undefined;
		if (!seat.votes || known || !rulesReached(state)) return [];
		return [
			{
				digit: stageNow(state.runsheet)?.kind === 'rules' ? 1 : 8,
				action: 'acknowledge',
				label: m.clerk_knows,
				command: { type: 'runsheet.acknowledge', seat: seat.id },
				why: null
			}
		];
	}
} satisfies ClerkActions;
