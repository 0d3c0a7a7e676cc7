/**
 * No event of the journal ever carries typed words (L18): whatever is typed into any command, also where an
 * id belongs, events hold ids that the room knows, numbers and hashes. Everything typed here is written in signs that nothing else is written in; and
 * every type of event there is must come up, so that a new one fails until it was tried.
 */
import { twoSides } from './typed-two-sides.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Command } from '#lib/meeting/registry.ts';
import { opened, plan, prepared } from '#lib/meeting/runsheet/test-meetings.ts';
import type { TestRoom } from '#lib/meeting/test-room.ts';
import { A, B, C, CHAIR, CLERK, draft, run, SIGNS, typed } from './typed-signs.ts';
import { calls } from './typed-calls.ts';
import { captions } from './typed-captions.ts';
import { cards } from './typed-cards.ts';
import { agreement } from './typed-agreement.ts';
import { outcomes } from './typed-outcomes.ts';
import { votes } from './typed-votes.ts';

const MEETING = join(import.meta.dirname, '../src/lib/meeting');
/** Types of all events, as the slices declare them. */
function declared(): Set<string> {
	const types = new Set<string>();
	for (const file of readdirSync(MEETING, { recursive: true, encoding: 'utf8' })) {
		if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue;
		const text = readFileSync(join(MEETING, file), 'utf8');
		for (const [, type] of text.matchAll(/type: '([a-z]+\.[a-z-]+)';\s*body/g)) types.add(type!);
		for (const [, type] of text.matchAll(/\bTold<\s*'([a-z-]+)'/g)) types.add(`cards.${type!}`);
	}
	return types;
}

/** Everything about the plan, the roll and who is there. */
function rollAndPlan(): TestRoom {
	const room = prepared(plan({ items: [{ title: typed(), minutes: 9, goal: typed() }] }, draft()), [
		A,
		B,
		C
	]);
	const seat = (name: string) => room.seat(name);
	run(room, 'organiser', { type: 'plan.amend', draft: draft() });
	const guest = { building: typed(), channel: 'hall' } as const;
	const entry = {
		...guest,
		title: typed(),
		role: 'member',
		votes: true,
		official: false,
		hasPhone: true
	} as const;
	run(room, 'organiser', { type: 'roll.add', entries: [{ ...entry, name: typed() }] });
	run(room, 'organiser', {
		type: 'roll.change',
		seat: seat(C),
		change: { name: typed(), title: typed(), votes: false }
	});
	run(room, 'organiser', { type: 'roll.remove', seat: room.state.roll.order.at(-1)! });
	run(room, 'organiser', { type: 'roll.role', seat: seat(B), role: 'helper' });
	const { units, matter } = room.state.plan.details!;
	run(room, 'organiser', { type: 'plan.unit', unit: units[0]!.id, status: 'came' });
	run(room, A, { type: 'attendance.rsvp', seat: seat(A), rsvp: 'leave', reason: typed() });
	run(room, CHAIR, { type: 'plan.announce' });
	run(room, CHAIR, { type: 'plan.open-sign-in' });
	run(room, 'organiser', { type: 'plan.open' });
	run(room, CHAIR, { type: 'plan.cover', covered: true });
	run(room, CHAIR, { type: 'plan.off-wall', text: matter.id, off: true });
	run(room, CLERK, { type: 'attendance.sign-in', seat: seat(A) });
	run(room, CLERK, { type: 'attendance.undo-sign-in', seat: seat(A) });
	run(room, CLERK, { type: 'attendance.sign-in-all', seats: [seat(A), seat(B)] });
	run(
		room,
		A,
		{ type: 'attendance.step-out', seat: seat(A) },
		{ type: 'attendance.return', seat: seat(A) }
	);
	run(room, CLERK, { type: 'attendance.leave', seat: seat(A), reason: typed() });
	run(
		room,
		CLERK,
		{ type: 'roll.join-open', open: false },
		{ type: 'roll.join-open', open: true },
		{ type: 'roll.help', helper: seat(B), seats: [seat(A)] },
		{ type: 'roll.more-time', seat: seat(A), more: true }
	);
	doors(room, seat(A));
	run(room, CLERK, { type: 'roll.walk-in', entry: { ...entry, name: typed() } });
	return room;
}

