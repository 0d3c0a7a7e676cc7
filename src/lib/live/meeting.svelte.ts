/**
 * The meeting as screens see it: one store per page, made in the layout of `/m/[code]` and passed by
 * context. State is replaced whole, never changed in place; nothing is shown before the server told it.
 */
import { getContext, setContext } from 'svelte';
import type { SignalDown, SignalUp } from '#lib/meeting/calls/signal.ts';
import type { Command, MeetingState, PrivateView } from '#lib/meeting/registry.ts';
import type { Clearance } from '#lib/meeting/disclosure/decision.ts';
import type { Directory } from '#lib/meeting/directory.ts';
import type { Person, SeatId, StageId, TextRef } from '#lib/meeting/names.ts';
import { refuse } from '#lib/meeting/refusal.ts';
import { stageOfCommand } from '#lib/meeting/stage-of-command.ts';
import { deviceNow } from '#lib/ui/device-clock.ts';
import type { RoomPage } from '#lib/meeting/room-page.ts';
import type { Answer, PresenceMessage } from '#lib/meeting/wire.ts';
import { reloadOnce, reloadWorked } from './beside.ts';
import { LiveClient } from './client.ts';
import { replicaOf, type Replica } from './replica.ts';
import { RoomOffset } from './room-offset.ts';

/** A line can end without a word: whoever pressed something is told within three seconds that nobody answers. */
const ANSWERED_WITHIN_MS = 2000;

export type ConnectionState = 'connecting' | 'live' | 'lost';

export class MeetingStore {
	readonly code: string;
	readonly addressKey: string;
	#copy: Replica = $state.raw() as Replica;
	#learnt: Readonly<Record<string, string | null>> = $state.raw({});
	/** Hears what is said of calls, and null each time the line is back (`calls/signals.ts`). */
	signalled?: (message: SignalDown | null) => void;
	/** Names as this session may see them. */
	directory: Directory = $state.raw({});
	privateView: PrivateView = $state.raw() as PrivateView;
	presence: PresenceMessage | null = $state.raw(null);
	connection: ConnectionState = $state('connecting');
	/** When the connection was lost, ms by the server's clock; null while it holds. */
	lostAt: number | null = $state(null);
	/** Milliseconds to add to `deviceNow()` for the room's time. */
	offset = $state(0);
	/** Commands under way. */
	pending = $state(0);
	/** Since when something said has had no answer, where that is longer than any room takes. */
	#unansweredSince: number | null = $state(null);
	/** Since when a line that has not ended brings nothing. */
	#quietSince: number | null = $state(null);

	#client: LiveClient | null = null;
	#roomOffset: RoomOffset;
	#names: string;

	constructor(page: RoomPage) {
		this.code = page.code;
		this.addressKey = page.addressKey;
		this.#copy = replicaOf(page.snapshot);
		this.privateView = page.privateView;
		this.directory = page.directory;
		this.#names = page.names;
		this.#roomOffset = new RoomOffset(page.now, deviceNow());
		this.offset = this.#roomOffset.offset;
	}

	/** Since when the line only looks alive; null: all is well. */
	get silentSince(): number | null {
		return this.#quietSince ?? this.#unansweredSince;
	}

	get state(): MeetingState {
		return this.#copy.state;
	}

	get seq(): number {
		return this.#copy.seq;
	}

	/** What this session may read of the meeting. */
	get clearance(): Clearance | null {
		return this.#copy.clearance;
	}

	/** Hash after the last event, for comparing screens. */
	get head(): string {
		return this.#copy.head;
	}

	/** The server's clock, ms. */
	now(): number {
		return deviceNow() + this.offset;
	}

	/** A typed text; undefined while unknown, null when it was erased. */
	text(ref: TextRef | string | null | undefined): string | null | undefined {
		if (!ref) return undefined;
		const id = typeof ref === 'string' ? ref : ref.id;
		const known = this.#copy.texts[id];
		return known === undefined ? this.#learnt[id] : known;
	}

	/** Bodies that came another way than with the room; what the room says of a text goes before. */
	learn(texts: Readonly<Record<string, string | null>>): void {
		this.#learnt = { ...this.#learnt, ...texts };
	}

	/** Who sits there, as far as this session may know. */
	person(seat: SeatId): Person | null | undefined {
		return this.privateView.roll.people[seat] ?? this.directory[seat];
	}

