/**
 * What a page of a room is drawn from, and what of it travels with the page: what belongs to one person. The
 * state that many share lies beside the page, as bytes that are the same for all of them
 * (decision 0018).
 */
import type { Directory } from './directory.ts';
import type { PrivateView } from './registry.ts';
import type { EventsMessage, SnapshotMessage } from './wire.ts';

/** Of one person, and of the moment. */
interface OwnPart {
	code: string;
	/** The unguessable part of its public addresses. */
	addressKey: string;
	privateView: PrivateView;
	/** The server's clock when the page was made, ms. */
	now: number;
}

/** Names as one session may see them, with their version. */
interface NamesPart {
	directory: Directory;
	names: string;
}

/** Everything a screen begins with. */
export interface RoomPage extends OwnPart, NamesPart {
	snapshot: SnapshotMessage;
}

/** What lies beside the page, the same for all of one clearance. */
export interface SharedState extends NamesPart {
	id: string;
	snapshot: SnapshotMessage;
}

/** What travels with the page. */
export interface SentPage extends OwnPart {
	shared: {
		/** Which shared state the page goes on from. */
		id: string;
		/** What happened since that was drawn; null: nothing. */
		since: EventsMessage | null;
		/** Names that have changed since. */
		people: Directory;
		/** Version of the names after that. */
		names: string;
	};
	/** Where the page is drawn; never sent. */
	readonly whole?: RoomPage;
}

/** Where the shared state of a room lies; `id` names the one that is meant. */
export function sharedAddress(addressKey: string, id: string): string {
	return `/m/${addressKey}/state.json?of=${id}`;
}
