/**
 * What is carried along with a meeting is what a fold of its whole journal gives: the facts of its minutes, the
 * document, the public record and what its followers are told. Meetings at random, with corrections, erasures,
 * a restart and the seal.
 */
import { expect, onTestFinished, test, vi } from 'vitest';
import * as Y from 'yjs';
import { MinutesIndex } from '#lib/documents/minutes-index.ts';
import { toNote } from '#lib/documents/minutes-told.ts';
import { minutesFragment, NODE, readMinutes } from '#lib/documents/minutes.ts';
import { STEPS } from '#lib/meeting/cards/cards.ts';
import type { Command, MinutesFact } from '#lib/meeting/registry.ts';
import { mayReadFactText } from '#lib/meeting/disclosure/disclosure.ts';
import { factsOf } from '#lib/meeting/facts.ts';
import type { FactsAnswer } from '#lib/meeting/minutes/facts-answer.ts';
import type { MinutesBlock } from '#lib/meeting/minutes/minutes.ts';
import { fromSealedCopy } from '#lib/meeting/minutes/view.ts';
import { buildRecord } from '#lib/meeting/record/build-record.ts';
import { gather } from '#lib/meeting/record/find-references.ts';
import { applyChange, type PublicRecord, type RecordChange } from '#lib/meeting/record/public.ts';
import { publicRecord } from '#lib/meeting/record/publish.ts';
import type { MeetingRecord } from '#lib/meeting/record/record.ts';
import { shortRecord } from '#lib/meeting/record/short-record.ts';
import { isPublic, takesComments } from '#lib/meeting/record/view.ts';
import { newId } from '#server/auth/arrival.ts';
import { eventOf } from '#server/meeting/chain.ts';
import { minutesFacts } from '#server/meeting/minutes-facts.ts';
import { namesOf } from '#server/meeting/names.ts';
import type { Room } from '#server/meeting/room.ts';
import type { Published } from '#server/record/edition.ts';
import { testClock } from '#server/test-clock.ts';
import { makeMeeting, resident, seatId, sitDown } from './people.ts';
import { seeded } from './seeded.ts';
import { serve, type Served } from './serve.ts';
import { folder } from './world.ts';
import { storedRows } from './stored-rows.ts';

const MEMBERS = 5;
const THINGS = 240;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

test.each([3, 2026])('seed %i: a fold carried along is a fold from zero', async (seed) => {
	const evening = await Evening.begin(seeded(seed));
	for (let step = 1; step <= THINGS; step++) {
		await evening.something();
		if (step % 60 === 0) await evening.compare();
		if (step === THINGS / 2) await evening.restart();
	}
	await evening.end();
});

class Evening {
	it!: Served;
	room!: Room;
	readonly #dir = folder();
	readonly #random: () => number;
	readonly #clock = testClock(Date.now(), true);
	readonly #sessions = new Map<string, string>();
	/** The last version looked at, and what a follower has made of the changes since it asked for the whole. */
	#shown: PublicRecord | null = null;
	#follower: PublicRecord | null = null;
	/** What an editor that is open all the time has fetched. */
	#editor = { seq: 0, all: new Map<number, MinutesFact>(), texts: {} as FactsAnswer['texts'] };
	#words = 0;

	private constructor(random: () => number) {
		this.#random = random;
	}

	/** A meeting in its discussion, with its minutes open. */
	static async begin(random: () => number): Promise<Evening> {
		const evening = new Evening(random);
		await evening.#serve();
		const { app } = evening.it;
		const people = Array.from({ length: MEMBERS }, (_, n) => resident(`居民${n + 1}`));
		evening.room = await makeMeeting(app, people, 'thirteen');
		const { order, seats } = evening.room.committed.state.roll;
		for (const seat of order) {
			const cookie = await sitDown(app, evening.room, seat);
			evening.#sessions.set(seat, cookie.split('=')[1]!.split('.')[0]!);
		}
		await evening.#send('organiser', { type: 'plan.open' });
		await evening.#send('organiser', { type: 'record.set', publish: 'live' });
		const members = order.filter((seat) => seats[seat]!.votes);
		await evening.#send('organiser', { type: 'attendance.sign-in-all', seats: members });
		await evening.#go('discussion');
		await app.documents.open(evening.room.meeting, 'minutes');
		return evening;
	}

