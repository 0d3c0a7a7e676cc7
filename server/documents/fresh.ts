/**
 * Builds a document anew from what another one says now. What was deleted, by whomever, is not in its
 * bytes: this is how words are erased (F22).
 */
import * as Y from 'yjs';

type Root = Y.Doc['share'] extends Map<string, infer Type> ? Type : never;

/** Bytes of a new document with the same content and no past. */
export function freshState(doc: Y.Doc): Uint8Array {
	const fresh = new Y.Doc();
	fresh.transact(() => {
		for (const [name, type] of doc.share) copyRoot(doc, fresh, name, type);
	});
	const state = Y.encodeStateAsUpdate(fresh);
	fresh.destroy();
	return state;
}

function copyRoot(doc: Y.Doc, fresh: Y.Doc, name: string, type: Root): void {
	switch (kindOf(type)) {
		case 'map': {
			const to = fresh.getMap(name);
			for (const [key, value] of doc.getMap(name)) to.set(key, copied(value));
			return;
		}
		case 'array':
			fresh.getArray(name).push(doc.getArray(name).toArray().map(copied));
			return;
		case 'text':
			fresh.getText(name).applyDelta(doc.getText(name).toDelta());
			return;
		case 'xml': {
			const nodes = doc.getXmlFragment(name).toArray();
			fresh.getXmlFragment(name).push(nodes.map((node) => node.clone() as Y.XmlElement));
		}
	}
}

function copied(value: unknown): unknown {
	return value instanceof Y.AbstractType ? value.clone() : value;
}

/**
 * What a root is. One that nobody has asked for in this process yet carries no type; then its content
 * tells: keys make a map, text makes text, elements make a fragment.
 */
function kindOf(type: Root): 'map' | 'array' | 'text' | 'xml' {
	if (type instanceof Y.Map) return 'map';
	if (type instanceof Y.XmlFragment) return 'xml';
	if (type instanceof Y.Text) return 'text';
	if (type instanceof Y.Array) return 'array';
	if (type._map.size > 0) return 'map';
	for (let item = type._start; item !== null; item = item.right) {
		const { content } = item;
		if (content instanceof Y.ContentString || content instanceof Y.ContentFormat) return 'text';
		if (content instanceof Y.ContentType)
			return content.type instanceof Y.XmlElement || content.type instanceof Y.XmlText
				? 'xml'
				: 'array';
	}
	return 'array';
}
