import { describe, expect, it } from 'vitest';
import { areaIn, metres } from './amounts.ts';
import { ballotsCommands } from './schema.ts';
import { readRegister, registerCommand } from './register-sheet.ts';

describe('a sheet of homes', () => {
	it('[E23 L4] as it comes from a spreadsheet: titles above, a sum below, units behind the area', () => {
		const sheet = readRegister(
			[
				'星辉中路6号院3单元\t\t\t',
				'户号\t建筑面积\t业主\t合并人',
				'101\t82.50\t唐守义\t',
				'102\t64.5㎡\t（未联系上）\t',
				'201\t82.5\t唐守义\t唐守义',
				'合计\t229.50\t\t'
			].join('\n')
		);
		expect(sheet.problems).toEqual([]);
		expect(sheet.homes.map(({ unit, area }) => [unit, area])).toEqual([
			['101', 8250],
			['102', 6450],
			['201', 8250]
		]);
		expect(sheet.sum).toBe(22_950);
		const voters = [{ seat: 's1', name: '唐守义', building: '1单元101' }];
		const { units, area } = registerCommand(sheet, 22_950, voters);
		expect(units.map(({ owner, seat }) => [owner, seat])).toEqual([
			['唐守义', 's1'],
			['(未联系上)', null],
			['唐守义', 's1']
		]);
		expect(area).toBe(22_950);
	});

	it('[E23] names each line that is wrong: areas with three decimals, negative, formulas; a home twice', () => {
		const sheet = readRegister(
			'101,82.505,甲\n102,-5,乙\n103,=A1*2,丙\n104,0,丁\n105,９０.５,戊\n105,90,己\n,80,庚'
		);
		expect(sheet.problems).toEqual([
			{ line: 1, what: 'area', words: '82.505' },
			{ line: 2, what: 'area', words: '-5' },
			{ line: 3, what: 'area', words: '=A1*2' },
			{ line: 4, what: 'area', words: '0' },
			{ line: 6, what: 'twice', words: '105' },
			{ line: 7, what: 'unit', words: '80' }
		]);
		expect(sheet.homes[4]!.area).toBe(9050);
	});

	it('[E23 L3] of two with one name the one who lives there votes', () => {
		const sheet = readRegister('户号\t面积\t业主\n101\t80\t李敏\n202\t60\t李敏');
		const voters = [
			{ seat: 's1', name: '李敏', building: '3单元101' },
			{ seat: 's2', name: '李敏', building: '3单元202' }
		];
		const { units } = registerCommand(sheet, 14_000, voters);
		expect(units.map(({ seat }) => seat)).toEqual(['s1', 's2']);
	});

	it('[E23] a number that only begins or ends like the home’s is another home’s', () => {
		const voters = [
			{ seat: 's1', name: '王芳', building: '21-101' },
			{ seat: 's2', name: '王芳', building: '3号楼1-1012' },
			{ seat: 's3', name: '王芳', building: '3号楼1-101A' }
		];
		const seats = (unit: string) =>
			registerCommand(readRegister(`${unit}\t80\t王芳`), 8000, voters).units[0]!.seat;
		expect([seats('1-101'), seats('1-1012'), seats('1-101a'), seats('3号楼1-1012')]).toEqual([
			...[null, 's2', 's3', 's2']
		]);
	});

	it('[E23] what a sheet may hold is taken by the room: a long list of owners, a large hall; a long home is named', () => {
		const owner = '张三、'.repeat(60);
		const sheet = readRegister(`101\t1200000.50\t${owner}\n${'户'.repeat(41)}\t80\t乙`);
		expect(sheet.problems).toEqual([{ line: 2, what: 'long', words: '40' }]);
		const numbers = readRegister('101\t82.50\t王桂芳 370102196501011234\n102\t64.50\t李建国');
		expect(numbers.problems).toEqual([{ line: 1, what: 'id', words: '' }]);
		const command = registerCommand({ ...sheet, homes: sheet.homes.slice(0, 1) }, 120_000_050, []);
		const schema = ballotsCommands.find(({ shape }) => shape.type.value === 'ballots.register')!;
		expect(schema.safeParse(command).success).toBe(true);
	});

	it('[E23] more homes than a vote takes are said to be too many, and found by name without waiting', () => {
		const homes = (n: number) =>
			Array.from({ length: n }, (_, i) => `${i}-101\t80\t王桂芳${i % 2000}`).join('\n');
		const many = (text: string) =>
			readRegister(text).problems.map(({ what, words }) => what + words);
		expect(many(homes(2000))).toEqual([]);
		for (const text of [homes(2001), homes(9000), 'x\n'.repeat(150_000), '户'.repeat(300_001)])
			expect(many(text)).toContain('many2000');
		const voters = Array.from({ length: 2000 }, (_, n) => ({
			seat: `s${n}`,
			name: `王桂芳${n}`,
			building: `${n}号楼`
		}));
		// It took half a minute, at every key.
		const { units } = registerCommand(readRegister(homes(2000)), 160_000, voters);
		expect(units.map(({ seat }) => seat)).toEqual(voters.map(({ seat }) => seat));
	});

	it('areas are read and written to 0.01 ㎡', () => {
		for (const [text, area] of [
			['82.5', 8250],
			['82.50', 8250],
			['82', 8200],
			['0.07', 7],
			['1029.00', 102_900]
		] as const)
			expect(areaIn(text)).toBe(area);
		for (const text of ['', '82.505', '-1', '1e3', '82,5', '１．５', 'NaN', '82.'])
			expect(areaIn(text)).toBeNull();
		expect([8250, 7, 102_900].map(metres)).toEqual(['82.50', '0.07', '1029.00']);
	});
});
