/**
 * The log of a chat, as people copy it from a computer, send it on from a phone or have it exported: who stands in it.
 *
 * Invariants: people are made of those who wrote, or of the entries of a sign-up list (接龙) that was passed around in
 * it, and never of what was said; nothing that was said is kept.
 */
import { columnOf, isHeading, isNoName, roleOf, sideOf } from './paste-words.ts';
import { PLACE, type Row } from '../pasted-rows.ts';
import { normalized, plainBreaks } from '../words.ts';
import { isWholeName } from './surnames.ts';

/** Why a row is to be looked at. */
export type ChatDoubt =
	/** What somebody calls themselves in the chat may not be their name. */
	| { code: 'nickname'; line: number; value: string }
	/** 王桂芳 +1: more people than one. */
	| { code: 'brings-others'; line: number; value: string }
	/** Several lists were passed around. */
	| { code: 'of-list'; line: number; value: string };

export interface ChatLog {
	/** Of whom the rows are made. */
	from: 'writers' | 'entries';
	/** Name, place, and what else the entry says. */
	rows: Row[];
	doubts: ChatDoubt[];
}

const DAY = String.raw`(?:(?:\d{2,4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?|昨天|今天|前天|(?:星期|周|週)[一二三四五六日天])`;
const CLOCK = String.raw`(?:(?:上午|下午|早上|晚上|中午|凌晨|傍晚) ?)?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?: ?[AaPp][Mm])?`;
const STAMP = String.raw`(?:${DAY}(?: ?[（(][一二三四五六日][)）])?[ ,，]*(?:(?:星期|周|週)[一二三四五六日天] ?)?)?${CLOCK}`;
const NAME = String.raw`([^\s:：][^:：\t]{0,39}?)`;

/** A line that says who wrote, and when; with what was said, where that stands on the same line. */
const STAMPED: readonly RegExp[] = [
	new RegExp(String.raw`^${NAME}[:：]?\s+[\[（(]?${STAMP}[\]）)]?$`, 'u'),
	new RegExp(String.raw`^[\[（(]?${STAMP}[\]）)]?(?:\s+-)?\s+${NAME}[:：]?$`, 'u'),
	new RegExp(String.raw`^[\[（(]?${STAMP}[\]）)]?(?:\s+-)?\s+${NAME}[:：\t](.+)$`, 'u'),
	new RegExp(String.raw`^${NAME}\s+${STAMP}[:：](.+)$`, 'u')
];
/** 王桂芳: alone on its line, as a computer copies messages without their times. */
const COLON = /^(\S.{0,29}?)\s?[:：]$/u;
const STAMP_ALONE = new RegExp(`^${STAMP}$`, 'u');
const DAY_ALONE = new RegExp(String.raw`^${DAY} ?(?:[（(].[)）]|(?:星期|周|週).)?$`, 'u');
/** ————— 2026-04-10 —————, 微信聊天记录如下：, and what the chat itself says. */
const NO_TALK = new RegExp(
	String.raw`^[—–─=_*\-]{3,}|^\[LINE\]|^儲存日期|聊天[记記][录錄]|(?:撤回了一[条條]消息|收回(?:了)?[讯訊]息|加入(?:了)?群[聊組组]?)`,
	'u'
);
const NUMBERED = /^\s*(?:[(（]?\d{1,3}[)）.．、:： ]\s*|[①-⑳]\s*)(\S.*)$/u;
const SIGN_UP = /接[龙龍]/u;

/** Looked into no further: a line of talk. */
const LONGEST = 400;
const isFurniture = (words: string) =>
	[NO_TALK, DAY_ALONE, STAMP_ALONE].some((form) => form.test(words));

interface Message {
	line: number;
	by: string;
	said: { line: number; words: string }[];
}

/** Who stands in it; null: it is no log of a chat. */
export function chatLogOf(pasted: string): ChatLog | null {
	const lines = plainBreaks(pasted).split('\n');
	// 提交时间, 姓名 … is a spreadsheet; LINE alone sets its columns with tabs, below a line for each day.
	if (pasted.includes('\t') && !lines.some((line) => DAY_ALONE.test(line.trim()))) return null;
	const messages = stamped(lines) ?? byColons(lines);
	if (!messages) return null;
	return entriesOf(messages) ?? writersOf(messages);
}

/** Messages of which at least two, and most, say something; null: these lines are something else. */
function enough(messages: Message[]): Message[] | null {
	const talking = messages.filter(({ said }) => said.length > 0).length;
	return talking >= 2 && talking * 2 >= messages.length ? messages : null;
}

function stamped(lines: readonly string[]): Message[] | null {
	const headOf = (line: string) => {
		for (const form of STAMPED) {
			const [, by = '', words = ''] = form.exec(line) ?? [];
			if (by !== '' && !STAMP_ALONE.test(by)) return { by, words: words.trim() };
		}
		return null;
	};
	return enough(read(lines, headOf));
}

