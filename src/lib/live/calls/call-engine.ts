/** What carries sound and pictures of one call; a page draws its members and knows no engine. */

/** Somebody else in the call. `speaking`: heard to speak just now; `line`: how well they reach this page. */
export interface CallMember {
	seat: string;
	camera: MediaStreamTrack | null;
	/** Null while nobody may hear it. */
	microphone: MediaStreamTrack | null;
	speaking: boolean;
	line: 'good' | 'weak' | 'lost';
}

export interface CallEngine {
	readonly members: readonly CallMember[];
	join(): Promise<void>;
	/** Null sends nothing at all, no silence and no black picture. */
	setMicrophone(track: MediaStreamTrack | null): Promise<void>;
	setCamera(track: MediaStreamTrack | null): Promise<void>;
	/** Plays nobody else's sound: a receiver enforces the floor, too. */
	setHeard(seats: ReadonlySet<string>): void;
	leave(): void;
}

/** Called whenever members, what they send or their lines have become others. */
export type MembersChanged = (members: readonly CallMember[]) => void;

/** For `setHeard`. */
export function seatSet(seats: readonly string[]): ReadonlySet<string> {
	return new Set(seats);
}
