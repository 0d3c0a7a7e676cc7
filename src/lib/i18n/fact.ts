/**
 * Facts of the minutes in sentences, in the language now shown: the record, the exports and the
 * editor's fact blocks all say them with these words (A24). Names and typed texts are given by
 * functions, so that each reader gets the names that they may see (L18).
 */
import type { CardGroup } from '#lib/meeting/cards/facts.ts';
import type { FactKind, Happening, MinutesFact } from '#lib/meeting/registry.ts';
import type { Heads } from '#lib/meeting/attendance/view.ts';
import type { ItemName } from '#lib/meeting/agenda/facts.ts';
import type { SeatId, TextRef } from '#lib/meeting/names.ts';
import { sayLength } from './length.ts';
import { m } from './paraglide/messages.js';
import { getLocale } from './paraglide/runtime.js';
import { sayPoint, sayRuling, sayStance, sayWay } from './queue-reason.ts';
import { channelName } from './seat-words.ts';
import { sayWhen } from './when.ts';

/** How this reader knows people and typed texts. */
export interface Words {
	/** The name, or what stands for it: a seat number, 已删除. */
	name(seat: SeatId): string;
	/** The words; 已删除 where they were erased. */
	text(ref: TextRef): string;
}

const KINDS: Record<FactKind, () => string> = {
	speech: m.fact_kind_speech,
	decision: m.fact_kind_decision,
	task: m.fact_kind_task,
	procedure: m.fact_kind_procedure
};

/** 发言, 决定, 任务, 程序 (A25). */
export function sayFactKind(kind: FactKind): string {
	return KINDS[kind]();
}

/** Who acted, where it can be the organiser, who has no seat. */
export function officeName(by: string, words: Pick<Words, 'name'>): string {
	return by === 'organiser' ? m.roll_role_organiser() : words.name(by);
}

/** One fact in a sentence or two. What people typed themselves is in `factQuotes`. */
export function factSentence(fact: MinutesFact | Happening, words: Words): string {
	switch (fact.what) {
		case 'opened':
			return fact.chair ? m.fact_opened_by({ name: words.name(fact.chair) }) : m.fact_opened();
		case 'closed':
			return together(m.fact_closed(), sayHeads(fact.heads));
		case 'stage':
			return together(
				...(fact.heads ? [sayHeads(fact.heads)] : []),
				...(fact.acks ? [m.fact_acks(fact.acks)] : []),
				STAGE[fact.how]({ title: fact.title[getLocale()] })
			);
		case 'came': {
			const who = { name: words.name(fact.seat), channel: channelName(fact.channel) };
			return fact.late ? m.fact_came_late(who) : m.fact_came(who);
		}
		case 'left':
			return m.fact_left({ name: words.name(fact.seat) });
		case 'returned':
			return m.fact_returned({ name: words.name(fact.seat) });
		case 'excused':
			return m.fact_excused({ name: words.name(fact.seat) });
		case 'unit':
			return UNIT[fact.status]({ name: words.text(fact.name) });
		case 'chair': {
			const to = words.name(fact.to);
			if (fact.from === null) return m.fact_chair_new({ to });
			return m.fact_chair({ from: words.name(fact.from), to });
		}
		case 'turn':
			return sayTurn(fact, words);
		case 'passed':
			return m.fact_passed({ name: words.name(fact.seat) });
		case 'ruling': {
			const ruling = sayRuling(fact.ruling);
			if (fact.seat === null || fact.point === null) return m.fact_ruling({ ruling });
			return m.fact_ruling_on({
				name: words.name(fact.seat),
				point: sayPoint(fact.point),
				ruling
			});
		}
		case 'moved':
			return m.fact_moved({ name: words.name(fact.seat), place: fact.place });
		case 'list':
			return fact.open ? m.fact_list_open() : m.fact_list_closed();
		case 'round':
			return m.fact_round({ n: fact.round });
		case 'item-opened':
			return (fact.again ? m.fact_item_again : m.fact_item_opened)({
				number: fact.number,
				title: words.text(fact.title)
			});
		case 'item-closed': {
			const length = sayLength(fact.spent);
			return (fact.paused ? m.fact_item_paused : m.fact_item_closed)({
				number: fact.number,
				title: words.text(fact.title),
				length
			});
		}
		case 'agenda': {
			const titles = (items: ItemName[]) =>
				items.map(({ number, title }) => `${number} ${words.text(title)}`.trim()).join('；');
			return together(
				...(fact.added.length > 0 ? [m.fact_agenda_added({ titles: titles(fact.added) })] : []),
				...(fact.withdrawn.length > 0
					? [m.fact_agenda_withdrawn({ titles: titles(fact.withdrawn) })]
					: [])
			);
		}
		case 'proposal': {
			const title = words.text(fact.title);
			const said = m.fact_proposal({ name: words.name(fact.seat), title });
			return fact.answer ? together(said, PROPOSAL[fact.answer.how]()) : said;
		}
		case 'cards-asked':
			return m.fact_cards_asked({ question: words.text(fact.question) });
		case 'cards-shown':
			return m.fact_cards_shown({
				cards: fact.cards,
				people: fact.people,
				papers: fact.papers
			});
		case 'cards-result':
			return together(
				m.fact_cards_result({ groups: fact.groups.map((one) => sayGroup(one, words)).join('；') }),
				...(parkedIn(fact) > 0 ? [m.fact_cards_parked({ n: parkedIn(fact) })] : [])
			);
		case 'note':
			return m.fact_note({ stage: fact.stage[getLocale()] });
		case 'reminder':
			return m.fact_reminder({ words: REMINDER[fact.reminder]() });
		case 'calm':
			return m.fact_calm({ minutes: fact.minutes });
		case 'objections':
			return m.fact_objections({ until: sayWhen(fact.until) });
		case 'objection': {
			const name = words.name(fact.seat);
			const said = fact.by
				? m.fact_objection_phone({ name, by: officeName(fact.by, words) })
				: m.fact_objection({ name });
			if (!fact.answer) return said;
			return together(said, fact.answer.agreed ? m.fact_agreed() : m.fact_declined());
		}
	}
}

