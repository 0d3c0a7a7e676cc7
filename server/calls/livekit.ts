/**
 * LiveKit as the engine of calls: tokens, and what this server asks of it while a call goes on. Rooms and seats are ids;
 * what people are called stays in the meeting.
 *
 * Invariants: a token says what its seat may send now, and whoever is let speak later is let by `allow`; LiveKit itself
 * takes down what somebody sends who may not any more. Each request ends within `PATIENCE` seconds.
 */
import type { AccessToken, RoomServiceClient, WebhookReceiver } from 'livekit-server-sdk';
import type { LivekitSettings } from './call-settings.ts';

/** What one may send. */
export interface Sending {
	microphone: boolean;
	camera: boolean;
}

/** Somebody in a room of the engine. */
export interface EnginePlace {
	room: string;
	seat: string;
}

/** What LiveKit tells of a room: whoever came or went, or that it is over. */
export interface EngineNews {
	is: 'joined' | 'left' | 'over';
	room: string;
	seat: string;
	/** Which of the seat's connections: each time a page comes in it is another. */
	connection: string;
}

/** The engine did not do what was asked. */
export class EngineFault extends Error {
	constructor(code: 'unreachable' | 'wrong-secret', cause: unknown) {
		super(FAULTS[code], { cause });
	}
}

/** For whoever runs the server. */
const FAULTS = {
	'wrong-secret':
		'LiveKit does not take LIVEKIT_API_KEY and LIVEKIT_API_SECRET; both must stand in the keys of its configuration',
	unreachable: 'LiveKit does not answer at LIVEKIT_URL'
};

/** A token opens the door for so long, seconds; LiveKit renews those of whoever is in. */
const TOKEN_SECONDS = 600;
/** So long one answer of the engine is waited for, seconds: somebody stands before a screen. */
const PATIENCE = 4;
/** An empty room is cleared away after so long, seconds. */
const EMPTY_SECONDS = 120;

type Sdk = typeof import('livekit-server-sdk');

export class Livekit {
	#sdk: Sdk;
	#settings: LivekitSettings;
	#rooms: RoomServiceClient;
	#webhooks: WebhookReceiver;

	private constructor(sdk: Sdk, settings: LivekitSettings) {
		const { url, key, secret } = settings;
		this.#sdk = sdk;
		this.#settings = settings;
		this.#rooms = new sdk.RoomServiceClient(url, key, secret, {
			requestTimeout: PATIENCE,
			failover: false
		});
		this.#webhooks = new sdk.WebhookReceiver(key, secret);
	}

	/** Loads LiveKit's library, which no other engine needs. Asks the engine nothing. */
	static async open(settings: LivekitSettings): Promise<Livekit> {
		return new Livekit(await import('livekit-server-sdk'), settings);
	}

	/** Where browsers connect. */
	get url(): string {
		return this.#settings.url;
	}

	/** Asks whether the engine is there and takes the secret. @throws {EngineFault} */
	async check(): Promise<void> {
		await asked(() => this.#rooms.listRooms([]));
	}

	/** Makes the room, or finds it made. `most`: a second limit; the first is who is given a token. @throws {EngineFault} */
	async prepare(room: string, most: number): Promise<void> {
		await asked(() =>
			this.#rooms.createRoom({ name: room, maxParticipants: most, emptyTimeout: EMPTY_SECONDS })
		);
	}

	/** What opens one room for one seat; `expiresAt` in ms since the epoch. */
	async token(
		{ room, seat }: EnginePlace,
		send: Sending
	): Promise<{ token: string; expiresAt: number }> {
		const { key, secret } = this.#settings;
		const token: AccessToken = new this.#sdk.AccessToken(key, secret, {
			identity: seat,
			ttl: TOKEN_SECONDS
		});
		token.addGrant({
			...{ room, roomJoin: true, canSubscribe: true, canPublishData: false },
			canUpdateOwnMetadata: false,
			...this.#permission(send)
		});
		const signed = await token.toJwt();
		return { token: signed, expiresAt: endOf(signed) };
	}

	/** Changes what somebody in the room may send; who is not there yet is told by a new token. @throws {EngineFault} */
	async allow({ room, seat }: EnginePlace, send: Sending): Promise<void> {
		const permission = { canSubscribe: true, canPublishData: false, ...this.#permission(send) };
		await asked(() => this.#rooms.updateParticipant(room, seat, { permission }));
	}

	/** Puts somebody out, who may be gone already. @throws {EngineFault} */
	async remove({ room, seat }: EnginePlace): Promise<void> {
		await asked(() => this.#rooms.removeParticipant(room, seat));
	}

	/** Ends a room for all who are in it. @throws {EngineFault} */
	async end(room: string): Promise<void> {
		await asked(() => this.#rooms.deleteRoom(room));
	}

	/**
	 * Reads what LiveKit posts: signed with the secret, over the hash of the body. Null: signed by somebody else, too
	 * late, or changed on the way. `'other'`: true, and nothing that is asked for here.
	 */
	async heard(body: string, authorization: string): Promise<EngineNews | 'other' | null> {
		const event = await this.#webhooks.receive(body, authorization).catch(() => null);
		if (!event) return null;
		const is = NEWS[event.event];
		const room = event.room?.name;
		if (!is || room === undefined) return 'other';
		const { identity = '', sid = '' } = event.participant ?? {};
		return { is, room, seat: identity, connection: sid };
	}

	#permission({ microphone, camera }: Sending) {
		const { MICROPHONE, CAMERA } = this.#sdk.TrackSource;
		const canPublishSources = [...(microphone ? [MICROPHONE] : []), ...(camera ? [CAMERA] : [])];
		// LiveKit reads an empty list as "whatever", so that who may send nothing is told apart from it.
		return { canPublish: canPublishSources.length > 0, canPublishSources };
	}
}

const NEWS: Readonly<Record<string, EngineNews['is']>> = {
	participant_joined: 'joined',
	participant_left: 'left',
	participant_connection_aborted: 'left',
	room_finished: 'over'
};

/** When a token of ours ends, as it says itself; ms since the epoch. */
function endOf(token: string): number {
	const payload = Buffer.from(token.split('.')[1]!, 'base64url').toString();
	return (JSON.parse(payload) as { exp: number }).exp * 1000;
}

/** Who or what is not there has nothing to lose: only other answers are faults. */
async function asked(request: () => Promise<unknown>): Promise<void> {
	try {
		await request();
	} catch (error) {
		const { status } = error as { status?: unknown };
		if (status === 404) return;
		throw new EngineFault(status === 401 || status === 403 ? 'wrong-secret' : 'unreachable', error);
	}
}
