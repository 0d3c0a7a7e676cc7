/**
 * The chair's script in sentences. The keys come from `#lib/meeting/runsheet/script.ts`; they are
 * written out here so that a bundle holds no message that it does not use.
 */
import { formatList } from './list.ts';
import { itemOrdinal } from './ordinal.ts';
import { m } from './paraglide/messages.js';
import { getLocale, type Locale } from './paraglide/runtime.js';
import type { Press } from '#lib/meeting/runsheet/press.ts';
import type {
	About,
	Named,
	ScriptKey,
	ScriptLine,
	ScriptParams,
	WhoKey
} from '#lib/meeting/runsheet/script/line.ts';
import { formatTime } from './when.ts';

type Sentence = (params: never) => string;

const SENTENCES = {
	own: m.script_own,
	stage: m.script_stage,
	welcome: m.script_welcome,
	signin: m.script_signin,
	signin_alone: m.script_signin_alone,
	urgent: m.script_urgent,
	count: m.script_count,
	count_hall: m.script_count_hall,
	count_online: m.script_count_online,
	count_guests: m.script_count_guests,
	quorum_met: m.script_quorum_met,
	quorum_missing: m.script_quorum_missing,
	matter: m.script_matter,
	background: m.script_background,
	decides: m.script_decides,
	leaves: m.script_leaves,
	policies: m.script_policies,
	parties: m.script_parties,
	parties_only: m.script_parties_only,
	introduce: m.script_introduce,
	introduce_online: m.script_introduce_online,
	introduce_name: m.script_introduce_name,
	introduce_name_online: m.script_introduce_name_online,
	rules: m.script_rules,
	rules_ask: m.script_rules_ask,
	rules_missing: m.script_rules_missing,
	rules_waiting: m.script_rules_waiting,
	rules_all: m.script_rules_all,
	item: m.script_item,
	item_goal: m.script_item_goal,
	no_item: m.script_no_item,
	thanks: m.script_thanks,
	call: m.script_call,
	call_first: m.script_call_first,
	call_again: m.script_call_again,
	call_any: m.script_call_any,
	call_any_first: m.script_call_any_first,
	call_any_again: m.script_call_any_again,
	call_point: m.script_call_point,
	call_statement: m.script_call_statement,
	statements: m.script_statements,
	questions: m.script_questions,
	opinions: m.script_opinions,
	answer: m.script_answer,
	answer_any: m.script_answer_any,
	start: m.script_start,
	start_point: m.script_start_point,
	start_response: m.script_start_response,
	rule_point: m.script_rule_point,
	interrupt_point: m.script_interrupt_point,
	go_on: m.script_go_on,
	writing: m.script_writing,
	half_minute: m.script_half_minute,
	over: m.script_over,
	nobody: m.script_nobody,
	nobody_left: m.script_nobody_left,
	list_closed: m.script_list_closed,
	calm: m.script_calm,
	caucus: m.script_caucus,
	result: m.script_result,
	result_read: m.script_result_read,
	result_ask: m.script_result_ask,
	notice: m.script_notice,
	notice_none: m.script_notice_none,
	notice_absent: m.script_notice_absent,
	notice_absent_posted: m.script_notice_absent_posted,
	notice_absent_coming: m.script_notice_absent_coming,
	notice_absent_later: m.script_notice_absent_later,
	notice_private: m.script_notice_private,
	notice_agreed: m.script_notice_agreed,
	recorded_private: m.script_recorded_private,
	close: m.script_close,
	planned: m.script_planned,
	closed: m.script_closed,
	quiet: m.script_quiet,
	hall: m.script_hall,
	online_counts: m.script_online_counts,
	recorded: m.script_recorded,
	until: m.script_until,
	how_to_speak: m.script_how_to_speak,
	no_answer: m.script_no_answer,
	minute_more: m.script_minute_more,
	off_topic: m.script_off_topic,
	civil: m.script_civil,
	resume: m.script_resume
} satisfies Record<ScriptKey, Sentence>;

