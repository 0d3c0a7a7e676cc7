/**
 * The room: the only writer of one meeting. Every change is decided on `pending`, stored by the group
 * commit, and only then answered and told.
 *
 * Invariants: no `await` between authorising and evolving, so commands of a meeting have one order;
 * an answer or an event leaves this file only after its COMMIT; if a commit fails, everything decided
 * on the lost picture answers `not-saved` and the room reloads from the journal.
 */
import type { Envelope } from '#lib/meeting/command.ts';
import type { BlindSigning } from '#lib/meeting/context.ts';
import { due } from '#lib/meeting/due.ts';
import type { Due } from '#lib/meeting/registry.ts';
import { step, type Step } from '#lib/meeting/step.ts';
import { refuse } from '#lib/meeting/refusal.ts';
import type { Answer } from '#lib/meeting/wire.ts';
import { actorFor, type Principal } from './actor.ts';
import type { CommandDigests } from './command-digests.ts';
import { UnitOfWork, type Batch, type Reply, type CommitResult } from './unit-of-work.ts';
import { chain, lineOf } from './chain.ts';
import { stepEnvironment, type Environment } from './context.ts';
import { SteadyClock } from '#server/clock.ts';
import type { Log } from '#server/log.ts';
import { roomStateOf, type RoomState } from './room-state.ts';
import { answerKey, type Journal, type Loaded } from './journal.ts';
import { LockedLots } from './locked-lots.ts';

/** What a room is called: its id in the chain, and in addresses. */
export interface RoomNames {
	meeting: string;
	code: string;
	addressKey: string;
}

interface Needs {
	journal: Journal;
	environment: Environment;
	blind: BlindSigning;
	digests: CommandDigests;
	log: Log;
	/** Asks for a COMMIT of this room. */
	schedule: (room: Room) => void;
}

/** In the table of answers: whose commands are known by a page's one-time id. No session has this id. */
const ONCE = 'once';

export class Room {
	readonly meeting: string;
	/** Six digits for people to type. */
	readonly code: string;
	/** The unguessable part of its public addresses. */
	readonly addressKey: string;
	/** Texts of the committed state. */
	readonly texts = new Map<string, string | null>();
	/** Called after each COMMIT that stored something of this room. */
	onStored: (result: CommitResult) => void = () => {};
	/** Called when a commit failed and the room came back from the journal. */
	onReloaded: () => void = () => {};
	/** For how long no screen of this seat has had a line, ms; 0 while one has, and where nobody can say. */
	silentFor: (seat: string) => number = () => 0;
	/** When something was last asked of this room; monotonic ms. */
	usedAt: number;
	/** When somebody last took it in hand, also only to read it; monotonic ms. */
	soughtAt: number;

	/** What is sealed here and cannot be opened, because its key is missing. */
	locked: LockedLots;

	#pending: RoomState;
	#committed: RoomState;
	#needs: Needs;
	/** Commands that may have been answered before (`answerKey`). */
	#answeredBefore: Set<number>;
	/** Goes on from the last event, wherever the clock of the machine stands. */
	#clock: SteadyClock;
	#unit: UnitOfWork;
	#inFlight: { pending: RoomState; unit: UnitOfWork } | null = null;
	#dueAt: number | null = null;
	#loading: Promise<void> | null = null;
	/** It went home, and another room stands for its meeting. */
	#left = false;

	private constructor(
		{ meeting, code, addressKey }: RoomNames,
		needs: Needs,
		restored: RoomState,
		{ answered, locked }: Pick<Loaded, 'answered' | 'locked'>
	) {
		this.meeting = meeting;
		this.code = code;
		this.addressKey = addressKey;
		this.#needs = needs;
		this.#pending = this.#committed = restored;
		this.#answeredBefore = answered;
		this.locked = new LockedLots(locked);
		this.#unit = new UnitOfWork(meeting);
		this.#dueAt = due(restored.state)?.at ?? null;
		const { now, monotonic } = needs.environment;
		this.usedAt = this.soughtAt = monotonic();
		this.#clock = new SteadyClock(now, monotonic, restored.at);
	}

