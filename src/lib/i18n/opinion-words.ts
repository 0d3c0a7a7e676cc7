/** What became of suggestions, and what somebody sees otherwise, in words. */
import type { NumberedDissent } from '#lib/meeting/outcomes/dissents.ts';
import type { Dissent, Verdict } from '#lib/meeting/outcomes/outcomes.ts';
import type { Suggestion } from '#lib/meeting/outcomes/suggestions.ts';
import type { OutcomeReader } from './outcome-words.ts';
import { m } from './paraglide/messages.js';

const VERDICT: Record<Verdict, () => string> = {
	adopted: m.outcomes_adopted,
	partly: m.outcomes_partly,
	declined: m.outcomes_declined
};
/** 采纳, 部分采纳, 未采纳. */
export function formatVerdict(verdict: Verdict): string {
	return VERDICT[verdict]();
}

/** Who sees it otherwise; that they gave no name. */
export function formatDissenter({ seat }: Dissent, { name }: Pick<OutcomeReader, 'name'>): string {
	return seat === null ? m.outcomes_dissent_unnamed() : name(seat);
}

/** 部分采纳。理由; 采纳，成了第2条结果; that nobody has answered yet. */
export function formatAnswer({ verdict, reason, n }: Suggestion, reader: OutcomeReader): string {
	if (verdict === null) return m.outcomes_unanswered();
	const said = formatVerdict(verdict);
	if (reason) return m.outcomes_verdict_said({ verdict: said, reason: reader.text(reason) });
	return n === null ? said : m.outcomes_verdict_result({ verdict: said, n });
}

/** 对第2条 · 杨振东：担心油烟, and what was answered. */
export function formatDissent(
	one: NumberedDissent,
	reader: OutcomeReader
): { said: string; reply: string; settled: string } {
	const about = one.n === null ? '' : `${m.outcomes_dissent_to({ n: one.n })} · `;
	const who = formatDissenter(one, reader);
	return {
		said: about + m.outcomes_dissent_said({ who, text: reader.text(one.text) }),
		reply: one.reply
			? m.outcomes_reply_said({ text: reader.text(one.reply.text) })
			: m.outcomes_reply_waiting(),
		settled: one.settledAt === null ? '' : m.outcomes_settled()
	};
}
