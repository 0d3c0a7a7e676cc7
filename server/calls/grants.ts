/**
 * What a seat is given to take part in one call, whichever engine carries it: the one place that knows which. Who may be
 * in a call, and who is heard, the meeting's facts say; here it is told to the engine.
 *
 * Invariant: never more seats hold a token of a room than its cap; LiveKit's own limit comes late (`maxParticipants` is
 * counted by each of its nodes).
 */
import type { CallGrant } from '#lib/meeting/calls/grant.ts';
import { MAX_LISTENERS } from '#lib/meeting/calls/calls.ts';
import type { Log } from '#server/log.ts';
import type { CallSettings } from './call-settings.ts';
import { mintIceServers } from './ice-servers.ts';
import {
	EngineFault,
	Livekit,
	type EngineNews,
	type EnginePlace,
	type Sending
} from './livekit.ts';

/** One call of a meeting. */
export interface CallName {
	meeting: string;
	call: string;
}

export interface GrantAsk extends CallName {
	seat: string;
	/** What may be sent now; LiveKit refuses the rest. In the mesh no receiver plays it. */
	send: Sending;
	/** Nobody may learn another's address. */
	relayOnly: boolean;
	/** How many may be in this call. */
	cap: number;
}

export type GrantProblem = 'calls-off' | 'relay-missing' | 'call-full' | 'call-engine-down';

/** Why nothing was given: a refusal's code. */
export class GrantRefused extends Error {
	readonly code: GrantProblem;

	constructor(code: GrantProblem, options?: ErrorOptions) {
		super(code, options);
		this.code = code;
	}
}

/** How many hear the hall at once where a server of its own copies the sound. */
const MOST_BY_SERVER = 500;

interface Needs {
	settings: CallSettings;
	/** ms since the epoch, as the relay's clock has it. */
	now: () => number;
	log: Log;
}

export class CallGrants {
	#settings: CallSettings;
	#now: () => number;
	#log: Log;
	#livekit: Promise<Livekit> | null;
	/** Who holds a token, by room of the engine: by which connection they came in with the last one, null before. */
	#holders = new Map<string, Map<string, string | null>>();

	constructor({ settings, now, log }: Needs) {
		this.#settings = settings;
		this.#now = now;
		this.#log = log;
		this.#livekit = settings.livekit && Livekit.open(settings.livekit);
		this.#livekit?.catch(() => {});
	}

	/** Who hears the hall at once, at most: LiveKit copies what the hall's device sends once. */
	get listeners(): number {
		return this.#settings.engine === 'livekit' ? MOST_BY_SERVER : MAX_LISTENERS;
	}

	/** Who hears or shows something in a small call at once, at most. */
	get seats(): number {
		return this.#settings.seats;
	}

	/** Whether anything is carried, and whether lines can be relayed. */
	get can(): { calls: boolean; relay: boolean } {
		const { engine, turn } = this.#settings;
		return { calls: engine !== 'off', relay: engine === 'livekit' || turn !== null };
	}

	/** Looks at the start whether the engine answers, and says in the log what to mend. Calls may work later all the same. */
	async check(): Promise<void> {
		await this.#ask((livekit) => livekit.check());
	}

	/** @throws {GrantRefused} */
	async grantFor(ask: GrantAsk): Promise<CallGrant> {
		const { engine, turn } = this.#settings;
		if (engine === 'off') throw new GrantRefused('calls-off');
		if (this.#livekit) return this.#livekitGrant(this.#livekit, ask);
		if (ask.relayOnly && !turn) throw new GrantRefused('relay-missing');
		const minted = turn && mintIceServers(turn, ask.seat, this.#now());
		return {
			engine: 'mesh',
			iceServers: minted?.servers ?? [],
			icePolicy: ask.relayOnly ? 'relay' : 'all',
			cap: ask.cap,
			expiresAt: minted?.expiresAt ?? null
		};
	}

	/** Tells the engine what a seat may send from now on; the mesh needs no telling. False: it could not be told. */
	async allow(name: CallName, seat: string, send: Sending): Promise<boolean> {
		const room = roomOf(name);
		if (!this.#holders.get(room)?.has(seat)) return true;
		return this.#ask((livekit) => livekit.allow({ room, seat }, send));
	}

	/** A seat has left, or may not be in the call any more. */
	async left(name: CallName, seat: string): Promise<void> {
		const place = { room: roomOf(name), seat };
		if (this.#free(place)) await this.#ask((livekit) => livekit.remove(place));
	}

	/** The call is over for everybody. */
	async ended(name: CallName): Promise<void> {
		const room = roomOf(name);
		if (this.#holders.delete(room)) await this.#ask((livekit) => livekit.end(room));
	}

	/**
	 * Takes what LiveKit posts. False: it is not from our LiveKit. Who comes in with a token that was taken back is put out.
	 */
	async hear(body: string, authorization: string): Promise<boolean> {
		if (!this.#livekit) return false;
		const news = await (await this.#livekit).heard(body, authorization);
		if (news === null) return false;
		if (news === 'other') return true;
		if (news.is === 'over') this.#holders.delete(news.room);
		else await this.#comesOrGoes(news);
		return true;
	}

	/** The connection that a page had before it was loaded anew goes alone: the seat holds its place by the new one. */
	async #comesOrGoes(news: EngineNews): Promise<void> {
		const { is, room, seat, connection } = news;
		const holders = this.#holders.get(room);
		if (is === 'left') {
			if (holders?.get(seat) === connection) this.#free(news);
		} else if (holders?.has(seat)) holders.set(seat, connection);
		else await this.#ask((livekit) => livekit.remove(news));
	}

	async #livekitGrant(opened: Promise<Livekit>, ask: GrantAsk): Promise<CallGrant> {
		const { seat, send, cap } = ask;
		const room = roomOf(ask);
		const holders = this.#holders.get(room) ?? new Map<string, string | null>();
		if (!holders.has(seat) && holders.size >= cap) throw new GrantRefused('call-full');
		this.#holders.set(room, holders.set(seat, null));
		try {
			const livekit = await opened;
			await livekit.prepare(room, cap);
			const { url } = livekit;
			return { engine: 'livekit', url, cap, ...(await livekit.token({ room, seat }, send)) };
		} catch (cause) {
			this.#free({ room, seat });
			this.#say(cause);
			throw new GrantRefused('call-engine-down', { cause });
		}
	}

	/** True when it held a place. */
	#free({ room, seat }: EnginePlace): boolean {
		const holders = this.#holders.get(room);
		const held = holders?.delete(seat) ?? false;
		if (holders?.size === 0) this.#holders.delete(room);
		return held;
	}

	/** What could not be told is in the log; the facts hold meanwhile, and no receiver plays who may not speak. */
	async #ask(what: (livekit: Livekit) => Promise<void>): Promise<boolean> {
		if (!this.#livekit) return true;
		try {
			await what(await this.#livekit);
			return true;
		} catch (error) {
			this.#say(error);
			return false;
		}
	}

	#say(error: unknown): void {
		const why = error instanceof EngineFault ? error.message : 'the engine of calls failed';
		this.#log.error({ err: error }, why);
	}
}

function roomOf({ meeting, call }: CallName): string {
	return `${meeting}.${call}`;
}