/** By a link, by the code, by the clerk's hand; from one phone to another. */
function doors(room: TestRoom, seat: string): void {
	const at = (session: string, command: Command) =>
		expect(room.send('door', command, { session, proves: seat }), JSON.stringify(command)).toBe(
			'ok'
		);
	at('one', { type: 'roll.claim', seat });
	at('two', { type: 'roll.claim', seat });
	const request = room.hidden.roll.requests[0]?.id ?? '';
	run(room, CLERK, { type: 'roll.allow', request }, { type: 'roll.release', seat });
	at('three', { type: 'roll.guest', name: typed(), building: typed(), channel: 'hall' });
	const guest = room.state.roll.order.at(-1)!;
	run(room, CLERK, { type: 'roll.bind', guest, seat });
	const clerk = room.seat(CLERK);
	expect(
		room.send('door', { type: 'roll.claim', seat: clerk }, { session: 'four', proves: clerk })
	).toBe('ok');
	run(room, CHAIR, { type: 'attendance.sign-in', seat: clerk, channel: 'hall' });
	// Offered and not taken; then taken.
	for (const accept of [false, true]) {
		run(room, CHAIR, { type: 'roll.hand-chair', to: clerk });
		run(room, CLERK, { type: 'roll.answer-chair', seat: clerk, accept });
	}
}

/** Stages, agenda, speaking, notes, mood, live sound. */
function discussion(): TestRoom {
	const room = opened(
		plan(
			{
				items: [
					{ title: typed(), minutes: 9, goal: typed() },
					{ title: typed(), minutes: 9, goal: typed() }
				]
			},
			draft()
		),
		[A, B, C]
	);
	const seat = (name: string) => room.seat(name);
	const stage = room.state.runsheet.stages[0]!.id;
	run(room, CLERK, { type: 'runsheet.note', stage, text: typed() });
	room.go('matter', { reason: typed(), force: true });
	room.go(room.state.runsheet.stages.find(({ kind }) => kind === 'parties')!.id);
	run(room, CHAIR, { type: 'runsheet.introduce', seat: seat(A) });
	room.go(room.state.runsheet.stages.find(({ kind }) => kind === 'rules')!.id);
	run(room, A, { type: 'runsheet.acknowledge', seat: seat(A) });
	room.go(room.state.runsheet.stages.find(({ kind }) => kind === 'discussion')!.id, {
		force: true,
		reason: typed()
	});
	run(
		room,
		CHAIR,
		{ type: 'runsheet.remind', kind: 'civil' },
		{ type: 'runsheet.calm', seconds: 60 }
	);
	run(room, CHAIR, { type: 'mood.open' }, { type: 'mood.close' });
	run(room, CLERK, { type: 'calls.open-hall' });
	const item = room.state.agenda.items[0]!.id;
	for (const on of [true, false]) run(room, CHAIR, { type: 'queue.table', item, on });
	const entry = () => room.state.queue.entries[0]?.id ?? room.state.queue.speaker!.entry.id;
	const join = (name: string) =>
		run(room, name, { type: 'queue.join', seat: seat(name), item, stance: 'for' });
	run(room, CLERK, { type: 'attendance.undo-sign-in', seat: seat(B) });
	run(room, B, { type: 'attendance.sign-in', seat: seat(B), channel: 'online' });
	calls(room, B);
	for (const name of [A, B, C]) join(name);
	run(room, CHAIR, { type: 'queue.move', entry: room.state.queue.entries.at(-1)!.id, place: 0 });
	run(room, C, { type: 'queue.withdraw', seat: seat(C), item });
	run(room, 'clock', { type: 'queue.away', seat: seat(B) }, { type: 'queue.back', seat: seat(B) });
	run(room, CHAIR, { type: 'queue.call', item, expect: entry() });
	const turn = room.state.queue.speaker!.entry;
	const who = [A, B].find((name) => seat(name) === turn.seat)!;
	run(
		room,
		who,
		{ type: 'queue.start', entry: turn.id, writing: true },
		{ type: 'queue.write', entry: turn.id, text: typed(20) }
	);
	run(
		room,
		CHAIR,
		{ type: 'queue.pause', entry: turn.id },
		{ type: 'queue.resume', entry: turn.id }
	);
	run(
		room,
		CHAIR,
		{ type: 'queue.extend', entry: turn.id, seconds: 30 },
		{ type: 'queue.end', entry: turn.id }
	);
	run(room, CHAIR, { type: 'queue.respond', item, seat: seat(C) });
	const answer = room.state.queue.speaker!.entry.id;
	run(room, CHAIR, { type: 'queue.start', entry: answer }, { type: 'queue.end', entry: answer });
	run(room, CHAIR, { type: 'queue.call', item, expect: entry() });
	const next = room.state.queue.speaker!.entry;
	run(
		room,
		[A, B].find((name) => seat(name) === next.seat)!,
		{ type: 'queue.pass', entry: next.id }
	);
	run(room, C, {
		type: 'queue.join',
		seat: seat(C),
		item,
		stance: 'order',
		point: 'split-question'
	});
	run(room, CHAIR, { type: 'queue.call', item, expect: entry() });
	const point = room.state.queue.speaker!.entry.id;
	run(room, CHAIR, { type: 'queue.start', entry: point });
	run(room, CHAIR, { type: 'queue.rule', entry: point, ruling: 'agreed', words: typed() });
	if (room.state.queue.speaker) run(room, CHAIR, { type: 'queue.end', entry: point });
	room.send(CHAIR, { type: 'queue.undo', at: room.state.queue.undo?.at ?? 0 });
	const open = room.state.queue.speaker;
	if (open) run(room, CHAIR, { type: 'queue.end', entry: open.entry.id });
	run(room, CHAIR, { type: 'queue.list', item, open: false });
	proposals(room, item);
	return room;
}

