import { describe, expect, it } from 'vitest';
import { privateView } from '../private-view.ts';
import { resident, roomOf } from '../roll/test-rolls.ts';
import type { TestRoom } from '../test-room.ts';

function room(): TestRoom {
	const told = roomOf();
	const entries = [
		resident('吕文', { role: 'supervisor', votes: false }),
		resident('旁听人', { role: 'observer', votes: false }),
		resident('孙晓彤', { role: 'clerk', votes: false }),
		resident('李建国')
	];
	told.say('organiser', { type: 'roll.add', entries });
	for (const { name } of entries) told.scan(name, name);
	return told;
}

const leave = (told: TestRoom, name: string, text: string) =>
	told.say(told.seat(name), { type: 'notes.leave', seat: told.seat(name), text });

describe('notes to the desk', () => {
	it('[N1] are left before, during and after the meeting', () => {
		const told = room();
		expect(leave(told, '吕文', '方案里少了消防')).toBe('ok');
		told.pass(1000).tell([{ type: 'plan.opened', body: { stage: 'in' } }]);
		expect(leave(told, '吕文', '发言很公平')).toBe('ok');
		expect(leave(told, '旁听人', '请大声一点')).toBe('ok');
		told.pass(1000).tell([{ type: 'plan.closed', body: {} }]);
		expect(leave(told, '吕文', '看落实')).toBe('ok');
		expect(told.state.notes.count).toEqual({ before: 1, during: 2, after: 1 });
		expect(leave(told, '李建国', '我也说两句')).toBe('not-allowed');
	});

	it('[N2] are read by the desk and the writer, and by nobody from the journal', () => {
		const told = room();
		leave(told, '吕文', '方案里少了消防');
		leave(told, '旁听人', '请大声一点');
		const seen = (session: string) =>
			privateView(told.state, told.hidden, { session, organiser: false }).notes.map(
				({ text }) => text
			);
		expect(seen('孙晓彤')).toEqual(['方案里少了消防', '请大声一点']);
		expect(seen('吕文')).toEqual(['方案里少了消防']);
		expect(seen('李建国')).toEqual([]);
		expect(JSON.stringify([told.events, told.state])).not.toContain('消防');
	});

	it('[N3] have something in them, and not too much', () => {
		const told = room();
		expect(leave(told, '吕文', ' \u200B\n')).toBe('text-empty');
		expect(leave(told, '吕文', '字'.repeat(501))).toBe('text-too-long');
		expect(told.detail).toEqual({ max: 500 });
		expect(leave(told, '吕文', '\uD800')).toBe('malformed');
		expect(leave(told, '吕文', '👨‍👩‍👧'.repeat(500))).toBe('ok');
	});
});
