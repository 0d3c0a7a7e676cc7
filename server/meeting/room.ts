/**
 * The room: the only writer of one meeting. Every change is decided on `decided`, stored by the group
 * commit, and only then answered and told (architecture §2).
 *
 * Invariants: no `await` between authorising and evolving, so commands of a meeting have one order;
 * an answer or an event leaves this file only after its COMMIT; if a commit fails, everything decided
 * on the lost picture answers `not-saved` and the room reloads from the journal.
 */
import { hash } from 'node:crypto';
import type { Envelope } from '#lib/meeting/command.ts';
import { isRefusal } from '#lib/meeting/context.ts';
import { decide } from '#lib/meeting/decide.ts';
import { due, type Due } from '#lib/meeting/due.ts';
import { EVENT_VERSION, type Fact, type MeetingEvent } from '#lib/meeting/event.ts';
import { applyHidden, type HiddenWrite } from '#lib/meeting/hidden.ts';
import { permit } from '#lib/meeting/permissions.ts';
import { refuse, type Refusal } from '#lib/meeting/refusal.ts';
import { canonical } from '#lib/meeting/canonical.ts';
import { actorFor, type Who } from './actor.ts';
import { contextFor, type Surroundings } from './context.ts';
import { advance, imageOf, type Image } from './image.ts';
import { answerKey, chain, lineOf, type Batch, type Journal } from './journal.ts';

export type Answer = { seq: number } | Refusal;
export type Reply = (answer: Answer) => void;

/** What was stored at once: told to screens after COMMIT. */
export interface Report {
	events: MeetingEvent[];
	/** Bodies of texts that came with the events; null where one was erased. */
	texts: Record<string, string | null>;
	hidden: HiddenWrite[];
	/** Texts that nothing shows any more; told once as gone, then forgotten. */
	dropped: string[];
}

interface Waiting {
	key: string;
	digest: string;
	replies: Reply[];
	seq: number;
}

export class Room {
	readonly meeting: string;
	readonly code: string;
	/** Texts of the stored picture. */
	readonly texts = new Map<string, string | null>();
	/** Called after each COMMIT that stored something of this room. */
	onStored: (report: Report) => void = () => {};
	/** Called when a commit failed and the room came back from the journal. */
	onReloaded: () => void = () => {};
	/** When something was last asked of this room, for sending idle rooms home. */
	usedAt: number;

	#decided: Image;
	#stored: Image;
	#journal: Journal;
	/** Commands that may have been answered before (`answerKey`). */
	#answered: Set<number>;
	#surroundings: Surroundings;
	#schedule: (room: Room) => void;
	#batch: Batch;
	#report: Report = { events: [], texts: {}, hidden: [], dropped: [] };
	#waiting = new Map<string, Waiting>();
	#inFlight: { image: Image; report: Report; waiting: Map<string, Waiting> } | null = null;
	#dueAt: number | null = null;
	#loading: Promise<void> | null = null;

	private constructor(
		meeting: string,
		code: string,
		journal: Journal,
		surroundings: Surroundings,
		schedule: (room: Room) => void,
		image: Image,
		answered: Set<number>
	) {
		this.meeting = meeting;
		this.code = code;
		this.#journal = journal;
		this.#surroundings = surroundings;
		this.#schedule = schedule;
		this.#decided = this.#stored = image;
		this.#answered = answered;
		this.#batch = this.#blank();
		this.#dueAt = due(image.state)?.at ?? null;
		this.usedAt = surroundings.now();
	}

	/** Brings a room back from its journal; a new meeting has an empty one. */
	static async load(
		meeting: string,
		code: string,
		journal: Journal,
		surroundings: Surroundings,
		schedule: (room: Room) => void
	): Promise<Room> {
		const loaded = await journal.load(meeting);
		const image = imageOf(meeting, loaded);
		const room = new Room(meeting, code, journal, surroundings, schedule, image, loaded.answered);
		for (const [id, body] of loaded.texts) room.texts.set(id, body);
		return room;
	}

	/** The stored picture: what anybody may be shown. */
	get stored(): Image {
		return this.#stored;
	}