	async restart(): Promise<void> {
		await this.it.stop();
		this.#follower = this.#shown = null;
		await this.#serve();
		this.room = (await this.it.app.rooms.byId(this.room.meeting))!;
		await this.compare();
	}

	/** Objections, answers, the seal, an erasure in it, a correction. */
	async end(): Promise<void> {
		const { speaker } = this.room.committed.state.queue;
		const chair = seatId(this.room, 'chair');
		if (speaker) await this.#send(chair, { type: 'queue.end', entry: speaker.entry.id });
		await this.#send('organiser', { type: 'plan.close' });
		const until = this.room.now() + HOUR;
		await this.#send('organiser', { type: 'minutes.open-objections', until });
		const seat = seatId(this.room, 1);
		const fact = this.it.app.projections.of(this.room).facts.at(3)!.seq;
		await this.#send(seat, { type: 'minutes.object', seat, text: '不是这样说的', fact });
		const objection = this.room.committed.state.minutes.objections[0]!.id;
		const answer = { type: 'minutes.answer', objection, agreed: true, text: '改过了' } as const;
		await this.#send('organiser', answer);
		await this.compare();
		this.#clock.pass(DAY);
		const who = { session: 'office', owner: true, door: true };
		expect(await this.it.app.minutes.seal(this.room, who)).not.toHaveProperty('refused');
		await this.compare();
		await this.#send('organiser', { type: 'minutes.correct', text: '三号楼也来了', fact });
		const [prose] = this.room.committed.state.minutes.sealed!.prose;
		if (prose) await this.#send('organiser', { type: 'plan.erase', text: prose.id });
		await this.compare();
	}

	/** One thing of those that somebody might do now; some of it the room refuses. */
	async something(): Promise<void> {
		const dice = this.#random();
		if (dice < 0.45) await this.#speak();
		else if (dice < 0.6) await this.#atTheDesk();
		else if (dice < 0.75) await this.#cards();
		else await this.#write();
	}

