/**
 * Scenario A to the end of its speaking round, through a real room with a clock and chance of its own:
 * the journal that this release writes. `node tests/golden/scenario-a.ts` records it anew; do that only
 * for a new version, beside the old files, never over them.
 */
import { readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itemNow } from '#lib/meeting/agenda/agenda.ts';
import type { Command } from '#lib/meeting/registry.ts';
import type { Stance } from '#lib/meeting/queue/queue.ts';
import { orderNow } from '#lib/meeting/queue/view.ts';
import { demoAnswers, demoCommands } from '#server/demo/scenario-a.ts';
import { createMeeting } from '#server/meeting/create.ts';
import type { Room } from '#server/meeting/room.ts';
import { serve } from '../live/serve.ts';
import { seeded } from '../live/seeded.ts';
import { seatId, sitDown } from '../live/people.ts';
import { storedRows } from '../live/stored-rows.ts';

const STANCE: Record<string, Stance> = { 赞成: 'for', 反对: 'against', 提问: 'ask', 程序问题: 'order' };

/** Records scenario A; returns the stored lines and hashes. */
export async function recordScenarioA() {
	const dir = mkdtempSync(join(tmpdir(), 'yitang-golden-'));
	const random = seeded(110411);
	let now = Date.UTC(2026, 3, 11, 6, 15);
	const it = await serve(dir, {
		...{ now: () => now, monotonic: () => now, behind: () => 0, catchUp() {} },
		random: (bytes) => Buffer.from(Array.from({ length: bytes }, () => Math.floor(random() * 256)))
	});
	const [create, ...then] = demoCommands('');
	if (create?.type !== 'plan.create') throw new Error('the demo begins with its plan');
	const { draft, preset, template, items } = create;
	const room = await createMeeting(it.app, {
		owner: null,
		plan: { draft, preset, template, items },
		then,
		after: demoAnswers
	});
	if ('refused' in room) throw new Error(room.refused);
	const chair = seatId(room, 'chair');
	const clerk = seatId(room, 'clerk');
	const sessions = new Map<string, string>();
	for (const seat of [chair, clerk])
		sessions.set(seat, (await sitDown(it.app, room, seat)).split('=')[1]!.split('.')[0]!);
	let count = 0;
	const send = async (as: string, command: Command) => {
		const id = `golden-${(count += 1)}`;
		const answer = await room.ask({ id, as, command }, { session: sessions.get(as)!, owner: false });
		if ('refused' in answer) return answer.refused;
		return null;
	};

	await send(chair, { type: 'plan.open' });
	const here = voters(room).filter((seat) => room.committed.state.attendance.of[seat]?.status !== 'leave');
	for (const seat of here) {
		now += 20_000;
		await send(clerk, { type: 'attendance.sign-in', seat });
	}
	for (const kind of ['matter', 'parties', 'rules', 'discussion']) {
		now += 240_000;
		if (kind === 'discussion') await send(clerk, { type: 'runsheet.acknowledge-hall', seats: here });
		const { stageId: at, stages } = room.committed.state.runsheet;
		const to = stages.find((stage) => stage.kind === kind)!.id;
		await send(chair, { type: 'runsheet.go', from: at!, to });
	}
	const item = itemNow(room.committed.state.agenda)!.id;
	const refusals: string[] = [];
	for (const [time, what, name, stance] of speaking()) {
		const [h, m, s] = time.split(':').map(Number) as [number, number, number];
		now = Date.UTC(2026, 3, 11, h - 8, m, s);
		const seat = [...room.committed.hidden.roll.people].find(([, person]) => person?.name === name)![0];
		if (what === 'next') {
			const expect = orderNow(room.committed.state)[0]!.entry.id;
			await send(chair, { type: 'queue.call', item, expect });
			const { speaker } = room.committed.state.queue;
			if (speaker?.entry.seat !== seat) throw new Error(`${time}: ${name} should speak`);
			await send(chair, { type: 'queue.start', entry: speaker.entry.id });
			continue;
		}
		if (what === 'refuse') now += 60_000;
		const entry = room.committed.state.queue.speaker?.entry;
		if (what === 'refuse' && entry) await send(chair, { type: 'queue.end', entry: entry.id });
		const kind = STANCE[stance!]!;
		const refused = await send(clerk, {
			type: 'queue.join',
			seat,
			item,
			stance: kind,
			...(kind === 'order' ? { point: 'split-question' as const } : {})
		});
		if (refused) refusals.push(`${name} ${refused}`);
	}
	const rows = storedRows(it.app, room.meeting);
	const { meeting } = room;
	const state = room.committed.state;
	await it.stop();
	rmSync(dir, { recursive: true, force: true });
	return { meeting, rows, state, refusals };
}

function voters(room: Room): string[] {
	const { seats, order } = room.committed.state.roll;
	return order.filter((seat) => seats[seat]!.votes);
}

function speaking(): [string, 'raise' | 'next' | 'refuse', string, string?][] {
	const file = join(import.meta.dirname, '../data/scenarios.json');
	const { scenarios } = JSON.parse(readFileSync(file, 'utf8')) as {
		scenarios: { id: string; 发言队列事件: [string, 'raise' | 'next' | 'refuse', string, string?][] }[];
	};
	return scenarios.find(({ id }) => id === 'A')!.发言队列事件;
}

if (import.meta.main) {
	const { meeting, rows, state } = await recordScenarioA();
	const folder = import.meta.dirname;
	writeFileSync(join(folder, 'v1-scenario-a.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n') + '\n');
	writeFileSync(join(folder, 'v1-scenario-a.json'), JSON.stringify({ meeting, state }, null, '\t') + '\n');
}
