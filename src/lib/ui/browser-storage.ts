/**
 * What this browser keeps for us, and the one way to it. A browser may forbid every store: the very names
 * then throw when they are read, `typeof` and all (private windows, blocked cookies, company policies).
 *
 * Invariants: nothing here throws; who writes learns whether it was kept. ESLint forbids the names
 * everywhere else. Browser only; on the server everything is as if forbidden.
 */

/** A name of ours for trying things out. */
const TRIAL = 'yitang-trial';

/** Texts by name. */
export interface BrowserStore {
	/** What was kept; null where nothing was, or nothing may be. */
	read(key: string): string | null;
	/** Keeps a text; null forgets it. False: full or forbidden, so it lives as long as this page. */
	write(key: string, value: string | null): boolean;
}

function storeOf(storage: () => Storage | undefined): BrowserStore {
	return {
		read(key) {
			try {
				return storage()?.getItem(key) ?? null;
			} catch {
				return null;
			}
		},
		write(key, value) {
			try {
				const found = storage();
				if (value === null) found?.removeItem(key);
				else found?.setItem(key, value);
				return found !== undefined;
			} catch {
				return false;
			}
		}
	};
}

/** Until somebody clears it, shared by all windows of this browser. */
export const lasting = storeOf(() => (typeof localStorage === 'object' ? localStorage : undefined));

let works: boolean | undefined;

/** Whether `lasting` lasts here, so that a page can say so. On the server nobody can tell: true. */
export function keepsTexts(): boolean {
	if (typeof window === 'undefined') return true;
	works ??= lasting.write(TRIAL, '1') && lasting.read(TRIAL) === '1' && lasting.write(TRIAL, null);
	return works;
}

/** As long as this tab is open, also when it is loaded again. */
export const ofThisTab = storeOf(() =>
	typeof sessionStorage === 'object' ? sessionStorage : undefined
);

/** Databases of this browser; null where it has none or forbids them. */
export function databases(): IDBFactory | null {
	try {
		return typeof indexedDB === 'object' ? indexedDB : null;
	} catch {
		return null;
	}
}

/** Opening a store may take so long; then we go on without. */
export const PATIENCE_MS = 3000;
let trial: Promise<boolean> | undefined;

/** Whether a database opens here: some browsers show the door and only then refuse. Tried once a page. */
export function databasesOpen(): Promise<boolean> {
	return (trial ??= new Promise<boolean>((resolve) => {
		const factory = databases();
		if (!factory) return resolve(false);
		try {
			const request = factory.open(TRIAL);
			request.onsuccess = () => {
				request.result.close();
				resolve(true);
			};
			request.onerror = (event) => {
				event.preventDefault();
				resolve(false);
			};
			setTimeout(() => resolve(false), PATIENCE_MS);
		} catch {
			resolve(false);
		}
	}));
}

/** Forgets a database, if there is one. */
export function forgetDatabase(name: string): void {
	try {
		databases()?.deleteDatabase(name);
	} catch {
		// Forbidden: then there is none.
	}
}

/** Sets a cookie that scripts may set; false where the browser forbids it. */
export function writeCookieText(cookie: string): boolean {
	try {
		document.cookie = cookie;
		return true;
	} catch {
		return false;
	}
}
