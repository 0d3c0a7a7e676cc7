/** A rule preset in a few words: 一次2分钟 · 每人2次 · 没说过的先说 (product §3, ④). */
import { m } from './paraglide/messages.js';
import type { RulePreset } from '#lib/meeting/queue/presets.ts';

/** Time, turns, then what orders the queue; the first three fit one line of a phone. */
export function formatRules(rules: RulePreset): string[] {
	return [
		formatTurn(rules),
		formatLimit(rules),
		...(rules.firstSpeakersFirst ? [m.runsheet_first_first()] : []),
		...(rules.alternate === 'yes' ? [m.runsheet_alternate()] : []),
		...(rules.alternate === 'strict' ? [m.runsheet_alternate_sides()] : []),
		...(rules.roundRobin ? [m.runsheet_round_robin()] : []),
		...(rules.residentsFirst ? [m.runsheet_residents_first()] : []),
		...(rules.chairNeutral ? [m.runsheet_chair_neutral()] : []),
		...(rules.askSeconds ? [m.runsheet_limit_ask({ n: rules.askSeconds / 60 })] : []),
		...(rules.opinionSeconds ? [m.runsheet_limit_opinion({ n: rules.opinionSeconds / 60 })] : []),
		...(rules.soft ? [m.runsheet_limit_soft()] : [])
	];
}

function formatTurn({ turnSeconds }: RulePreset): string {
	return turnSeconds % 60 === 0
		? m.runsheet_limit_minutes({ n: turnSeconds / 60 })
		: m.runsheet_limit_seconds({ n: turnSeconds });
}

function formatLimit({ maxTurns, limitPer }: RulePreset): string {
	if (maxTurns === null) return m.runsheet_limit_none();
	if (limitPer === 'side') return m.runsheet_limit_side({ n: maxTurns });
	if (limitPer === 'round') return m.runsheet_limit_round({ n: maxTurns });
	return m.runsheet_limit_item({ n: maxTurns });
}
