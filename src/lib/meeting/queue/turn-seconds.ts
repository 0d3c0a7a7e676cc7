/** How long somebody may speak. */
import type { RulePreset } from './presets.ts';
import type { Seat } from '../roll/roll.ts';
import type { Stance } from './queue.ts';

/**
 * Seconds of one turn by these rules: 提问, 补充 and 意见 may be shorter than a turn (requirements 3.6).
 */
export function secondsFor(
	{
		turnSeconds,
		askSeconds,
		opinionSeconds
	}: Pick<RulePreset, 'turnSeconds' | 'askSeconds' | 'opinionSeconds'>,
	stance: Stance
): number {
	if (stance === 'opinion') return opinionSeconds ?? turnSeconds;
	return stance === 'ask' || stance === 'add' ? (askSeconds ?? turnSeconds) : turnSeconds;
}

/** How long a turn is, ms: half as long again for who needs it (S35). Whole, whatever the rules say. */
export function turnLength(seconds: number, seat: Pick<Seat, 'moreTime'> | undefined): number {
	return seat?.moreTime ? seconds * 1500 : seconds * 1000;
}
