/** Whoever came in time came in time, whatever happens to their seat later; and nobody is counted twice. */
import { expect, it } from 'vitest';
import { opened, plan } from '../runsheet/test-meetings.ts';
import type { TestRoom } from '../test-room.ts';
import { attendanceOf } from './attendance.ts';
import { counts } from './view.ts';

const PEOPLE = ['甲', '乙', '丙'];

function talking(room: TestRoom): void {
	const { stages } = room.state.runsheet;
	room.pass(20 * 60_000);
	for (const { id } of stages.slice(1, 5)) room.go(id, { force: true, reason: '试' });
}

const late = (room: TestRoom, name: string) =>
	attendanceOf(room.state.attendance, room.seat(name)).late;

it('[A4] who stepped out and came back is not late', () => {
	const room = opened(plan(), PEOPLE);
	talking(room);
	const seat = room.seat('甲');
	room.do('甲', { type: 'attendance.step-out', seat });
	room.pass(60_000).do('甲', { type: 'attendance.return', seat });
	expect(late(room, '甲')).toBe(false);
});

it('[A4] who was sent out and let in again is not late', () => {
	const room = opened(plan(), PEOPLE);
	talking(room);
	const seat = room.seat('甲');
	room.do('周雅琴', { type: 'roll.send-out', seat, reason: '吵' });
	room.pass(60_000).do('周雅琴', { type: 'roll.let-back', seat });
	expect(attendanceOf(room.state.attendance, seat).status).toBe('present');
	expect(late(room, '甲')).toBe(false);
});

it('[A4] a guest who was there from the beginning is not late once recognised, and is one', () => {
	const room = opened(plan(), PEOPLE);
	room.do('organiser', {
		type: 'roll.add',
		entries: [
			{
				name: '丁',
				building: '1号楼',
				title: '',
				role: 'member',
				votes: true,
				official: false,
				channel: 'hall',
				hasPhone: true
			}
		]
	});
	expect(room.join('p', '丁某')).toBe('ok');
	const guest = room.seat('丁某');
	room.do(guest, { type: 'attendance.sign-in', seat: guest });
	talking(room);
	room.do('organiser', { type: 'roll.bind', guest, seat: room.seat('丁') });
	expect(late(room, '丁')).toBe(false);
	const { hall, online } = counts(room.state);
	expect(hall + online).toBe(PEOPLE.length + 1);
});