	/** Shows another copy, as a replay does; a store that is connected shows the room's own. */
	show(copy: Replica): void {
		this.#copy = copy;
	}

	/** Connects; returns what ends the connection. Only in browsers. */
	connect(): () => void {
		let outdated = false;
		const client = new LiveClient(
			{ address: this.addressKey, copy: this.#copy, names: this.#names },
			{
				copy: (copy) => {
					this.#copy = copy;
					// Frames also reach a page that is outdated, and would have it reload in a loop.
					if (!outdated) reloadWorked();
				},
				private: (privateView) => (this.privateView = privateView),
				directory: (people, whole) =>
					(this.directory = whole ? people : { ...this.directory, ...people }),
				presence: (presence) => this.#present(presence),
				signal: (message) => this.signalled?.(message),
				connection: (connected) => this.#connected(connected),
				quiet: (since) => (this.#quietSince = since === null ? null : since + this.offset),
				outdated: () => {
					outdated = true;
					reloadOnce();
				}
			}
		);
		this.#client = client;
		const stopWatching = onReturn((away) => {
			// A line that holds is left alone, unless the phone slept so long that it may only look alive.
			if (away > 5000 || !client.connected) client.wake();
		});
		return () => {
			stopWatching();
			client.close();
			this.#client = null;
		};
	}

	/**
	 * Says one command in the name of a seat (or `organiser`); waits `patience` ms for the answer. With
	 * `stage` it is refused once that stage has passed; what is of a stage names the one shown now.
	 */
	async send(
		as: string,
		command: Command,
		patience?: number,
		stage: StageId | null | undefined = stageOfCommand(this.state, command)
	): Promise<Answer> {
		if (!this.#client) return refuse('expired');
		this.pending += 1;
		const saidAt = this.now();
		const silent = setTimeout(() => (this.#unansweredSince ??= saidAt), ANSWERED_WITHIN_MS);
		try {
			return await this.#client.send(as, command, undefined, patience, stage);
		} finally {
			clearTimeout(silent);
			this.pending -= 1;
			this.#unansweredSince = null;
		}
	}

	/** Says something of a call (`calls/signals.ts`). */
	signal(message: SignalUp): void {
		this.#client?.signal(message);
	}

	#present(presence: PresenceMessage): void {
		this.presence = { ...this.presence, ...presence };
		this.offset = this.#roomOffset.hear(presence.now, deviceNow());
	}

	#connected(connected: boolean): void {
		this.connection = connected ? 'live' : 'lost';
		if (connected) this.signalled?.(null);
		this.lostAt = connected ? null : (this.lostAt ?? this.#quietSince ?? this.now());
	}
}

const KEY = Symbol('meeting');

/** Puts the store into the context of everything below. */
export function provideMeeting(store: MeetingStore): MeetingStore {
	return setContext(KEY, store);
}

/**
 * Puts the store into the context of everything below as the big screen reads it: texts that were taken off it are
 * empty there (P13), and only there.
 */
export function provideOnWall(store: MeetingStore): MeetingStore {
	const text: MeetingStore['text'] = (ref) => {
		const id = typeof ref === 'object' ? ref?.id : ref;
		return id && store.state.plan.offWall.includes(id) ? '' : store.text(ref);
	};
	const onWall = new Proxy(store, {
		get(target, name) {
			if (name === 'text') return text;
			const value: unknown = Reflect.get(target, name, target);
			return typeof value === 'function' ? (value.bind(target) as unknown) : value;
		},
		set: (target, name, value) => Reflect.set(target, name, value, target)
	});
	return provideMeeting(onWall);
}

/** The store of this page. */
export function useMeeting(): MeetingStore {
	return getContext<MeetingStore>(KEY);
}

/** Calls back when a phone comes out of its pocket (after so many ms), a page out of the cache, a line back. */
function onReturn(back: (away: number) => void): () => void {
	let hiddenAt = Infinity;
	const visible = () => {
		if (document.hidden) hiddenAt = deviceNow();
		else back(deviceNow() - hiddenAt);
	};
	const shown = (event: PageTransitionEvent) => {
		if (event.persisted) back(Infinity);
	};
	const online = () => back(Infinity);
	document.addEventListener('visibilitychange', visible);
	addEventListener('pageshow', shown);
	addEventListener('online', online);
	return () => {
		document.removeEventListener('visibilitychange', visible);
		removeEventListener('pageshow', shown);
		removeEventListener('online', online);
	};
}
