/** The agenda in words: kinds of items, their time, and what became of a proposal. */
import { formatLength } from './length.ts';
import { m } from './paraglide/messages.js';
import type { AgendaState, ItemKind, Proposal } from '#lib/meeting/agenda/agenda.ts';
import type { ItemView } from '#lib/meeting/agenda/view.ts';

const KINDS: Record<ItemKind, () => string> = {
	speech: m.agenda_kind_speech,
	cards: m.agenda_kind_cards,
	vote: m.agenda_kind_vote,
	options: m.agenda_kind_options,
	video: m.agenda_kind_video,
	notice: m.agenda_kind_notice
};

const STATUS: Record<ItemView['status'], () => string> = {
	done: m.agenda_status_done,
	now: m.agenda_status_open,
	rests: m.agenda_status_rests,
	next: m.agenda_status_next,
	waiting: m.agenda_status_waiting,
	paused: m.agenda_status_paused,
	withdrawn: m.agenda_status_withdrawn
};

/** 发言, 卡片 … */
export function kindName(kind: ItemKind): string {
	return KINDS[kind]();
}

/** 说完了, 正在说 … */
export function itemStatus(item: ItemView): string {
	return STATUS[item.status]();
}

/** 还有12分钟, 超了3分钟, 25分钟: whole minutes, the clock that counts is the speaker's; 已用19分20秒, as it is written down. */
export function itemTime(item: ItemView): string {
	const whole = (ms: number) => formatLength(Math.max(60_000, Math.ceil(ms / 60_000) * 60_000));
	if (item.status === 'done' || item.status === 'rests' || item.status === 'withdrawn')
		return m.agenda_spent({ time: formatLength(item.spent) });
	if (item.status !== 'now' && item.spent === 0) return m.agenda_minutes({ n: item.minutes });
	return item.left < 0
		? m.agenda_over({ time: whole(-item.left) })
		: m.agenda_left({ time: whole(item.left) });
}

/** What became of a proposal, in one line. */
export function proposalStatus(agenda: AgendaState, proposal: Proposal): string {
	const number = agenda.items.find((item) => item.id === proposal.item)?.number ?? '';
	switch (proposal.status) {
		case 'open':
			return m.agenda_proposal_open();
		case 'accepted':
			return number ? m.agenda_proposal_accepted({ number }) : m.agenda_proposal_gone();
		case 'merged':
			return number ? m.agenda_proposal_merged({ number }) : m.agenda_proposal_gone();
		case 'declined':
			return m.agenda_proposal_declined();
		case 'taken-back':
			return m.agenda_proposal_taken_back();
	}
}
