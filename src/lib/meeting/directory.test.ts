/** Who reads which names, in three projections. */
import { expect, it } from 'vitest';
import { aboutPerson, calledName, personName } from '#lib/i18n/seat-name.ts';
import {
	project,
	maskedInitial,
	surname,
	surnameInText,
	type Privacy,
	type Projection
} from './directory.ts';
import { planned, resident, roomOf } from './roll/test-rolls.ts';
import { pasteRoll } from './roll/paste.ts';

const room = roomOf(planned());
const staff = { votes: false, official: true, title: '', building: '社区' } as const;
room.do('organiser', {
	type: 'roll.add',
	entries: [
		resident('周雅琴', { role: 'chair', ...staff }),
		resident('邻居老张', { role: 'clerk', ...staff, official: false }),
		resident('王桂芳', { title: '独居老人代表', honorific: 'ms' }),
		resident('李建国', { honorific: 'mr' })
	]
});
const names = (projection: Projection, more: Partial<Privacy> = {}) =>
	Object.values(
		project(room.hidden.roll, projection, {
			...{ publicNames: 'surname', opened: true, body: false, roll: room.state.roll },
			...more
		})
	).map((person) => `${person!.name} ${person!.title}`.trim());

it('[S31] the hall reads whole names, and titles of who leads alone; the room reads all', () => {
	const whole = ['周雅琴', '邻居老张', '王桂芳', '李建国'];
	expect(names('hall').map((one) => one.split(' ')[0])).toEqual(whole);
	expect(names('hall').join()).not.toContain('独居');
	expect(names('hall', { opened: false }), 'names light up before 开会').toHaveLength(4);
	expect(names('members').join()).toContain('王桂芳 独居老人代表');
});

it('[S31] what a guest typed at the door for a name, the wall shows as strangers read it, until it is known', () => {
	const { roll } = room.hidden;
	const seats = { ...room.state.roll.seats };
	const people = new Map(roll.people);
	for (const votes of [false, true]) {
		const id = `g${votes}`;
		seats[id] = { ...seats[room.seat('李建国')]!, id, guest: true, role: 'guest', votes };
		people.set(id, { name: votes ? '赵敏' : '大家别信他', building: '', title: '' });
	}
	const shown = project({ ...roll, people }, 'hall', {
		...{ publicNames: 'surname', opened: true, body: false },
		roll: { ...room.state.roll, seats }
	});
	expect([shown.gfalse!.name, shown.gtrue!.name]).toEqual(['大**', '赵敏']);
});

it('[S31] strangers read the names of who leads for a public body, and of nobody else', () => {
	expect(names('public')).toEqual(['周雅琴', '邻**', '王**', '李**']);
	expect(names('public', { body: true })).toEqual(['周雅琴', '邻居老张', '王**', '李**']);
	expect(names('public', { opened: false })).toEqual(['周雅琴', '邻**']);
	expect(names('public', { publicNames: 'full' })).toContain('李建国');
});

it('[S32] a shortened name keeps how its owner is called; a whole one says it already', () => {
	const person = { name: '李建国', building: '3号楼', title: '' };
	expect(surname({ ...person, honorific: 'mr' })).toMatchObject({ name: '李**', honorific: 'mr' });
	expect(surname({ ...person, name: '陈女士' })).toMatchObject({ name: '陈**', honorific: 'ms' });
	expect(surname(person)).not.toHaveProperty('honorific');
	expect([maskedInitial(surname(person)), maskedInitial(person)]).toEqual(['李', null]);
});

it('[S32] alone a shortened name has its building and 先生, 女士 or 某; beside its building it has not', () => {
	const person = { name: '李建国', building: '5号楼', title: '居民代表' };
	const short = surname({ ...person, honorific: 'mr' });
	const unknown = surname(person);
	expect([personName(short), calledName(short)]).toEqual(['5号楼李先生', '李先生']);
	expect([personName(unknown), calledName(unknown)]).toEqual(['5号楼李某', '李某']);
	expect(personName(surname({ ...person, building: '' }))).toBe('李某');
	expect([personName(person), calledName(person)]).toEqual(['李建国', '李建国']);
	expect(aboutPerson({ ...unknown, title: '' })).toEqual([]);
	expect(aboutPerson(person)).toEqual(['5号楼', '居民代表']);
	expect(aboutPerson(null)).toEqual([]);
	const said = (name: string) => surnameInText({ name, building: '', title: '' });
	expect(['丁淑华', '陈女士', 'Joan'].map(said)).toEqual(['丁某', '陈女士', 'J.']);
});

it('[S32] 性别 in a list is that and nothing else; who corrects a name loses it by no accident', () => {
	const { lines } = pasteRoll(
		'姓名\t性别\t楼栋\n王桂芳\t女\t3号楼\n李建国\t男\t5号楼\n赵敏\t？\t5号楼'
	);
	expect(lines.map(({ entry }) => entry.honorific)).toEqual(['ms', 'mr', undefined]);
	const seat = room.seat('李建国');
	const change = (more: object) =>
		room.do('organiser', { type: 'roll.change', seat, change: more });
	change({ building: '6号楼' });
	expect(room.person(seat)).toEqual({
		name: '李建国',
		building: '6号楼',
		title: '居民代表',
		honorific: 'mr'
	});
	change({ honorific: 'none' });
	expect(room.person(seat)).not.toHaveProperty('honorific');
});