const WHO = {
	for: m.script_who_for,
	against: m.script_who_against,
	ask: m.script_who_ask,
	add: m.script_who_add,
	side_a: m.script_who_side_a,
	side_b: m.script_who_side_b
} satisfies Record<WhoKey, Sentence>;

/** Typed texts that end a line: they may or may not bring a stop of their own. */
const LAST = ['goal', 'matter', 'decides', 'leaves', 'reason', 'background'];

/** One line as it is read aloud, in the language of the screen. */
export function formatLine({ key, params }: ScriptLine): string {
	const filled: Record<string, string | number> = {};
	for (const [name, value] of Object.entries(params)) filled[name] = wordsOf(value);
	for (const name of LAST) if (name in filled) filled[name] = asSentence(String(filled[name]));
	if (params.number !== undefined) filled.number = itemOrdinal(String(params.number));
	if (params.about !== undefined) filled.about = formatAbout(params.about);
	if (params.at !== undefined) filled.time = formatTime(params.at);
	if (params.seconds !== undefined) filled.time = formatSeconds(params.seconds);
	if (params.whoKey !== undefined) filled.who = WHO[params.whoKey]();
	return (SENTENCES[key] as (params: object) => string)(filled);
}

/** With exactly one stop at its end, whichever was typed. */
export function asSentence(typed: string): string {
	const text = typed.trim();
	if (/[?？!！…][”’」』）)]*$/u.test(text)) return text;
	const bare = text.replace(/[。．.，,、；;：:]{1,3}$/u, '');
	return bare === '' ? '' : bare + (getLocale() === 'en' ? '.' : '。');
}

/** 3号楼独居老人代表: as much of it as is known. */
function formatAbout({ title, building }: About): string {
	return title && building ? m.script_about({ title, building }) : title || building;
}

/** So many seconds in words: 两分钟, 30秒. */
export function formatSeconds(seconds: number): string {
	return formatSecondsIn(seconds, getLocale());
}

/** The same in a language that is not the one now shown: for words that are kept in all three. */
export function formatSecondsIn(seconds: number, locale: Locale): string {
	const how = { locale };
	if (seconds % 60 !== 0) return m.script_seconds({ n: seconds }, how);
	const n = seconds / 60;
	if (n === 1) return m.script_one_minute({}, how);
	return n === 2 ? m.script_two_minutes({}, how) : m.script_minutes({ n }, how);
}

/** What to press now, as a sentence; '' when there is nothing to press. */
export function formatPress(
	press: Press,
	words: { name(seat: string): string; item(item: string): string }
): string {
	switch (press.what) {
		case 'open':
			return m.script_press_open();
		case 'close':
			return m.script_press_close();
		case 'wait':
			return m.script_press_wait();
		case 'together':
			return m.script_press_together();
		case 'answer':
			return m.script_press_answer();
		case 'calm':
			return m.script_press_calm();
		case 'next':
			return m.script_press_next({ title: press.title[getLocale()] });
		case 'introduce':
			return m.script_press_introduce({ name: words.name(press.seat) });
		case 'respond':
			return m.script_press_respond({ name: words.name(press.seat) });
		case 'call':
			return m.script_press_call({ name: words.name(press.seat) });
		case 'start':
			return m.script_press_start({ name: words.name(press.seat) });
		case 'interrupt':
			return m.script_press_interrupt({ name: words.name(press.seat) });
		case 'resume':
			return m.script_press_resume({ name: words.name(press.seat) });
		case 'end':
			return m.script_press_end({ name: words.name(press.seat) });
		case 'item':
			return m.script_press_item({ title: words.item(press.item) });
		case 'round':
			return press.listed ? m.script_press_statements() : m.script_press_round();
		case 'none':
			return '';
	}
}

function wordsOf(value: ScriptParams[string]): string | number {
	if (typeof value === 'string' || typeof value === 'number') return value;
	if (value === undefined || 'building' in value) return '';
	if (isList(value)) return formatList(value.map((one) => String(wordsOf(one))));
	if (!('no' in value)) return value[getLocale()];
	return value.no > 0 ? m.roll_seat_no({ no: value.no }) : m.script_somebody();
}

function isList(value: object): value is readonly Named[] {
	return Array.isArray(value);
}
