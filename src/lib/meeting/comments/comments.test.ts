import { describe, expect, it } from 'vitest';
import { opened, plan } from '../runsheet/test-meetings.ts';
import type { TestRoom } from '../test-room.ts';
import { NOTICE_DAYS } from '../record/publication.ts';
import { COMMENT_LENGTH, MAX_WAITING } from './comments.ts';
import { ownComment, publicComments, withheldCount } from './view.ts';

const DAY = 24 * 60 * 60_000;
const CLERK = '孙晓彤';

/** A meeting that is open, its record public. */
function told(publicNames: 'full' | 'surname' = 'surname'): TestRoom {
	return opened(plan({}, { publicNames }), ['王桂芳']);
}

function leave(
	room: TestRoom,
	text = '支持，门口要有坡道。',
	comment = 'w1',
	who = 'door'
): string {
	return room.send(who, {
		type: 'comments.leave',
		comment,
		how: who === 'door' ? 'self' : 'phone',
		name: '丁淑华',
		building: '9号楼',
		text
	});
}

describe('comments of those who were not there', () => {
	it('[W1] are taken from opening until the notice period ends, from home and by telephone', () => {
		const room = told();
		expect(leave(room)).toBe('ok');
		expect(leave(room, '我女儿代我说。', 'w2', CLERK)).toBe('ok');
		expect(room.send('周雅琴', { type: 'plan.close' })).toBe('ok');
		room.pass(NOTICE_DAYS * DAY);
		expect(leave(room, '最后一天。', 'w3')).toBe('ok');
		room.pass(1);
		expect(leave(room, '晚了一步。', 'w4')).toBe('notice-over');
		expect(leave(room, '晚了一步。', 'w5', CLERK)).toBe('notice-over');
	});

	it('[W1] what was taken down on the telephone says by whom, what was written at home does not', () => {
		const room = told();
		leave(room, '我腿脚不便，想送餐。', 'w1', CLERK);
		leave(room, '支持。', 'w2');
		leave(room, '好。', 'w3', 'organiser');
		const clerk = room.seat(CLERK);
		expect(room.state.comments.list.map(({ by }) => by)).toEqual([clerk, null, 'organiser']);
	});

	it('[W1] nobody at home calls it a telephone call, and a member’s phone is no door', () => {
		const room = told();
		const by = {
			type: 'comments.leave',
			how: 'phone',
			name: '丁',
			building: '',
			text: '好'
		} as const;
		expect(room.send('door', by)).toBe('not-allowed');
		expect(room.send('王桂芳', { ...by, how: 'self' })).toBe('not-allowed');
	});

	it('[W1] not where the record is still closed to readers', () => {
		const room = told();
		room.send('organiser', { type: 'record.set', publish: 'sealed' });
		expect(leave(room)).toBe('not-open');
	});

	it('[W2] are hidden until they are read: the journal holds neither words nor name', () => {
		const room = told();
		leave(room);
		const journal = JSON.stringify([room.state, room.events, [...room.texts.values()]]);
		expect(journal).not.toContain('坡道');
		expect(journal).not.toContain('丁淑华');
		expect(publicComments(room.state)).toEqual([]);
		expect(room.hidden.lots.comments.get('w1')).toMatchObject({ name: '丁淑华', how: 'self' });
	});

	it('[W3] the same form twice is one comment', () => {
		const room = told();
		expect(leave(room)).toBe('ok');
		expect(leave(room)).toBe('ok');
		expect(room.state.comments.received).toBe(1);
		// Also when the desk has dealt with it in between.
		expect(room.send(CLERK, { type: 'comments.publish', comment: 'w1' })).toBe('ok');
		expect(leave(room)).toBe('ok');
		expect(room.state.comments.received).toBe(1);
		expect(publicComments(room.state)).toHaveLength(1);
	});

	it.each([
		['surname', '9号楼 丁某'],
		['full', '9号楼 丁淑华']
	] as const)('[W4] published with the name as the meeting shows names: %s', (names, shown) => {
		const room = told(names);
		leave(room);
		expect(room.send(CLERK, { type: 'comments.publish', comment: 'w1' })).toBe('ok');
		const [comment] = publicComments(room.state);
		expect(room.text(comment!.name)).toBe(shown);
		expect(room.text(comment!.text)).toBe('支持，门口要有坡道。');
		// One place for the words, so that erasing them there erases them.
		expect(room.hidden.lots.comments.get('w1')).toMatchObject({ name: '', text: '' });
	});

	it('[W5] withheld with a reason that its author reads, and the record counts it', () => {
		const room = told();
		leave(room, '骂人的话');
		expect(room.send(CLERK, { type: 'comments.withhold', comment: 'w1', reason: ' ' })).toBe(
			'needs-reason'
		);
		const reason = '里面点了别人的名字。改一改再交就能公开。';
		expect(room.send(CLERK, { type: 'comments.withhold', comment: 'w1', reason })).toBe('ok');
		expect(withheldCount(room.state)).toBe(1);
		expect(ownComment(room.state, room.hidden, 'w1')).toMatchObject({
			status: 'withheld',
			words: '骂人的话',
			reason
		});
		expect(JSON.stringify([room.state, [...room.texts.values()]])).not.toContain('点了');
		expect(room.send(CLERK, { type: 'comments.publish', comment: 'w1' })).toBe('ok');
		expect(room.send(CLERK, { type: 'comments.withhold', comment: 'w1', reason })).toBe(
			'comment-is-public'
		);
	});

	it('[W6] answered in public once it is public itself', () => {
		const room = told();
		leave(room);
		const reply = { type: 'comments.reply', comment: 'w1', text: '采纳，并入改造方案。' } as const;
		expect(room.send(CLERK, reply)).toBe('comment-not-public');
		room.send(CLERK, { type: 'comments.publish', comment: 'w1' });
		expect(room.send(CLERK, reply)).toBe('ok');
		expect(room.text(publicComments(room.state)[0]!.reply!.text)).toBe('采纳，并入改造方案。');
	});

	it('[W7] erased at any time, also its published words', () => {
		const room = told();
		leave(room);
		room.send(CLERK, { type: 'comments.publish', comment: 'w1' });
		const { name, text } = publicComments(room.state)[0]!;
		const since = room.events.length;
		expect(room.send('door', { type: 'comments.forget', comment: 'w1' })).toBe('ok');
		const erased = room.events
			.slice(since)
			.flatMap((event) => (event.type === 'plan.erased' ? [event.body.id] : []));
		expect(erased).toEqual([name!.id, text!.id]);
		expect(room.state.comments.list).toEqual([]);
		expect(room.hidden.lots.comments.size).toBe(0);
		expect(room.send('door', { type: 'comments.forget', comment: 'w1' })).toBe('no-such-comment');
	});

	it.each([
		['text-empty', '丁', ' \u200B\n'],
		['text-too-long', '丁', '很'.repeat(COMMENT_LENGTH + 1)],
		['text-too-long', '丁'.repeat(41), '好'],
		['name-missing', ' ', '好'],
		['malformed', '丁', 'a\uD800b'],
		['text-has-links', '丁', '看 http://a.cn https://b.cn www.c.cn']
	])('[W8] refused with %s, and nothing is stored', (refusal, name, text) => {
		const room = told();
		const said = room.send('door', {
			type: 'comments.leave',
			how: 'self',
			name,
			building: '',
			text
		});
		expect(said).toBe(refusal);
		expect(room.hidden.lots.comments.size).toBe(0);
		expect(room.state.comments.received).toBe(0);
	});

	it('[W8] so many wait that nobody could read them: refused until one is read', () => {
		const room = told();
		for (let n = 0; n < MAX_WAITING; n++) leave(room, `第${n}条`, `a${n}`);
		expect(leave(room, '再一条', 'more')).toBe('comments-many');
		room.send(CLERK, { type: 'comments.withhold', comment: 'a0', reason: '广告。' });
		expect(leave(room, '再一条', 'more')).toBe('ok');
	});
});
