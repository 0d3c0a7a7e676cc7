/** How the speaking was spread, in words: residents and officials apart (S5.15, R12), and by role (S4.17, R6). */
import type { Fairness } from '#lib/meeting/queue/fairness.ts';
import { roleName } from './seat-words.ts';
import { m } from './paraglide/messages.js';

/** 居民占78%，干部占22%; '' where no official has spoken. */
export function formatOfficials({ officials }: Pick<Fairness, 'officials'>): string {
	const percent = (official: boolean) =>
		officials.find(({ key }) => key === official)?.percent ?? 0;
	if (!officials.some(({ key }) => key)) return '';
	return m.queue_fairness_officials({ residents: percent(false), officials: percent(true) });
}

/** 参会人占80% · 专家、顾问占20%; '' where all who spoke have the same role. */
export function formatRoles({ roles }: Pick<Fairness, 'roles'>): string {
	if (roles.length < 2) return '';
	// The name of a role may be a row itself: 专家、顾问.
	return roles
		.map(({ key, percent }) => m.queue_fairness_role({ role: roleName(key), percent }))
		.join(' · ');
}

/** 1位的发言时间按1.5倍; '' where nobody's is. */
export function formatLonger({ longer }: Pick<Fairness, 'longer'>): string {
	return longer > 0 ? m.queue_fairness_longer({ n: longer }) : '';
}
