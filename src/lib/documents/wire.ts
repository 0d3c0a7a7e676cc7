/**
 * What browser and server agree on about shared documents: names, the address, message types on top of
 * y-websocket's, why a change was not taken, and why a connection was closed.
 */

/** The shared documents a meeting has. */
export const DOCUMENT_NAMES = ['agenda', 'minutes'] as const;
export type DocumentName = (typeof DOCUMENT_NAMES)[number];

/** Where the sockets are; then `<meeting>/<name>.<epoch>`. */
export const DOCUMENTS_PATH = '/documents/';

/** What somebody needs to know before opening a document (`/m/<code>/document/<name>`). */
export interface DocumentPlace {
	meeting: string;
	epoch: string;
	/** The server's own history; another one when a backup was restored. */
	installation: string;
	sealed: boolean;
	/** May change it, not only read it. */
	writes: boolean;
}

/** Message types. The first four are y-websocket's. */
export const MESSAGE = {
	sync: 0,
	awareness: 1,
	auth: 2,
	queryAwareness: 3,
	/** Server: varuint, how many of this connection's changes are on disk (reliability F18). */
	saved: 100,
	/** Server: a `Notice` as a string. */
	notice: 101
} as const;

/** Messages inside `sync`. */
export const SYNC = { step1: 0, step2: 1, update: 2 } as const;

/**
 * What the server says about changes it did not take, or takes again.
 * `well`: taken again; everything missing is asked for.
 */
export const NOTICES = [
	'well',
	'not-saving',
	'sealed',
	'not-allowed',
	'too-large',
	'too-fast',
	'full',
	'not-yours',
	'malformed'
] as const;
export type Notice = (typeof NOTICES)[number];

/**
 * Why a connection was closed. 4400–4499: coming back the same way is no use; y-websocket stops. Any
 * other code: it comes back.
 */
export const CLOSE = {
	/** No session: sign in. */
	signIn: 4401,
	/** The session may not read this. */
	notAllowed: 4403,
	/** No such meeting or document. */
	unknown: 4404,
	/** Written anew since (restore, erasure): what this copy had is not included. */
	notIncluded: 4410,
	/** This session has too many windows at this document. */
	tooMany: 4429,
	/** Could not be read from disk just now. */
	notLoaded: 4503
} as const;

/** The reason given with `CLOSE.notIncluded`. */
export const NOT_INCLUDED = 'not-included';

/** The path of a document's socket. */
export function documentPath(meeting: string, name: DocumentName, epoch: string): string {
	return `${DOCUMENTS_PATH}${meeting}/${name}.${epoch}`;
}

/** The parts of such a path; null when it is none. */
export function readDocumentPath(
	path: string
): { meeting: string; name: DocumentName; epoch: string } | null {
	const found = /^\/documents\/([A-Za-z0-9_-]{1,40})\/([a-z]{1,20})\.([0-9a-f]{1,40})$/.exec(path);
	const name = DOCUMENT_NAMES.find((known) => known === found?.[2]);
	return found && name ? { meeting: found[1]!, name, epoch: found[3]! } : null;
}
