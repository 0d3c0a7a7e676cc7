/** The lines of the short presets (requirements 3.6, 3.7; our own words). */
import type { Localised } from '../names.ts';
import { line } from './rule-line.ts';

export const THIRTY_SECONDS: Localised[] = [
	line(
		'每次30秒，只说一个意思。',
		'每次30秒，只說一個意思。',
		'Thirty seconds, one point at a time.'
	),
	line(
		'先举手，先举先说，次数不限。',
		'先舉手，先舉先說，次數不限。',
		'First hand first, as often as you like.'
	),
	line('时间到就停。', '時間到就停。', 'Stop when the time is up.'),
	line('主持人不发表意见。', '主持人不發表意見。', 'The chair gives no opinion.')
];

export const ROUND_ROBIN: Localised[] = [
	line(
		'按座位轮流，每轮每人说一次。',
		'按座位輪流，每輪每人說一次。',
		'Round the table, one turn each a round.'
	),
	line('一次两分钟。', '一次兩分鐘。', 'Two minutes a turn.'),
	line('没想好可以先过。', '沒想好可以先過。', 'You may pass.'),
	line(
		'别人说的时候只听，不评论。',
		'別人說的時候只聽，不評論。',
		'While others speak, listen and do not comment.'
	)
];

export const MEDIATION: Localised[] = [
	line(
		'双方轮流说，一方说完，另一方说。',
		'雙方輪流說，一方說完，另一方說。',
		'The two sides take turns.'
	),
	line(
		'每方三次，每次三分钟。',
		'每方三次，每次三分鐘。',
		'Three turns a side, three minutes each.'
	),
	line(
		'这一方没人要说，可以让过。',
		'這一方沒人要說，可以讓過。',
		'A side with nothing to say may pass.'
	),
	line('对方说的时候不打断。', '對方說的時候不打斷。', 'Do not interrupt the other side.'),
	line(
		'主持人不偏向任何一方，不发表意见。',
		'主持人不偏向任何一方，不發表意見。',
		'The chair takes no side and gives no opinion.'
	),
	line(
		'可以提出和调解人单独谈。',
		'可以提出和調解人單獨談。',
		'Either side may ask to talk with the mediators alone.'
	)
];

export const FREE_TALK: Localised[] = [
	line(
		'想说就举手，没说过的先说。',
		'想說就舉手，沒說過的先說。',
		'Raise your hand; who has not spoken goes first.'
	),
	line(
		'每次三分钟左右，给别人留时间。',
		'每次三分鐘左右，給別人留時間。',
		'About three minutes a turn; leave time for others.'
	),
	line('不打断，不评价人。', '不打斷，不評價人。', 'Do not interrupt, do not judge people.')
];