	/** Brings a room back from its journal; a new meeting has an empty one. */
	static async load(names: RoomNames, needs: Needs): Promise<Room> {
		const loaded = await needs.journal.load(names.meeting);
		const restored = await roomStateOf(names.meeting, loaded);
		const room = new Room(names, needs, restored, loaded);
		for (const [id, body] of loaded.texts) room.texts.set(id, body);
		return room;
	}

	/** The time in this room, ms since the epoch: all its dates, windows and countdowns. Never steps. */
	now(): number {
		return this.#clock.now();
	}

	/** Lets the room's time step to the machine's; only while nothing is measured here. */
	catchUp(): void {
		this.#clock.catchUp(this.#pending.at);
	}

	/** The committed state: what anybody may be shown. */
	get committed(): RoomState {
		return this.#committed;
	}

	/** What happens by itself next, on the stored state; what is locked does nothing by itself. */
	get due(): Due | null {
		return due(this.#committed.state, (command) => this.locked.forbid(command));
	}

	/** True when nothing waits to be stored. */
	get quiet(): boolean {
		return this.#inFlight === null && this.#loading === null && this.#unit.waiting.size === 0;
	}

	/** Sends one command down the path; `reply` is called once, after COMMIT or with a refusal. */
	submit(envelope: Envelope, who: Principal, reply: Reply): void {
		this.#submit(envelope, who, reply, false);
	}

	/** It goes home: what is asked of it from now on is asked again, of the room that comes after it. */
	leave(): void {
		this.#left = true;
	}

	/** `looked`: no answer to this command is stored. */
	#submit(envelope: Envelope, who: Principal, reply: Reply, looked: boolean): void {
		if (this.#left) return reply(refuse('not-saved'));
		this.usedAt = this.#needs.environment.monotonic();
		if (this.#loading) {
			const again = this.#loading.then(
				() => this.#submit(envelope, who, reply, false),
				() => reply(refuse('not-saved'))
			);
			return this.#answerFor(again, reply);
		}
		const { command, as, id, stage } = envelope;
		const source = who.once ? ONCE : (who.session ?? as);
		const key = `${source} ${id}`;
		const digest = this.#needs.digests.of({ as, command }, who.session !== null && !who.once);

		const { waiting, batch } = this.#unit;
		const repeat = waiting.get(key) ?? this.#inFlight?.unit.waiting.get(key);
		if (repeat) {
			if (repeat.digest === digest) repeat.replies.push(reply);
			else reply(refuse('conflict'));
			return;
		}
		const mark = answerKey(source, id);
		if (this.#answeredBefore.has(mark) && !looked)
			return this.#lookUp(envelope, who, { source, digest }, reply);

		const actor = actorFor(this.#pending, as, who);
		if ('refused' in actor) return reply(actor);
		// Before the right to do it: who pressed a moment too late is told that, not what is allowed now.
		if (stage !== undefined && stage !== this.#pending.state.runsheet.stageId)
			return reply(refuse('stage-passed'));
		if (this.locked.forbid(command)) return reply(refuse('key-missing'));
		const now = Math.max(this.#pending.at, who.at ?? this.now());
		const { environment, texts } = stepEnvironment(now, this.#needs, this);
		const taken = step(this.#pending, command, actor, environment);
		if ('refused' in taken) return reply(taken);
		if (this.locked.touchedBy(taken, this.#pending.state, command))
			return reply(refuse('key-missing'));
		this.locked.giveUp(taken);

		this.#follow(taken);
		for (const text of texts) this.#unit.text(text);
		this.#unit.entitle(this.#pending.state);
		const seq = this.#pending.seq;
		// An id of an unsigned card, kept beside a session, would tell whose card it is.
		if (!taken.anonymous) {
			this.#answeredBefore.add(mark);
			batch.answers.push({ actor: source, command: id, digest, seq });
		}
		waiting.set(key, { digest, replies: [reply], seq });
		this.#needs.schedule(this);
	}

	/** True when the command of a page's one-time id was done and stored before. */
	async didOnce(id: string): Promise<boolean> {
		return (
			this.#answeredBefore.has(answerKey(ONCE, id)) &&
			(await this.#needs.journal.answerTo(this.meeting, ONCE, id)) !== undefined
		);
	}

	/** `submit` for those who wait: pages, doors, the clock. */
	ask(envelope: Envelope, who: Principal): Promise<Answer> {
		return new Promise((resolve) => this.submit(envelope, who, resolve));
	}

	/** Hands over what is to be stored; called by the group commit. */
	beginCommit(): Batch {
		const unit = this.#unit;
		const dueAt = due(this.#pending.state)?.at ?? null;
		if (dueAt !== this.#dueAt) unit.due(dueAt);
		this.#dueAt = dueAt;
		this.#inFlight = { pending: this.#pending, unit };
		this.#unit = new UnitOfWork(this.meeting);
		return unit.batch;
	}

	/** The commit held: answers everybody; the caller tells the screens afterwards. */
	finishCommit(): CommitResult {
		const { pending, unit } = this.#inFlight!;
		const { result, waiting } = unit;
		this.#inFlight = null;
		this.#committed = pending;
		for (const [id, body] of Object.entries(result.texts)) this.texts.set(id, body);
		for (const id of result.dropped) this.texts.delete(id);
		for (const { replies, seq } of waiting.values()) this.#answerAll(replies, { seq });
		return result;
	}

	/**
	 * The commit failed: says so to everybody who built on it, also while it ran, and reloads; whoever asks
	 * meanwhile waits for that. Rejects when the journal cannot be read either.
	 */
	async rollBack(): Promise<void> {
		const loading = this.#reload();
		this.#loading = loading;
		this.abandon();
		try {
			await loading;
		} finally {
			this.#loading = null;
		}
		this.onReloaded();
	}

	/**
	 * Nothing that waits will be stored: says so to everybody who built on it, and goes on from what is
	 * stored. A reload may fail, and what is decided then must follow on that.
	 */
	abandon(): void {
		const lost = [this.#inFlight?.unit, this.#unit].flatMap((one) =>
			one ? [...one.waiting.values()] : []
		);
		this.#inFlight = null;
		this.#unit = new UnitOfWork(this.meeting);
		this.#pending = this.#committed;
		this.#dueAt = due(this.#committed.state)?.at ?? null;
		for (const { replies } of lost) this.#answerAll(replies, refuse('not-saved'));
	}

	/** One that fails to take its answer must not keep another from getting theirs, here or in another room. */
	#answerAll(replies: readonly Reply[], answer: Answer): void {
		for (const reply of replies)
			try {
				reply(answer);
			} catch (err) {
				this.#needs.log.error({ err, meeting: this.meeting }, 'an answer could not be given');
			}
	}

	async #reload(): Promise<void> {
		const loaded = await this.#needs.journal.load(this.meeting);
		const restored = await roomStateOf(this.meeting, loaded);
		this.#pending = this.#committed = restored;
		this.#answeredBefore = loaded.answered;
		this.locked = new LockedLots(loaded.locked);
		this.#dueAt = due(this.#committed.state)?.at ?? null;
		this.texts.clear();
		for (const [id, body] of loaded.texts) this.texts.set(id, body);
	}

	/** This command may have been answered before: what is stored says whether. Nearly none ever is. */
	#lookUp(
		envelope: Envelope,
		who: Principal,
		{ source, digest }: { source: string; digest: string },
		reply: Reply
	): void {
		const looking = this.#needs.journal
			.answerTo(this.meeting, source, envelope.id)
			.then((known) => {
				if (!known) this.#submit(envelope, who, reply, true);
				else
					reply(
						this.#needs.digests.areSame(known.digest, digest)
							? { seq: known.seq }
							: refuse('conflict')
					);
			});
		this.#answerFor(looking, reply);
	}

	/** A command that had to wait has nobody above it any more who could say that it broke off. */
	#answerFor(waiting: Promise<void>, reply: Reply): void {
		waiting.catch((err: unknown) => {
			this.#needs.log.error({ err, meeting: this.meeting }, 'a command broke off');
			reply(refuse('not-saved'));
		});
	}

	/** The pending state follows a step; what it brought is gathered for the commit. */
	#follow({ room, events, states, writes }: Step): void {
		let { head, at } = this.#pending;
		for (const [n, event] of events.entries()) {
			const line = lineOf(this.meeting, event);
			head = chain(head, line);
			at = event.at;
			this.#unit.event(event, { seq: event.seq, line, hash: head }, states[n]!);
		}
		for (const write of writes) this.#unit.hide(write);
		this.#pending = { ...room, head, at };
	}
}