function byColons(lines: readonly string[]): Message[] | null {
	const headOf = (line: string) => {
		const [, by = ''] = COLON.exec(line) ?? [];
		return by === '' ? null : { by, words: '' };
	};
	const messages = enough(read(lines, headOf));
	if (!messages) return null;
	// 3号楼：, 参会人员：, 甲方： head the parts of a list; below them stand names, and in a chat there is talk.
	const heads = ({ by }: Message) =>
		(PLACE.test(by) && !/\p{Script=Han}{2}$/u.test(by.replace(PLACE, ''))) ||
		[columnOf, roleOf, sideOf].some((of) => of(by) !== null) ||
		((isHeading(by) || isNoName(by)) && !personIn(by).whole);
	const all = messages.flatMap(({ said }) => said.map(({ words }) => words));
	const names = all.filter((words) => words.split(/[、，, ]+/u).every(isWholeName));
	if (messages.some(heads) || names.length * 2 > all.length) return null;
	return messages;
}

function read(
	lines: readonly string[],
	headOf: (line: string) => { by: string; words: string } | null
): Message[] {
	const messages: Message[] = [];
	for (const [at, written] of lines.entries()) {
		const words = written.trim();
		if (words === '' || words.length > LONGEST || isFurniture(words)) continue;
		const head = headOf(words);
		if (head) messages.push({ line: at + 1, by: head.by, said: [] });
		const talk = head ? head.words : words;
		if (talk !== '') messages.at(-1)?.said.push({ line: at + 1, words: talk });
	}
	return messages;
}

/** Each list that was passed around, as it stood at the end; null: there was none. */
function entriesOf(messages: readonly Message[]): ChatLog | null {
	const lists = new Map<string, { line: number; words: string }[]>();
	for (const { said } of messages) {
		const begins = said.findIndex(({ words }) => SIGN_UP.test(words));
		const list = begins === -1 ? [] : said.filter((_, n) => n >= begins);
		const entries = list.flatMap(({ line, words }) => {
			const [, entry] = NUMBERED.exec(words) ?? [];
			return entry === undefined ? [] : [{ line, words: entry }];
		});
		if (entries.length === 0) continue;
		const title = list
			.map(({ words }) => words.replace(/^#?\s*接[龙龍][:：]?\s*/u, ''))
			.find((words) => words !== '' && !NUMBERED.test(words));
		lists.set(title ?? '', entries);
	}
	if (lists.size === 0) return null;
	const people = [...lists].flatMap(([title, entries]) =>
		entries.map(({ line, words }) => ({ line, words, of: lists.size > 1 ? title : null }))
	);
	return logOf('entries', people);
}

function writersOf(messages: readonly Message[]): ChatLog {
	return logOf(
		'writers',
		messages.map(({ line, by }) => ({ line, words: by, of: null }))
	);
}

function logOf(
	from: ChatLog['from'],
	said: readonly { line: number; words: string; of: string | null }[]
): ChatLog {
	const rows: Row[] = [];
	const doubts: ChatDoubt[] = [];
	const known = new Map<string, Row>();
	for (const { line, words, of } of said) {
		const { name, place, rest, whole } = personIn(words);
		if (name === '' || NOBODY.test(name)) continue;
		const twin = known.get(name);
		if (twin && (twin.cells[1] === place || place === '' || twin.cells[1] === '')) {
			twin.cells[1] ||= place;
			continue;
		}
		const row: Row = { line, cells: [name, place, rest] };
		known.set(name, row);
		rows.push(row);
		if (!whole) doubts.push({ code: 'nickname', line, value: name });
		if (OTHERS.test(words)) doubts.push({ code: 'brings-others', line, value: name });
		if (of !== null) doubts.push({ code: 'of-list', line, value: of });
	}
	return { from, rows, doubts };
}

/** What writes in a chat and is nobody. */
const NOBODY = /^(?:系[统統]消息|微信[团團][队隊]|群(?:公告|通知|助手))$/u;
/** 3-101, 5号楼2单元302, 12栋 */
const HOME =
	/\d{1,3} ?(?:号楼|號樓|号|號|栋|棟|幢|楼|樓|#)(?: ?\d{1,2} ?(?:单元|單元|门|門))?(?: ?-? ?\d{2,4} ?(?:室|号|號|户|戶)?)?|\d{1,3}(?:[-–—]\d{1,4}){1,3}/u;
/** +1, 2人, 一家 */
const OTHERS = /[+＋] ?\d{1,2}|[2-9两兩二三四] ?(?:个|個)?人|一家[人子]?/u;
const APART = /[\s,，、;；|｜_\-–—:：()（）【】[\]~·/]+/u;

/** 3-101王桂芳, 王桂芳（5号楼）线上, 小确幸🌸: the name, where that person lives, and what else it says. */
function personIn(said: string): { name: string; place: string; rest: string; whole: boolean } {
	const plain = normalized(said, 'NFKC')
		.replace(/[\p{Extended_Pictographic}\u200B-\u200D\uFE0F]/gu, ' ')
		// A telephone number in a nickname is no part of a name, and is not kept.
		.replace(/\d(?:[ -]?\d){6,}/gu, ' ')
		.replace(/[+＋] ?\d{1,2}/gu, ' ')
		.replace(/^["'“”‘’@]{1,2}/u, '')
		.replace(/["'“”‘’]$/u, '')
		.trim();
	const place = HOME.exec(plain)?.[0].trim() ?? '';
	const words = plain.replace(place, ' ').split(APART).filter(Boolean);
	const name = words.find(isWholeName);
	if (name !== undefined)
		return { name, place, rest: words.filter((one) => one !== name).join(' '), whole: true };
	const latin = words.join(' ');
	return { name: latin || place, place: latin ? place : '', rest: '', whole: isWholeName(latin) };
}
