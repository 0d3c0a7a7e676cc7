/** 委托: who votes for whom, by a written form and within what the rule of the vote allows (L11). */
import { describe, expect, it } from 'vitest';
import type { TestRoom } from '../test-room.ts';
import { missingVoters, votersHere } from './view.ts';
import { voteOf } from './ballots.ts';
import { begin, cast, CHAIR, CLERK, close, PEOPLE, talked } from './test-votes.ts';

const FORM = '书面委托书，4月10日，原件已收';
const OWNERS = { kind: 'yes-no', rule: 'V07', secrecy: 'named' } as const;

/** Homes of everybody, all of one size; `away` have left the room. */
function homes(away: readonly string[]): TestRoom {
	const room = talked();
	const units = PEOPLE.map((name) => {
		return { unit: name, area: 8250, owner: name, seat: room.seat(name) };
	});
	room.do(CHAIR, { type: 'ballots.register', units, area: 8250 * PEOPLE.length });
	for (const name of away) room.do(name, { type: 'attendance.step-out', seat: room.seat(name) });
	return room;
}
function proxy(room: TestRoom, principal: string, by: string, more: object = {}, who = CLERK) {
	const seats = { principal: room.seat(principal), proxy: room.seat(by) };
	return room.send(who, {
		...{ type: 'ballots.proxy', ...seats, form: FORM, sameHome: false },
		...more
	});
}

describe('the form at the desk', () => {
	it('[E36 L11] the desk takes it down, with what was shown', () => {
		const room = homes([]);
		expect(proxy(room, '甲', '乙', {}, '丙')).toBe('not-allowed');
		expect(proxy(room, '甲', '乙', { form: ' ' })).toBe('text-empty');
		expect(proxy(room, '甲', '甲')).toBe('proxy-self');
		expect(proxy(room, '甲', '乙')).toBe('ok');
		const [one] = room.state.ballots.proxies;
		expect(one).toMatchObject({ principal: room.seat('甲'), proxy: room.seat('乙') });
		expect(room.text(one!.form)).toBe(FORM);
		// What was handed on is not handed on again, and nobody holds what they gave away.
		expect(proxy(room, '乙', '丙')).toBe('proxy-chain');
		expect(proxy(room, '丙', '甲')).toBe('proxy-chain');
		expect(proxy(room, '甲', '丙')).toBe('ok');
		expect(room.state.ballots.proxies).toHaveLength(1);
		expect(room.send(CLERK, { type: 'ballots.proxy-end', principal: room.seat('甲') })).toBe('ok');
		expect(room.state.ballots.proxies).toEqual([]);
	});

	it('[E36] while a vote is open none is taken back or given to another', () => {
		const room = homes(['甲']);
		proxy(room, '甲', '乙');
		begin(room, { settings: OWNERS });
		const principal = room.seat('甲');
		expect(room.send(CLERK, { type: 'ballots.proxy-end', principal })).toBe('vote-already-open');
		expect(proxy(room, '甲', '丙')).toBe('vote-already-open');
		expect(proxy(room, '丁', '乙')).toBe('ok');
	});
});

describe('voting for somebody', () => {
	it('[E37] the proxy casts for who is not here, with that home, and the turnout says so', () => {
		const room = homes(['甲']);
		proxy(room, '甲', '乙');
		const vote = begin(room, { settings: { ...OWNERS, rule: 'V06' } });
		const open = voteOf(room.state.ballots, vote)!;
		expect(votersHere(room.state, open)).toContain(room.seat('甲'));
		expect(cast(room, '甲', 'yes', { by: '丙' })).toBe('not-allowed');
		expect(cast(room, '甲', 'yes', { by: '乙' })).toBe('ok');
		expect(cast(room, '乙', 'no')).toBe('ok');
		expect(missingVoters(room.state, open, [room.seat('甲')])).not.toContain(room.seat('甲'));
		const { turnout, result } = close(room, vote);
		expect(turnout).toEqual({ hall: 1, proxy: 1 });
		expect(result!.tally.cast).toEqual({ heads: 2, area: 16_500 });
	});

	it('[E37] whoever comes votes themselves, and nobody twice', () => {
		const room = homes(['甲']);
		proxy(room, '甲', '乙');
		const settings = { ...OWNERS, secrecy: 'unsigned' } as const;
		const vote = begin(room, { settings });
		expect(cast(room, '甲', 'yes', { by: '乙' })).toBe('ok');
		room.do('甲', { type: 'attendance.return', seat: room.seat('甲') });
		expect(cast(room, '甲', 'no', { by: '乙' })).toBe('proxy-not-needed');
		expect(cast(room, '甲', 'no', { ballot: 'anotherballot0123456789' })).toBe('already-voted');
		cast(room, '丙', 'yes');
		expect(close(room, vote).result!.tally.cast.heads).toBe(2);
	});

	it('[E37] the clerk may enter it on the word of the proxy', () => {
		const room = homes(['甲']);
		proxy(room, '甲', '乙');
		const vote = begin(room, { settings: OWNERS });
		expect(cast(room, '甲', 'yes', { by: CLERK })).toBe('ok');
		expect(close(room, vote).turnout).toEqual({ proxy: 1 });
	});

	it('[E37] a proxy who is not here, or steps back, votes for nobody', () => {
		const room = homes(['甲', '乙']);
		proxy(room, '甲', '乙');
		begin(room, { settings: OWNERS });
		expect(cast(room, '甲', 'yes', { by: '乙' })).toBe('not-present');
	});

	it('[E38] a rule that knows no proxies takes none, and 集体 only within the home', () => {
		const room = homes(['甲', '丁']);
		proxy(room, '甲', '乙');
		proxy(room, '丁', '丙', { sameHome: true });
		const first = begin(room, { settings: { kind: 'yes-no', rule: 'V01' } });
		expect(cast(room, '甲', 'yes', { by: '乙' })).toBe('proxy-not-by-rule');
		close(room, first);
		const second = begin(room, { settings: { kind: 'yes-no', rule: 'V08' } });
		expect(cast(room, '甲', 'yes', { by: '乙' })).toBe('proxy-other-home');
		expect(cast(room, '丁', 'yes', { by: '丙' })).toBe('ok');
		expect(cast(room, '丙', 'yes')).toBe('ok');
		// Whoever is voted for counts among those who came.
		expect(close(room, second).result!.tally.present).toBe(PEOPLE.length - 1);
	});

	it('[E38] one person votes for three others at most', () => {
		const away = ['甲', '乙', '丙', '丁'];
		const room = homes(away);
		for (const name of away) proxy(room, name, '戊');
		begin(room, { settings: OWNERS });
		for (const name of away.slice(0, 3)) expect(cast(room, name, 'yes', { by: '戊' })).toBe('ok');
		expect(cast(room, '丁', 'yes', { by: '戊' })).toBe('proxy-too-many');
		expect(room.detail).toEqual({ max: 3 });
	});
});