	/** What happens by itself next, on the stored state. */
	get due(): Due | null {
		return due(this.#stored.state);
	}

	/** True when nothing waits to be stored. */
	get quiet(): boolean {
		return this.#inFlight === null && this.#waiting.size === 0;
	}

	/** Sends one command down the path; `reply` is called once, after COMMIT or with a refusal. */
	submit(envelope: Envelope, who: Who, reply: Reply): void {
		this.usedAt = this.#surroundings.now();
		if (this.#loading) {
			void this.#loading.then(() => this.submit(envelope, who, reply));
			return;
		}
		const { command, as, id } = envelope;
		const source = who.session ?? as;
		const key = `${source} ${id}`;
		const digest = hash('sha256', canonical({ as, command }), 'base64url');

		const repeat = this.#waiting.get(key) ?? this.#inFlight?.waiting.get(key);
		if (repeat) {
			if (repeat.digest === digest) repeat.replies.push(reply);
			else reply(refuse('conflict'));
			return;
		}
		const mark = answerKey(source, id);
		const known = this.#answered.has(mark) && this.#journal.answerTo(this.meeting, source, id);
		if (known) return reply(known.digest === digest ? { seq: known.seq } : refuse('conflict'));

		const actor = actorFor(this.#decided, as, who);
		if ('refused' in actor) return reply(actor);
		const forbidden = permit(this.#decided.state, command, actor);
		if (forbidden) return reply(forbidden);

		const now = Math.max(this.#decided.at, who.at ?? this.#surroundings.now());
		const { context, texts, people } = contextFor(actor, now, this.#surroundings);
		const outcome = decide(this.#decided.state, this.#decided.hidden, command, context);
		if (isRefusal(outcome)) return reply(outcome);

		this.#evolve(outcome.facts, outcome.untraced ? 'unsigned' : actor.id, now);
		for (const text of texts) {
			this.#batch.texts.push(text);
			this.#report.texts[text.id] = text.body;
		}
		for (const write of [...people, ...(outcome.hidden ?? [])]) this.#hide(write);
		this.#entitle();
		const seq = this.#decided.seq;
		// A digest of an unsigned card, kept beside a session, would tell whose card it is.
		if (!outcome.untraced) {
			this.#answered.add(mark);
			this.#batch.answers.push({ actor: source, command: id, digest, seq });
		}
		this.#waiting.set(key, { key, digest, replies: [reply], seq });
		this.#schedule(this);
	}

	/** `submit` for those who wait: pages, doors, the clock. */
	ask(envelope: Envelope, who: Who): Promise<Answer> {
		return new Promise((resolve) => this.submit(envelope, who, resolve));
	}

	/** Hands over what is to be stored; called by the group commit. */
	take(): Batch {
		const batch = this.#batch;
		const dueAt = due(this.#decided.state)?.at ?? null;
		if (dueAt !== this.#dueAt) batch.summary = { ...batch.summary, dueAt };
		this.#dueAt = dueAt;
		this.#inFlight = { image: this.#decided, report: this.#report, waiting: this.#waiting };
		this.#batch = this.#blank();
		this.#report = { events: [], texts: {}, hidden: [], dropped: [] };
		this.#waiting = new Map();
		return batch;
	}

	/** The commit held: answers everybody; the caller tells the screens afterwards. */
	settle(): Report {
		const { image, report, waiting } = this.#inFlight!;
		this.#inFlight = null;
		this.#stored = image;
		for (const [id, body] of Object.entries(report.texts)) this.texts.set(id, body);
		for (const id of report.dropped) this.texts.delete(id);
		for (const { replies, seq } of waiting.values()) for (const reply of replies) reply({ seq });
		return report;
	}

	/** The commit failed: says so to everybody who built on it, and reloads. */
	async fail(): Promise<void> {
		const lost = [...(this.#inFlight?.waiting.values() ?? []), ...this.#waiting.values()];
		this.#inFlight = null;
		this.#waiting = new Map();
		this.#batch = this.#blank();
		this.#report = { events: [], texts: {}, hidden: [], dropped: [] };
		this.#loading = this.#reload();
		for (const { replies } of lost) for (const reply of replies) reply(refuse('not-saved'));
		await this.#loading;
		this.#loading = null;
		this.onReloaded();
	}

	async #reload(): Promise<void> {
		const loaded = await this.#journal.load(this.meeting);
		this.#decided = this.#stored = imageOf(this.meeting, loaded);
		this.#answered = loaded.answered;
		this.texts.clear();
		for (const [id, body] of loaded.texts) this.texts.set(id, body);
	}

	#evolve(facts: Fact[], actor: string, now: number): void {
		for (const fact of facts) {
			const event = { v: EVENT_VERSION, seq: this.#decided.seq + 1, at: now, actor, ...fact };
			const line = lineOf(this.meeting, event);
			const head = chain(this.#decided.head, line);
			this.#decided = advance(this.#decided, event, head);
			this.#batch.rows.push({ seq: event.seq, line, hash: head });
			this.#report.events.push(event);
			this.#summarise(event);
		}
	}

	#hide(write: HiddenWrite): void {
		this.#decided = { ...this.#decided, hidden: applyHidden(this.#decided.hidden, write) };
		this.#batch.hidden.push(write);
		this.#report.hidden.push(write);
	}

	/** Keeps the meetings list in step, and takes erased texts out. */
	#summarise(event: MeetingEvent): void {
		const { plan } = this.#decided.state;
		if (event.type.startsWith('plan.'))
			this.#batch.summary = {
				...this.#batch.summary,
				phase: plan.phase,
				startsAt: plan.details?.startsAt ?? null
			};
		if (event.type === 'plan.erased' && event.body.what === 'text') {
			this.#batch.erasedTexts.push(event.body.id);
			this.#report.texts[event.body.id] = null;
		}
		if (event.type === 'minutes.noted')
			for (const id of event.body.dropped) {
				this.#batch.droppedTexts.push(id);
				this.#report.dropped.push(id);
				this.#report.texts[id] = null;
			}
	}

	/** The meetings list shows the title in words; the journal only names the text. */
	#entitle(): void {
		const id = this.#decided.state.plan.details?.title.id;
		const title = id && this.#report.texts[id];
		if (title && this.#batch.summary) this.#batch.summary.title = title;
	}

	#blank(): Batch {
		return {
			meeting: this.meeting,
			rows: [],
			texts: [],
			erasedTexts: [],
			droppedTexts: [],
			hidden: [],
			answers: [],
			summary: null
		};
	}
}