/** Cards of this result that were noted aside. */
function parkedIn({
	parked,
	parkedMore = 0
}: Extract<Happening, { what: 'cards-result' }>): number {
	return parked.length + parkedMore;
}

/** 2. 门槛太高（12张，35点） */
export function sayGroup(
	{ number, name, cards, more = 0, points }: CardGroup,
	words: Words
): string {
	const n = cards.length + more;
	const said = { number, name: name ? words.text(name) : m.fact_cards_unnamed(), n };
	return points === null
		? m.fact_cards_group({ ...said })
		: m.fact_cards_weighed({ ...said, points });
}

/** What people typed themselves as part of a fact: a written speech, a reason, a ruling's words. */
export function factQuotes(fact: MinutesFact | Happening, words: Words): string[] {
	return typedIn(fact).map((ref) => words.text(ref));
}

function typedIn(fact: Happening): TextRef[] {
	switch (fact.what) {
		case 'turn':
			return fact.written;
		case 'stage':
			return fact.reason ? [fact.reason] : [];
		case 'ruling':
			return fact.words ? [fact.words] : [];
		case 'cards-result':
			return [...fact.groups.flatMap(({ cards }) => cards), ...fact.parked];
		case 'note':
			return [fact.text];
		case 'proposal':
			return fact.answer?.reason ? [fact.answer.reason] : [];
		case 'objection':
			return fact.answer ? [fact.text, fact.answer.text] : [fact.text];
		default:
			return [];
	}
}

const STAGE = {
	next: m.fact_stage_next,
	back: m.fact_stage_back,
	skip: m.fact_stage_skip,
	force: m.fact_stage_force
};

const PROPOSAL = {
	accepted: m.fact_proposal_accepted,
	merged: m.fact_proposal_merged,
	declined: m.fact_proposal_declined,
	'taken-back': m.fact_proposal_taken_back
};

const UNIT = {
	invited: m.fact_unit_invited,
	came: m.fact_unit_came,
	leave: m.fact_unit_leave,
	absent: m.fact_unit_absent
};

const REMINDER = {
	'off-topic': m.runsheet_reminded_off_topic,
	civil: m.runsheet_reminded_civil,
	overtime: m.runsheet_reminded_overtime
};

type Turned = Extract<Happening, { what: 'turn' }>;

/** Who, through which channel, for or against, how long. */
function sayTurn(fact: Turned, words: Words): string {
	const how = [
		sayWay(fact.channel),
		...(fact.writing ? [sayWay('written')] : []),
		...(fact.stance === 'order' || fact.stance === 'none' ? [] : [sayStance(fact.stance)]),
		...(fact.by ? [m.queue_entered_by({ name: words.name(fact.by) })] : []),
		...(fact.speaksFor > 0 ? [m.queue_speaks_for({ n: fact.speaksFor })] : [])
	].join(' · ');
	const who = { name: words.name(fact.seat), how };
	if (fact.point) return m.fact_point({ ...who, point: sayPoint(fact.point) });
	if (fact.spent === null) return fact.response ? m.fact_response_now(who) : m.fact_turn_now(who);
	const length = sayLength(fact.spent);
	return fact.response ? m.fact_response({ ...who, length }) : m.fact_turn({ ...who, length });
}

function sayHeads({ due, present, hall, online, phone, leave }: Heads): string {
	const parts = [
		m.attendance_hall({ n: hall }),
		m.attendance_online({ n: online }),
		...(phone > 0 ? [m.attendance_phone({ n: phone })] : []),
		...(leave > 0 ? [m.attendance_on_leave({ n: leave })] : [])
	].join(' · ');
	return m.fact_heads({ due, present, parts });
}

/** Sentences one after the other; Chinese ones stand without a space. */
function together(...sentences: string[]): string {
	return sentences.join(getLocale() === 'en' ? ' ' : '');
}
