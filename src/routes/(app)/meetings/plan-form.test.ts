import { describe, expect, it } from 'vitest';
import { parseCommand } from '#server/meeting/commands.ts';
import { presetOf } from '#lib/meeting/queue/presets.ts';
import { draftOf, planOf, rollOf } from './plan-form.ts';

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

	it('an exact instant wins over the wall clock; nonsense is no time', () => {
		const at = Date.UTC(2026, 3, 11, 6, 30);
		expect(draftOf(form({ starts: '2026-04-11T14:30', startsAt: String(at) })).startsAt).toBe(at);
		expect(draftOf(form({ starts: 'soon', startsAt: '-5' })).startsAt).toBeUndefined();
	});

	it('what no page offers is refused, not guessed', () => {
		const draft = { title: '试一试', matter: '怎样办老年食堂？' };
		const said = (fields: Record<string, string>) =>
			parseCommand({ type: 'plan.amend', draft: draftOf(form({ ...draft, ...fields })) });
		expect(said({})).not.toHaveProperty('refused');
		expect(said({ quorum: '__proto__' })).toMatchObject({ refused: 'malformed' });
		expect(said({ publicNames: 'all' })).toMatchObject({ refused: 'malformed' });
	});

	it('empty rows are no items, minutes stay within a day', () => {
		const { items } = planOf(
			form({
				itemTitle: ['用途', '', '条件'],
				itemMinutes: ['1e9', '20', 'x'],
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