/** What observers leave for the desk, and the talk in rounds. */
function roundTable(): TestRoom {
	const room = prepared(plan({ preset: 'round-robin' }, draft()), [A, B]);
	const name = typed();
	const entry = { name, building: typed(), title: typed(), role: 'observer' } as const;
	const rest = { votes: false, official: true, channel: 'hall', hasPhone: true } as const;
	run(room, 'organiser', { type: 'roll.add', entries: [{ ...entry, ...rest }] });
	run(room, name, { type: 'notes.leave', seat: room.seat(name), text: typed() });
	run(room, 'organiser', { type: 'notes.forget', note: [...room.hidden.lots.notes.keys()][0]! });
	run(room, 'organiser', { type: 'plan.open' });
	run(room, CLERK, { type: 'attendance.sign-in-all', seats: [room.seat(A), room.seat(B)] });
	room.go('discussion', { force: true, reason: typed() });
	const item = room.state.agenda.items[0]!.id;
	run(room, CHAIR, { type: 'queue.next-round', item, round: 1 });
	return room;
}

function proposals(room: TestRoom, item: string): void {
	const seat = room.seat(A);
	run(room, A, { type: 'agenda.propose', seat, title: typed(), why: typed() });
	const proposal = room.state.agenda.proposals[0]!.id;
	run(room, CHAIR, { type: 'agenda.decline', proposal, reason: typed() });
	run(room, CHAIR, { type: 'agenda.add-sub', parent: item, title: typed(), kind: 'speech' });
	run(room, CHAIR, { type: 'agenda.pause', item }, { type: 'agenda.open', item });
	run(room, CHAIR, { type: 'agenda.close', item });
	const items = room.state.agenda.items.map(({ id, parent, kind, minutes }) => ({
		...{ id, parent, kind, minutes, title: typed(), goal: typed() },
		excerpts: [{ text: typed(), source: typed() }]
	}));
	run(room, 'documents', { type: 'agenda.arrange', items, gone: [] });
}

