import { describe, expect, it } from 'vitest';
import { privateView } from '../private-view.ts';
import { resident, roomOf } from '../roll/test-rolls.ts';
import type { TestRoom } from '../test-room.ts';

function seated(): TestRoom {
	const room = roomOf();
	const entries = [
		resident('吕文', { role: 'supervisor', votes: false }),
		resident('旁听人', { role: 'observer', votes: false }),
		resident('孙晓彤', { role: 'clerk', votes: false }),
		resident('李建国')
	];
	room.send('organiser', { type: 'roll.add', entries });
	for (const { name } of entries) room.scan(name, name);
	return room;
}

const leave = (room: TestRoom, name: string, text: string) =>
	room.send(room.seat(name), { type: 'notes.leave', seat: room.seat(name), text });

describe('notes to the desk', () => {
	it('[N1] are left before, during and after the meeting', () => {
		const room = seated();
		expect(leave(room, '吕文', '方案里少了消防')).toBe('ok');
		room.pass(1000).tell([{ type: 'plan.opened', body: { stage: 'in' } }]);
		expect(leave(room, '吕文', '发言很公平')).toBe('ok');
		expect(leave(room, '旁听人', '请大声一点')).toBe('ok');
		room.pass(1000).tell([{ type: 'plan.closed', body: {} }]);
		expect(leave(room, '吕文', '看落实')).toBe('ok');
		expect(room.state.notes.count).toEqual({ before: 1, during: 2, after: 1 });
		expect(leave(room, '李建国', '我也说两句')).toBe('not-allowed');
	});

	it('[N2] are read by the desk and the writer, and by nobody from the journal', () => {
		const room = seated();
		leave(room, '吕文', '方案里少了消防');
		leave(room, '旁听人', '请大声一点');
		const seen = (session: string) =>
			privateView(room.state, room.hidden, { session, organiser: false }).notes.map(
				({ text }) => text
			);
		expect(seen('孙晓彤')).toEqual(['方案里少了消防', '请大声一点']);
		expect(seen('吕文')).toEqual(['方案里少了消防']);
		expect(seen('李建国')).toEqual([]);
		expect(JSON.stringify([room.events, room.state])).not.toContain('消防');
	});

	it('[N3] have something in them, and not too much', () => {
		const room = seated();
		expect(leave(room, '吕文', ' \u200B\n')).toBe('text-empty');
		expect(leave(room, '吕文', '字'.repeat(501))).toBe('text-too-long');
		expect(room.detail).toEqual({ max: 500 });
		expect(leave(room, '吕文', '\uD800')).toBe('malformed');
		expect(leave(room, '吕文', '👨‍👩‍👧'.repeat(500))).toBe('ok');
	});
});
