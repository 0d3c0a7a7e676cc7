/**
 * Yjs updates with changed bytes, offered to a document: what it takes without the sandbox must find its
 * place in Yjs and be readable again.
 */
import * as Y from 'yjs';
import { admit } from '#server/documents/admission.ts';
import { LiveDocument } from '#server/documents/document.ts';
import type { UpdateSandbox } from '#server/documents/update-sandbox.ts';
import { seeded } from './seeded.ts';

export interface DamagedReport {
	tried: number;
	/** Taken without the sandbox: harmless changes. */
	taken: number;
	/** Taken, and Yjs could not place or read it again. Must be empty. */
	faults: string[];
}

/** Offers `count` damaged updates of five kinds. */
export function offerDamaged(count: number, seed: number): DamagedReport {
	const random = seeded(seed);
	const sources = undamaged();
	const noTrial = { passes: () => Promise.resolve(false) } as unknown as UpdateSandbox;
	const report: DamagedReport = { tried: count, taken: 0, faults: [] };
	for (let n = 0; n < count; n++) {
		const { document, before, update } = sources[n % sources.length]!;
		const bytes = Uint8Array.from(update);
		for (let change = 0; change < 1 + random() * 2; change++)
			bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
		const admission = admit(document, bytes, ['me'], noTrial);
		if (typeof admission === 'string' || admission instanceof Promise) continue;
		report.taken += 1;
		const fault = faultOf(before, bytes);
		if (fault) report.faults.push(`${n}: ${fault} (${Buffer.from(bytes).toString('hex')})`);
	}
	return report;
}

function faultOf(before: Uint8Array, bytes: Uint8Array): string | null {
	try {
		const copy = new Y.Doc();
		Y.applyUpdate(copy, before);
		Y.applyUpdate(copy, bytes);
		if (copy.store.pendingStructs ?? copy.store.pendingDs) return 'waits for what is not there';
		Y.applyUpdate(new Y.Doc(), Y.encodeStateAsUpdate(copy));
		return null;
	} catch (error) {
		return String(error);
	}
}

/** Honest updates of different kinds, each with the document it belongs to. */
function undamaged() {
	const base = new Y.Doc();
	base.clientID = 1;
	base.getText('t').insert(0, '会议记录');
	const place = { meeting: 'm', name: 'minutes', epoch: 'e', version: 1, sealed: null } as const;
	const edits = [
		() => base.getText('t').insert(2, '一二三'),
		() => base.getText('t').format(0, 3, { bold: true }),
		() => base.getText('t').delete(1, 2),
		() => base.getMap('m').set('a', { b: [1, 'x', null, true] }),
		() => base.getXmlFragment('x').insert(0, [new Y.XmlElement('p'), new Y.XmlText('文')])
	];
	return edits.map((edit) => {
		const before = Y.encodeStateAsUpdate(base);
		const vector = Y.encodeStateVector(base);
		edit();
		const doc = new Y.Doc();
		Y.applyUpdate(doc, before);
		const document = new LiveDocument(
			{ ...place, doc, size: 0, rows: 1, clients: new Map([[1, 'me']]) },
			{
				now: () => 0,
				monotonic: () => 0,
				schedule() {},
				again: () => Promise.reject()
			}
		);
		return { document, before, update: Y.encodeStateAsUpdate(base, vector) };
	});
}
