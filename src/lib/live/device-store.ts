/** A shared document on this device (IndexedDB), where the browser keeps anything. */
import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { databasesOpen, PATIENCE_MS } from '#lib/ui/browser-storage.ts';

/** This device's store of the document, read as far as it came in time; null: nothing is kept here. */
export async function stored(name: string, doc: Y.Doc): Promise<IndexeddbPersistence | null> {
	if (!(await databasesOpen())) return null;
	try {
		const store = new IndexeddbPersistence(name, doc);
		const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
		await Promise.race([store.whenSynced, patience]);
		return store;
	} catch {
		return null;
	}
}

/** What a store of this device holds; null where it cannot be read. */
export async function docIn(database: string): Promise<Y.Doc | null> {
	const doc = new Y.Doc();
	const store = await stored(database, doc);
	// A store that never opened is never closed.
	if (store?.synced) await store.destroy().catch(() => {});
	return store && doc;
}
