import { describe, expect, it } from 'vitest';
import { nonOfficialShare } from '#lib/meeting/attendance/non-officials.ts';
import { counts, quorum } from '#lib/meeting/attendance/view.ts';
import { TestRoom } from '#lib/meeting/test-room.ts';
import { cardsCommands } from '#lib/meeting/cards/schema.ts';
import { planCommands } from '#lib/meeting/plan/schema.ts';
import { rollCommands } from '#lib/meeting/roll/schema.ts';
import { attendanceCommands } from '#lib/meeting/attendance/schema.ts';
import scenarios from '../../tests/data/scenarios.json' with { type: 'json' };
import { demoAnswers, demoCommands, demoRound, demoStart } from './scenario-a.ts';

const SCHEMAS = [...planCommands, ...rollCommands, ...attendanceCommands];

function told(): TestRoom {
	const demo = new TestRoom();
	const commands = [...demoCommands('demo-meeting')];
	for (const command of commands) expect(demo.send('organiser', command)).toBe('ok');
	for (const command of demoAnswers(demo.state)) expect(demo.send('organiser', command)).toBe('ok');
	return demo;
}

describe('the demo meeting (§6.A)', () => {
	it('takes the path of every meeting: each command passes the wire', () => {
		const demo = told();
		for (const command of [...demoCommands('demo-meeting'), ...demoAnswers(demo.state)])
			expect(SCHEMAS.some((schema) => schema.safeParse(command).success)).toBe(true);
	});

	it('numbers the 24 in order and seats seven without a vote', () => {
		const demo = told();
		const seats = demo.state.roll.order.map((id) => demo.state.roll.seats[id]!);
		const voters = seats.filter((seat) => seat.votes);
		expect(voters.map((seat) => seat.no)).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
		const number = (no: number) => demo.person(voters[no - 1]!.id)!.name;
		expect([1, 10, 16, 24].map(number)).toEqual(['王桂芳', '杨振东', '赵敏', '罗小梅']);
		expect(voters.filter((seat) => !seat.hasPhone)).toHaveLength(7);
		const staff = seats.filter((seat) => !seat.votes).map((seat) => seat.role);
		expect(staff).toEqual([
			'chair',
			'clerk',
			'timekeeper',
			'observer',
			'adviser',
			'adviser',
			'helper'
		]);
	});

	it('has 21 of 24 when all but those on leave come: 15 in the hall, 6 online, 20 of 21', () => {
		const demo = told();
		expect(counts(demo.state)).toMatchObject({ due: 24, present: 0, leave: 3, absent: 21 });
		expect(demo.send('organiser', { type: 'plan.open' })).toBe('ok');
		const { seats, order } = demo.state.roll;
		const coming = order.filter(
			(id) => seats[id]!.votes && demo.state.attendance.of[id]?.status !== 'leave'
		);
		demo.send('孙晓彤', { type: 'attendance.sign-in-all', seats: coming });
		expect(counts(demo.state)).toMatchObject({ present: 21, hall: 15, online: 6, leave: 3 });
		expect(quorum(demo.state)).toMatchObject({ needed: 13, met: true });
		expect(nonOfficialShare(demo.state)).toMatchObject({ num: 20, den: 21, perMille: 952 });
		const helped = coming.filter((id) => !seats[id]!.hasPhone);
		expect(helped).toHaveLength(6);
	});

	it('says what today decides, by which rules, and which units came', () => {
		const demo = told();
		const { details, rules, code } = demo.state.plan;
		expect(code).toBe('110411');
		expect(demo.text(details!.matter)).toContain('近200平方米自有用房');
		expect(demo.text(details!.decides)).toBe('用房用途、开业条件、供餐时段。');
		expect(details!.policies).toHaveLength(3);
		expect(details!.units.map((unit) => unit.status)).toEqual(['came', 'leave', 'absent']);
		expect(rules).toMatchObject({ id: 'twelve-rules', turnSeconds: 120, maxTurns: 2 });
		expect(demo.state.agenda.items.map((item) => demo.text(item.title))).toEqual([
			'用途',
			'开业条件',
			'供餐时段'
		]);
		expect(demo.state.agenda.items.reduce((sum, item) => sum + item.minutes, 0)).toBe(63);
	});

	it('[C1] has its round of cards prepared at the first item, waiting for 写卡', () => {
		const demo = told();
		for (const command of demoRound(demo.state)) {
			expect(cardsCommands.some((schema) => schema.safeParse(command).success)).toBe(true);
			expect(demo.send('organiser', command)).toBe('ok');
		}
		const [board, ...more] = demo.state.cards.boards;
		expect(more).toEqual([]);
		expect(board).toMatchObject({ step: 'ready', item: demo.state.agenda.items[0]!.id });
		const { question } = board!;
		const asked = scenarios.scenarios[0]!.卡片题目!.replaceAll(',', '，').replaceAll('?', '？');
		expect(asked).toContain(demo.text(question));
	});
});

it('whoever looks at the demo has it before them: at a full or half hour, 45 to 75 minutes ahead', () => {
	const minute = 60_000;
	for (const now of [0, 1, 14 * minute, 15 * minute, 29 * minute, 45 * minute + 1]) {
		const start = demoStart(now);
		expect(start % (30 * minute)).toBe(0);
		expect(start - now).toBeGreaterThanOrEqual(45 * minute);
		expect(start - now).toBeLessThan(75 * minute);
	}
});
