/** What the room gives a seat so that its browser can take part in one call. Types alone. */

export interface IceServer {
	urls: string[];
	username?: string;
	credential?: string;
}

/** What a seat is given to take part in one call. Times are epoch milliseconds. */
export type CallGrant =
	| {
			engine: 'mesh';
			iceServers: IceServer[];
			icePolicy: 'all' | 'relay';
			cap: number;
			expiresAt: number | null;
	  }
	| { engine: 'livekit'; url: string; token: string; cap: number; expiresAt: number };
