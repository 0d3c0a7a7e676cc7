import { expect, it } from 'vitest';
import { refuse } from '#lib/meeting/refusal.ts';
import type { RollEntry, Seat } from '#lib/meeting/roll/roll.ts';
import { resident } from '#lib/meeting/roll/test-rolls.ts';
import {
	addedTo,
	corrected,
	notAtMeeting,
	savedBack,
	type AtMeeting,
	type Listed,
	type Resident
} from './community-roll.ts';

const listed = (...entries: RollEntry[]): Listed[] =>
	entries.map((entry, n) => ({ id: `p${n}`, entry: entry as Resident }));
const at = (entry: RollEntry, seat: Partial<Seat> = {}): AtMeeting => {
	const { name, building, title, role, votes, official, channel, hasPhone } = entry;
	return {
		person: { name, building, title },
		seat: { role, votes, official, channel, hasPhone, guest: false, ...seat } as Seat
	};
};
const li = resident('李建国', { building: '5号楼', title: '居民代表' });
const wang = resident('王桂芳', { building: '3号楼', title: '楼长' });

it('[W3] the rules of a meeting’s list hold: a name each, nobody twice, one chair, 2,000 people', () => {
	expect(addedTo([], [li, wang])).toMatchObject([{ name: '李建国' }, { name: '王桂芳' }]);
	expect(addedTo(listed(li), [wang, { ...li, name: ' 李 建国' }])).toEqual(
		refuse('already-on-roll', { line: 2 })
	);
	expect(addedTo([], [li, wang, li])).toEqual(refuse('roll-duplicate', { line: 1, other: 3 }));
	expect(addedTo([], [{ ...li, name: ' ' }])).toEqual(refuse('name-missing', { line: 1 }));
	const chair = { ...wang, role: 'chair' } as const;
	expect(addedTo(listed({ ...li, role: 'chair' }), [chair])).toEqual(
		refuse('second-chair', { line: 1 })
	);
	const many = Array.from({ length: 2000 }, (_, n) => resident(`居民${n}`));
	expect(addedTo(listed(...many), [li])).toEqual(refuse('roll-too-long', { max: 2000 }));
});

it('[W3] a correction is held against all others, and keeps only what a roll says', () => {
	const roll = listed(li, wang);
	expect(corrected(roll, 'p0', { ...li, title: '楼长', speaksFor: 3, side: 'a' })).toEqual({
		...{ name: '李建国', building: '5号楼', title: '楼长', role: 'member', votes: true },
		...{ official: li.official, channel: li.channel, hasPhone: li.hasPhone }
	});
	expect(corrected(roll, 'p0', wang)).toEqual(refuse('already-on-roll', { line: 1 }));
	expect(corrected(roll, 'p9', wang)).toEqual(refuse('no-such-seat'));
});

it('[W4] whoever is at a meeting under the same name and building is not offered again', () => {
	const roll = listed(li, wang);
	expect(notAtMeeting(roll, [{ name: '李建国', building: '５号楼', title: '' }])).toEqual([
		roll[1]
	]);
});

it('[W4] of two with one name and building the one who is not at the meeting is offered', () => {
	const [one, other] = [wang, { ...wang, title: '独居老人' }];
	const roll = listed(one, other);
	const left = (...titles: string[]) =>
		notAtMeeting(
			roll,
			titles.map((title) => ({ name: '王桂芳', building: '3号楼', title }))
		);
	expect(left('楼长')).toEqual([roll[1]]);
	expect(left('楼长', '代表'), 'both are there').toEqual([]);
	expect(left('代表'), 'nobody knows which').toEqual(roll);
});

it('[W5] of two with one name and building neither becomes the other', () => {
	const [one, other] = [wang, { ...wang, title: '独居老人' }];
	const roll = listed(one, other);
	const back = (...people: RollEntry[]) => {
		const { added, changed } = savedBack(
			roll,
			people.map((entry) => at(entry))
		);
		return [added.map(({ title }) => title), changed.map(({ id, entry }) => [id, entry.title])];
	};
	expect(back(one, other)).toEqual([[], []]);
	expect(back(one, { ...other, title: '代表' })).toEqual([[], [['p1', '代表']]]);
	expect(back({ ...wang, title: '代表' }), 'nobody knows whose').toEqual([[], []]);
	const both = savedBack([], [at(one), at(other)]).added;
	expect(both.map(({ title }) => title)).toEqual(['楼长', '独居老人']);
});

it('[W5] saving back adds who is new and changes who is said otherwise; nobody is taken off', () => {
	const roll = listed(li, wang);
	const zhao = resident('赵敏', { building: '5号楼', channel: 'online' });
	const back = savedBack(roll, [at({ ...li, hasPhone: !li.hasPhone }), at(zhao)]);
	expect(back.added).toMatchObject([{ name: '赵敏', channel: 'online' }]);
	expect(back.changed).toMatchObject([{ id: 'p0', entry: { hasPhone: !li.hasPhone } }]);
	expect(savedBack(roll, [at(li), at(wang)])).toEqual({ added: [], changed: [] });
});

it('[W6] guests, who works at the meeting, sides and households are not saved back', () => {
	const back = savedBack(
		[],
		[
			at(resident('来宾'), { guest: true }),
			...(['chair', 'cochair', 'clerk', 'helper', 'timekeeper'] as const).map((role) =>
				at(resident(role, { role }))
			),
			at(resident('秦律师', { role: 'adviser' })),
			at(wang, { side: 'a', speaksFor: 2 })
		]
	);
	expect(back.added.map(({ name }) => name)).toEqual(['秦律师', '王桂芳']);
	expect(back.added[1]).not.toHaveProperty('side');
});
