import { expect, it } from 'vitest';
import { discussion, people } from './queue/test-discussion.ts';
import { stageOfCommand } from './stage-of-command.ts';

it('[T31] hands, calls and reminders name the stage in which they were pressed, on every screen', () => {
	const { state } = discussion(people('a'), 'eight');
	const here = state.runsheet.stageId;
	expect(here).not.toBeNull();
	for (const command of [
		{ type: 'queue.join', seat: 'a', item: 'i1', stance: 'for' },
		{ type: 'queue.call', item: 'i1', expect: 'hand1' },
		{ type: 'queue.respond', item: 'i1', seat: 'a' },
		{ type: 'queue.list', item: 'i1', open: false },
		{ type: 'runsheet.introduce', seat: 'a' },
		{ type: 'runsheet.remind', kind: 'civil' }
	] as const)
		expect(stageOfCommand(state, command), command.type).toBe(here);
	// What means the same whenever it arrives is never refused for being late.
	for (const command of [
		{ type: 'runsheet.acknowledge', seat: 'a' },
		{ type: 'attendance.sign-in', seat: 'a' },
		{ type: 'queue.end', entry: 'hand1' }
	] as const)
		expect(stageOfCommand(state, command), command.type).toBeUndefined();
});
