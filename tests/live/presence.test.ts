/** Who is connected is not attendance; it becomes a fact only through the clock, after a grace. */
import { expect, test } from 'vitest';
import { itemNow } from '#lib/meeting/agenda/agenda.ts';
import { resident } from './people.ts';
import { discuss, folder, openMeeting, phone, served } from './world.ts';
import { storedRows } from './stored-rows.ts';

test('[R9] a place is held while a phone is offline, then 没连上, and given back on return', async () => {
	const it = await served(folder());
	const people = [resident('赵敏', { channel: 'online' }), resident('李建国')];
	const { room, chair } = await openMeeting(it, people, { holdSeconds: 5 });
	await discuss(room, chair);
	const item = itemNow(room.stored.state.agenda)!.id;
	const online = await phone(it, room, 1);
	await online.send({ type: 'queue.join', seat: online.seat, item, stance: 'for' });
	online.client.pause();
	await chair.until((p) => p.copy!.state.queue.entries[0]?.awayAt != null, '没连上');
	expect(room.stored.state.attendance.of[online.seat]!.status).toBe('present');
	const away = storedRows(it.app, room.meeting).at(-1)!;
	expect(away.line).toContain('"clock","queue.went-away"');
	online.client.wake();
	await chair.until((p) => p.copy!.state.queue.entries[0]?.awayAt === null, 'the place back');
	expect(room.stored.state.queue.entries).toHaveLength(1);
});

test('the desk sees which phones are connected; others see only counts', async () => {
	const it = await served(folder());
	const { room, clerk } = await openMeeting(it, [resident('王桂芳'), resident('李建国')]);
	const one = await phone(it, room, 1);
	await clerk.until((p) => p.presence?.connected?.includes(one.seat) ?? false, 'seat 1 to show');
	expect(clerk.presence).toMatchObject({ hall: 3 });
	expect(one.presence!.connected).toBeUndefined();
	one.close();
	await clerk.until((p) => !p.presence!.connected!.includes(one.seat), 'seat 1 to go');
});
