import { describe, expect, it } from 'vitest';
import { parseCommand } from '#server/meeting/commands.ts';
import { presetOf } from '#lib/meeting/queue/presets.ts';
import type { Refusal } from '#lib/meeting/refusal.ts';
import { draftOf as draftOrRefusal, planOf as planOrRefusal, rollOf } from './plan-form.ts';

function taken<T extends object>(answer: T | Refusal): T {
	if ('refused' in answer) throw new Error(`refused: ${answer.refused}`);
	return answer;
}
const draftOf = (data: FormData) => taken(draftOrRefusal(data));
const planOf = (data: FormData) => taken(planOrRefusal(data));

function form(fields: Record<string, string | string[]>): FormData {
	const data = new FormData();
	for (const [name, values] of Object.entries(fields))
		for (const value of [values].flat()) data.append(name, value);
	return data;
}

describe('[S3.28] the form of a plan', () => {
	it('[S1.50] money brings three units, once, and keeps those that answered', () => {
		const fresh = draftOf(form({ money: 'on', units: '街道民政科\n\n物业' }));
		expect(fresh.units?.map(({ name, reason }) => [name, reason])).toEqual([
			['财政', 'money'],
			['纪检监察', 'money'],
			['审计', 'money'],
			['街道民政科', 'matter'],
			['物业', 'matter']
		]);
		const again = draftOf(
			form({ money: 'on', unitId: ['u1 money', 'u2 matter'], unitName: ['街道财政', ''] })
		);
		expect(again.units).toEqual([{ id: 'u1', name: '街道财政', reason: 'money' }]);
	});

	it('rules that are not touched are not changed', () => {
		expect(planOf(form({ preset: 'eight', turnSeconds: '', maxTurns: '' })).presetChanges).toEqual(
			{}
		);
		expect(planOf(form({ preset: 'eight', turnSeconds: '180' })).presetChanges).toEqual({});
	});

	it('[S5.15] residents before officials is ticked, and read aloud', () => {
		const asked = { preset: 'eight', residentsAsked: '1' };
		expect(planOf(form(asked)).presetChanges).toEqual({});
		const { presetChanges } = planOf(form({ ...asked, residentsFirst: 'on' }));
		expect(presetChanges).toMatchObject({ residentsFirst: true });
		expect(presetChanges!.lines!.at(-1)!['zh-Hans']).toBe('今天改一条：居民先说，干部后说。');
	});

	it('[S3.14] a changed turn is also read aloud, in three languages', () => {
		const changes = planOf(form({ preset: 'eight', turnSeconds: '60', maxTurns: 'none' }));
		const { presetChanges } = changes;
		expect(presetChanges).toMatchObject({ turnSeconds: 60, maxTurns: null });
		const before = presetOf('eight')!.lines.length;
		expect(presetChanges!.lines!.slice(before)).toEqual([
			{
				'zh-Hans': '今天改一条：一次一分钟。',
				'zh-Hant': '今天改一條：一次一分鐘。',
				en: 'One change today: one minute a turn.'
			},
			{
				'zh-Hans': '今天改一条：不限次数。',
				'zh-Hant': '今天改一條：不限次數。',
				en: 'One change today: no limit on turns.'
			}
		]);
	});

	it('an exact instant wins over the wall clock; nothing typed is no time', () => {
		const at = Date.UTC(2026, 3, 11, 6, 30);
		expect(draftOf(form({ starts: '2026-04-11T14:30', startsAt: String(at) })).startsAt).toBe(at);
		expect(draftOf(form({ starts: ' ', startsAt: '' })).startsAt).toBeUndefined();
	});

	it.each([
		'2026-04-11T14:30',
		'2026-4-11 14:30:00',
		' 2026/04/11  14:30',
		'２０２６-０４-１１ １４：３０'
	])('a day and a time that people type is read: %s', (typed) => {
		const at = new Date(2026, 3, 11, 14, 30).getTime();
		expect(draftOf(form({ starts: typed, ends: '2028-02-29T00:00' }))).toMatchObject({
			startsAt: at,
			endsAt: new Date(2028, 1, 29).getTime()
		});
	});

	it.each([
		...['soon', '2026-02-31T10:00', '2027-02-29T10:00', '2026-04-11T25:00', '2026-04-11T24:00'],
		...['2026-04-11T10:60', '2026-13-01T10:00', '2026-00-10T10:00', '2026-04-00T10:00'],
		...['99999-01-01T10:00', '+099999-01-01T10:00', '1999-12-31T10:00', '2100-01-01T00:00'],
		...['-2026-04-11T10:00', '2026-04-11', '10:00', '1e9', '0', '٢٠٢٦-٠٤-١١T١٠:٠٠'],
		...['2026-04-11T10:00Z', '2026-04-11T10:00:30', '2026-04-11T10:00 x', '1775800000000']
	])('a day or a time that there is not is a refusal that names the field: %s', (typed) => {
		expect(draftOrRefusal(form({ starts: typed }))).toEqual({
			refused: 'no-such-start',
			detail: { field: 'starts' }
		});
		expect(planOrRefusal(form({ ends: typed, preset: 'eight' }))).toMatchObject({
			refused: 'no-such-end'
		});
	});

	it.each([
		'-5',
		'1e12',
		'177580000000',
		'4102444800000',
		'99999999999999',
		'1775800000000.5',
		'NaN'
	])('an instant that no script of ours writes is a refusal: %s', (exact) => {
		const fields = { starts: '2026-04-11T14:30', startsAt: exact };
		expect(draftOrRefusal(form(fields))).toMatchObject({ refused: 'no-such-start' });
	});

	const NO_NUMBERS = [
		...[
			'abc',
			'NaN',
			'1e2',
			'-1',
			'3.5',
			'20.0',
			'+20',
			'0',
			'0x20',
			'1e9',
			'99999',
			'9'.repeat(400)
		],
		...['٢٠', '二十', '2O', '1,000', '20 分', 'Infinity', '²', '①', '\u0000']
	];

	it.each(NO_NUMBERS)('a number that is none is a refusal that names the field: %s', (typed) => {
		const said = (fields: Record<string, string | string[]>) =>
			planOrRefusal(form({ preset: 'eight', ...fields }));
		expect(said({ itemTitle: ['用途', '条件'], itemMinutes: ['20', typed] })).toEqual({
			refused: 'minutes-out-of-range',
			detail: { min: 1, max: 480, line: 2, field: 'itemMinutes' }
		});
		expect(said({ turnSeconds: typed })).toMatchObject({
			refused: 'turn-out-of-range',
			detail: { field: 'turnSeconds' }
		});
		expect(said({ maxTurns: typed })).toMatchObject({ refused: 'turns-out-of-range' });
	});

	it('full-width digits are read, blanks around them too; an item without minutes is asked again', () => {
		const plan = planOf(
			form({
				...{ preset: 'eight', turnSeconds: ' ６０ ', maxTurns: '１' },
				...{ itemTitle: ['用途', '条件'], itemMinutes: ['４５', '\u3000020 '] }
			})
		);
		expect(plan.presetChanges).toMatchObject({ turnSeconds: 60, maxTurns: 1 });
		expect(plan.items.map(({ minutes }) => minutes)).toEqual([45, 20]);
		for (const itemMinutes of [[''], []])
			expect(planOrRefusal(form({ itemTitle: '用途', itemMinutes }))).toMatchObject({
				refused: 'minutes-out-of-range'
			});
	});

	it('what no page offers is refused, not guessed', () => {
		const draft = { title: '试一试', matter: '怎样办老年食堂？' };
		const said = (fields: Record<string, string>) =>
			parseCommand({ type: 'plan.amend', draft: draftOf(form({ ...draft, ...fields })) });
		expect(said({})).not.toHaveProperty('refused');
		expect(said({ quorum: '__proto__' })).toMatchObject({ refused: 'malformed' });
		expect(said({ publicNames: 'all' })).toMatchObject({ refused: 'malformed' });
	});

	it('empty rows are no items, whatever their minutes', () => {
		const { items } = planOf(
			form({
				itemTitle: ['用途', '', '条件'],
				itemMinutes: ['480', 'x', '15'],
				itemGoal: ['', '', '定下来']
			})
		);
		expect(items).toEqual([
			{ title: '用途', minutes: 480, goal: '' },
			{ title: '条件', minutes: 15, goal: '定下来' }
		]);
	});

	it('staff are added to the roll, but nobody twice and no second chair', () => {
		const { entries } = rollOf(
			form({
				roll: '李建国,居民代表\n周雅琴,主持人',
				chair: '吕文',
				clerk: '孙晓彤',
				helpers: '刘洋、韩磊，刘洋'
			})
		);
		expect(entries.map(({ name, role }) => [name, role])).toEqual([
			['李建国', 'member'],
			['周雅琴', 'chair'],
			['孙晓彤', 'clerk'],
			['刘洋', 'helper'],
			['韩磊', 'helper']
		]);
		expect(entries.filter(({ votes }) => votes)).toHaveLength(1);
	});
});