/** A vote while this person is away; its id. */
function votedWithout(room: TestRoom, who: string): string {
	run(room, who, { type: 'attendance.step-out', seat: room.seat(who) });
	const settings = { kind: 'scale', secrecy: 'named', afterwards: true } as const;
	const draft = { question: typed(), settings };
	run(room, CHAIR, { type: 'ballots.prepare', item: null, draft });
	const { id: vote } = room.state.ballots.votes[0]!;
	run(room, CHAIR, { type: 'ballots.open', vote }, { type: 'ballots.close', vote });
	return vote;
}

/** Minutes, record, comments, erasing: what follows a meeting. */
function afterwards(): TestRoom {
	const room = opened(plan({}, { ...draft(), record: 'live' }), [A, B]);
	const seat = room.seat(A);
	run(room, 'organiser', { type: 'record.set', publish: 'live' });
	captions(room, A);
	run(room, CHAIR, { type: 'minutes.allow', seat, allowed: true });
	const line = { id: 'g1', fact: null, tag: null, relayed: false };
	run(room, 'documents', { type: 'minutes.note', lines: [{ ...line, text: typed() }], gone: [] });
	run(room, CLERK, { type: 'record.summarise', decided: [typed()], open: [typed()], doable: [] });
	const away = votedWithout(room, B);
	run(room, CHAIR, { type: 'plan.close' });
	run(room, CHAIR, { type: 'ballots.open-afterwards', vote: away });
	const leave = { type: 'comments.leave', how: 'phone', building: typed() } as const;
	for (const comment of ['w1', 'w2'])
		run(room, CLERK, { ...leave, comment, name: typed(), text: typed() });
	run(
		room,
		CLERK,
		{ type: 'comments.publish', comment: 'w1' },
		{ type: 'comments.reply', comment: 'w1', text: typed() }
	);
	run(
		room,
		CLERK,
		{ type: 'comments.withhold', comment: 'w2', reason: typed() },
		{ type: 'comments.forget', comment: 'w1' }
	);
	const [later, sooner] = [3, 1].map((days) => room.now + days * 24 * 3600_000 + 60_000);
	run(
		room,
		'organiser',
		{ type: 'minutes.open-objections', until: later! },
		{ type: 'minutes.open-objections', until: sooner!, reason: typed() }
	);
	run(room, A, { type: 'minutes.object', seat, text: typed() });
	const objection = room.state.minutes.objections[0]!.id;
	run(room, CLERK, { type: 'minutes.answer', objection, agreed: true, text: typed() });
	room.pass(25 * 3600_000);
	room.send('clock', { type: 'ballots.close', vote: room.state.ballots.afterwards[0]!.id });
	const blocks = [{ kind: 'paragraph', words: typed() } as const];
	run(room, 'organiser', { type: 'minutes.seal', blocks, upTo: room.events.length });
	run(room, CLERK, { type: 'minutes.correct', text: typed() });
	run(room, 'organiser', { type: 'plan.erase', text: seat });
	return room;
}

function notHeld(): TestRoom {
	const room = prepared(plan({}, draft()));
	run(room, 'organiser', { type: 'plan.cancel', reason: typed() });
	return room;
}

test('[L18] whatever is typed, no event holds a sign of it; every type of event came up', () => {
	const meetings = [
		rollAndPlan(),
		discussion(),
		roundTable(),
		twoSides(opened(plan({ preset: 'mediation' }, draft()), [A, B, C]), run, A, CHAIR),
		agreement(),
		cards(),
		votes(),
		outcomes(),
		afterwards(),
		notHeld()
	];
	const seen = new Set<string>();
	for (const { events } of meetings)
		for (const event of events) {
			seen.add(event.type);
			expect(
				[...JSON.stringify(event)].filter((sign) => SIGNS.includes(sign)),
				event.type
			).toEqual([]);
		}
	const missing = [...declared()].filter((type) => !seen.has(type));
	expect(missing).toEqual([]);
});