	/** What may come next on the floor. */
	async #speak(): Promise<void> {
		const { speaker, entries, item, undo } = this.room.committed.state.queue;
		const seat = this.#member();
		const words = `话${(this.#words += 1)}`;
		const stance = this.#random() < 0.2 ? 'order' : this.#random() < 0.5 ? 'for' : 'ask';
		const join = { type: 'queue.join', seat, item: item ?? 'none', stance } as const;
		const chair = seatId(this.room, 'chair');
		const { items } = this.room.committed.state.agenda;
		if (item === null) return this.#try(chair, { type: 'agenda.open', item: this.#one(items)!.id });
		if (this.#random() < 0.2) return this.#try(seat, join);
		if (this.#random() < 0.15) return this.#try(chair, { type: 'queue.undo', at: undo?.at ?? 0 });
		if (!speaker) {
			const expect = this.#one(entries)?.id;
			if (!expect) return this.#try(seat, join);
			return this.#try(chair, { type: 'queue.call', item, expect });
		}
		const entry = speaker.entry.id;
		if (speaker.startedAt === null && this.#random() < 0.8)
			return this.#try(chair, { type: 'queue.start', entry });
		await this.#try(
			...this.#one<[string, Command]>([
				[chair, { type: 'queue.end', entry }],
				[chair, { type: 'queue.end', entry }],
				[chair, { type: 'queue.pass', entry }],
				[chair, { type: 'queue.rule', entry, ruling: 'agreed', words }],
				[speaker.entry.seat, { type: 'queue.write', entry, text: words }],
				[chair, { type: 'queue.respond', item, seat }]
			])!
		);
	}

	async #atTheDesk(): Promise<void> {
		const { agenda, queue, runsheet } = this.room.committed.state;
		const chair = seatId(this.room, 'chair');
		const clerk = seatId(this.room, 'clerk');
		const seat = this.#member();
		const { id: item } = this.#one(agenda.items)!;
		const proposal = this.#one(agenda.proposals)?.id ?? 'none';
		const text = `第${(this.#words += 1)}句`;
		const kind = 'speech';
		const { id: stage } = this.#one(runsheet.stages)!;
		await this.#try(
			...this.#one<[string, Command]>([
				[chair, { type: 'queue.list', item, open: !queue.listOpen }],
				[chair, { type: 'agenda.open', item }],
				[chair, { type: 'agenda.close', item: queue.item ?? item }],
				[chair, { type: 'agenda.add-sub', parent: item, title: text, kind }],
				[seat, { type: 'agenda.propose', seat, title: text }],
				[seat, { type: 'agenda.propose', seat, title: text }],
				[seat, { type: 'agenda.take-back', seat, proposal }],
				[chair, { type: 'agenda.accept', proposal, parent: null, kind, minutes: 5 }],
				[chair, { type: 'agenda.decline', proposal, reason: text }],
				[seat, { type: 'attendance.step-out', seat }],
				[seat, { type: 'attendance.return', seat }],
				[chair, { type: 'runsheet.remind', kind: 'civil' }],
				[clerk, { type: 'runsheet.note', stage, text }],
				['organiser', { type: 'plan.erase', text: this.#one([...this.room.texts.keys()])! }],
				[clerk, { type: 'record.summarise', decided: [text], open: [], doable: [text] }],
				['organiser', { type: 'record.set', publish: this.#one(['live', 'live', 'sealed'])! }]
			])!
		);
	}

	/** A round of cards goes on by one thing. */
	async #cards(): Promise<void> {
		const { cards, agenda } = this.room.committed.state;
		const chair = seatId(this.room, 'chair');
		const clerk = seatId(this.room, 'clerk');
		const board = cards.boards.at(-1);
		const n = (this.#words += 1);
		const item = this.#one(agenda.items)!.id;
		if (!board || (board.step === 'result' && this.#random() < 0.3))
			return this.#try(chair, { type: 'cards.prepare', item, question: `问题${n}` });
		const on = { board: board.id };
		const { step: from } = board;
		if (from === 'writing' || from === 'collecting')
			await Promise.all(
				Array.from({ length: 9 }, (_, more) =>
					this.#try(clerk, {
						...{ type: 'cards.paper', ...on, number: n * 10 + more, text: `卡片${n}${more}` },
						...{ card: `card${n}x${more}xxxxxx`, key: `key-${n}-of-card-${more}`, stance: 'idea' }
					} as Command)
				)
			);
		const card = this.#one(board.cards)?.id ?? 'none';
		const reason = this.#random() < 0.7 ? '粗话' : null;
		const to = this.#random() < 0.3 ? 'result' : STEPS[STEPS.indexOf(from) + 1]!;
		await this.#try(
			...this.#one<[string, Command]>([
				[chair, { type: 'cards.go', ...on, from, to: to, force: true }],
				[chair, { type: 'cards.go', ...on, from, to: to, force: true }],
				[clerk, { type: 'cards.group', ...on, cards: [card], to: null, name: `组${n}` }],
				[clerk, { type: 'cards.hide', ...on, card, reason }],
				[clerk, { type: 'cards.park', ...on, cards: [card], as: 'parked', reason: '以后再说' }]
			])!
		);
	}

	/** All that is carried along, beside what the journal and the document give by themselves. */
	async compare(): Promise<void> {
		const { app } = this.it;
		const { room } = this;
		const { doc } = (await app.documents.at(room.meeting, 'minutes'))!;
		const facts = () => factsOf(this.#events());
		await vi.waitFor(() => {
			if (room.committed.state.minutes.sealed) return;
			const blocks = readMinutes(doc);
			const there = blocks.flatMap((block) => (block.kind === 'fact' ? [block.seq] : []));
			expect(there).toEqual(facts().map(({ seq }) => seq));
			expect(untold(doc, room)).toBeNull();
		}, 60_000);
		expect(app.projections.of(room).facts).toEqual(facts());
		this.#fetchFacts();
		expect(MinutesIndex.of(doc).blocks).toEqual(readMinutes(doc));
		await vi.waitFor(async () => {
			const { whole, shown } = await this.#look();
			expect(whole.record.seq).toBe(room.committed.seq);
			expect(whole).toEqual(this.#publicRecord(whole.version, doc, (record) => record));
			expect(shown).toEqual(this.#publicRecord(whole.version, doc, shortRecord));
		}, 60_000);
	}

	/** An open editor has the facts and their words, though it is told only what changed since it last asked. */
	#fetchFacts(): void {
		const { app } = this.it;
		const answer = minutesFacts(this.room, app.projections.of(this.room), 'desk', this.#editor.seq);
		const { all, texts } = this.#editor;
		for (const fact of answer.facts) all.set(fact.seq, fact);
		for (const seq of answer.gone) all.delete(seq);
		this.#editor = { seq: answer.seq, all, texts: { ...texts, ...answer.texts } };
		const facts = factsOf(this.#events());
		expect([...all.values()].sort((a, b) => a.seq - b.seq)).toEqual(facts);
		const refs = new Set<string>();
		gather(facts, new Set(), refs);
		for (const id of refs) expect(this.#editor.texts[id]).toBe(this.room.texts.get(id) ?? null);
	}

	/** The newest version; a follower is told what leads there, and no more than that. */
	async #look(): Promise<Published> {
		const published = await this.it.app.records.of(this.room);
		const { version, shown, json, change, previous } = published;
		expect(JSON.parse(json.plain.toString())).toEqual(shown);
		const before = this.#shown;
		this.#shown = shown;
		if (!before || before.version !== previous) {
			if (before?.version !== version) this.#follower = shown;
			return published;
		}
		const all = changeBetween(before, shown);
		expect(change && JSON.parse(change)).toEqual(all);
		this.#follower = all && applyChange(this.#follower!, all)!;
		this.#follower ??= shown;
		expect(this.#follower.record).toEqual(shown.record);
		expect(this.#follower.texts).toMatchObject(shown.texts);
		for (const [id, body] of Object.entries(this.#follower.texts))
			if (!(id in shown.texts)) expect(body).toBeNull();
		return published;
	}

	/** The public record from zero. */
	#publicRecord(
		version: string,
		doc: Y.Doc,
		as: (record: MeetingRecord) => MeetingRecord
	): PublicRecord {
		const { room } = this;
		const { state, seq, head } = room.committed;
		const facts = factsOf(this.#events());
		const record = buildRecord({ state, seq, head, facts, blocks: this.#blocks(doc) });
		const may = { open: isPublic(state), takes: takesComments(state, room.now()) };
		const { signer } = this.it.app;
		const { people } = namesOf(room, 'public');
		return publicRecord(as(record), { version, ...may, signer }, people, (id) =>
			mayReadFactText(state, id, 'public') ? (room.texts.get(id) ?? null) : undefined
		);
	}

	#blocks(doc: Y.Doc): MinutesBlock[] {
		const sealed = this.#events().find((event) => event.type === 'minutes.sealed');
		if (!sealed) return readMinutes(doc);
		return fromSealedCopy(sealed.body.blocks, ({ id }) => this.room.texts.get(id) ?? '［…］');
	}

	/** Somebody types, tags, adds a paragraph, takes one out, pastes a slot twice, forges a fact. */
	async #write(): Promise<void> {
		const document = await this.it.app.documents.open(this.room.meeting, 'minutes');
		const dice = this.#random();
		await document.change((doc) => {
			const fragment = minutesFragment(doc);
			const nodes = fragment.toArray().filter((node) => node instanceof Y.XmlElement);
			const slot = this.#one(nodes.filter(({ nodeName }) => nodeName === NODE.gist));
			const words = () => new Y.XmlText(`写${(this.#words += 1)}`);
			const at = Math.floor(this.#random() * fragment.length);
			if (dice < 0.5) slot?.insert(slot.length, [words()]);
			else if (dice < 0.6) slot?.setAttribute('tag', this.#one(['agreed', 'to-check'])!);
			else if (dice < 0.7) slot?.delete(0, slot.length);
			else if (dice < 0.8) {
				const paragraph = new Y.XmlElement(NODE.paragraph);
				paragraph.insert(0, [words()]);
				fragment.insert(at, [paragraph]);
			} else if (dice < 0.85) {
				const found = nodes.findIndex(({ nodeName }) => nodeName === NODE.paragraph);
				if (found >= 0) fragment.delete(found, 1);
			} else if (dice < 0.92 && slot) fragment.insert(at, [slot.clone() as Y.XmlElement]);
			else if (dice >= 0.92) {
				const forged = new Y.XmlElement(NODE.fact);
				forged.setAttribute('seq', (90_000 + at) as unknown as string);
				fragment.insert(at, [forged]);
			}
		});
		// What was forged goes when the next fact comes.
		const { covered } = this.room.committed.state.plan;
		if (dice >= 0.92)
			await this.#try(seatId(this.room, 'chair'), { type: 'plan.cover', covered: !covered });
	}

	#member(): string {
		return seatId(this.room, 1 + Math.floor(this.#random() * MEMBERS));
	}

	async #go(kind: string): Promise<void> {
		const { stages, stageId: stageId } = this.room.committed.state.runsheet;
		const to = stages.find((stage) => stage.kind === kind)!.id;
		const go = {
			type: 'runsheet.go',
			from: stageId!,
			to,
			force: true,
			reason: '人到齐了'
		} as const;
		await this.#send(seatId(this.room, 'chair'), go);
	}

	#one<T>(of: readonly T[]): T | undefined {
		return of[Math.floor(this.#random() * of.length)];
	}

	async #send(as: string, command: Command): Promise<void> {
		expect(await this.#ask(as, command), command.type).not.toHaveProperty('refused');
	}

	/** What is refused was not possible just now. */
	async #try(as: string, command: Command): Promise<void> {
		await this.#ask(as, command);
	}

	#ask(as: string, command: Command) {
		const session = as === 'organiser' ? 'office' : (this.#sessions.get(as) ?? null);
		return this.room.ask({ id: newId(), as, command }, { session, owner: true, door: true });
	}

	async #serve(): Promise<void> {
		const it = await serve(this.#dir, this.#clock.environment);
		const { stop } = it;
		let stopped: Promise<void> | null = null;
		this.it = { ...it, stop: () => (stopped ??= stop.call(it)) };
		onTestFinished(this.it.stop);
	}

	#events() {
		return storedRows(this.it.app, this.room.meeting).map((row) => eventOf(row.line));
	}
}

/** What the room has not been told of the whole document, read from zero. */
function untold(doc: Y.Doc, { committed: stored, texts }: Room) {
	const gists = new Map(
		readMinutes(doc).flatMap((one) => (one.kind === 'gist' ? [[one.id, one] as const] : []))
	);
	const { minutes } = stored.state;
	const ids = new Set([...gists.keys(), ...minutes.lines.map(({ id }) => id)]);
	return toNote({ gist: (id) => gists.get(id) ?? null }, ids, minutes, texts);
}

/** What leads from one version to another, found by comparing all of both. */
function changeBetween(before: PublicRecord, after: PublicRecord): RecordChange | null {
	if (before.open !== after.open) return null;
	const differs = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other);
	const fresh = <T>(was: Record<string, T>, is: Record<string, T>) =>
		Object.entries(is).filter(([key, value]) => differs(value, was[key]));
	const known = new Map(before.record.lines.map((line) => [line.id, line]));
	const order = after.record.lines.map(({ id }) => id);
	const gone = Object.keys(before.texts).filter(
		(id) => before.texts[id] !== null && !(id in after.texts)
	);
	return {
		from: before.version,
		version: after.version,
		takes: after.takes,
		parts: Object.fromEntries(
			fresh(before.record as never, after.record as never).filter(([key]) => key !== 'lines')
		),
		lines: after.record.lines.filter((line) => differs(line, known.get(line.id))),
		order: before.record.lines.every(({ id }, n) => order[n] === id) ? null : order,
		people: Object.fromEntries(fresh(before.people, after.people)),
		texts: Object.fromEntries([
			...fresh(before.texts, after.texts),
			...gone.map((id) => [id, null] as const)
		])
	};
}
