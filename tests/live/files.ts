/** Reads what exports wrote: parts of a zip, words of a PDF. Small, and only for files of our own. */
import { inflateRawSync, inflateSync } from 'node:zlib';

/** The parts of a zip file as text, by name. */
export function unzip(file: Uint8Array): Record<string, string> {
	const bytes = Buffer.from(file);
	const parts: Record<string, string> = {};
	let at = bytes.readUInt32LE(bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1') + 16);
	while (bytes.readUInt32LE(at) === 0x02014b50) {
		const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
		const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
		const local = bytes.readUInt32LE(at + 42);
		const data = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
		const raw = bytes.subarray(data, data + size);
		const key = bytes.toString('utf8', at + 46, at + 46 + name!);
		parts[key] = (method === 8 ? inflateRawSync(raw) : raw).toString('utf8');
		at += 46 + name! + extra! + comment!;
	}
	return parts;
}

/** Words of a Word document's body, paragraph by paragraph. */
export function docxText(file: Uint8Array): string[] {
	const xml = unzip(file)['word/document.xml']!;
	return [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gsu)].map(([paragraph]) =>
		[...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:br\/>/gsu)]
			.map(([, words]) => words ?? '\n')
			.join('')
			.replace(/&lt;/gu, '<')
			.replace(/&gt;/gu, '>')
			.replace(/&quot;/gu, '"')
			.replace(/&apos;/gu, "'")
			.replace(/&amp;/gu, '&')
	);
}

/** The words of a PDF's pages, without line breaks, through its fonts' ToUnicode tables. */
export function pdfText(file: Uint8Array): string[] {
	const bytes = Buffer.from(file);
	const text = bytes.toString('latin1');
	const objects = new Map<string, string>();
	for (const [, id, body] of text.matchAll(/(\d+) 0 obj\s(.*?)\sendobj/gsu))
		objects.set(id!, body!);
	const stream = (id: string): string => {
		const body = objects.get(id)!;
		const data = Buffer.from(/stream\r?\n(.*)\r?\nendstream/su.exec(body)![1]!, 'latin1');
		return (body.includes('FlateDecode') ? inflateSync(data) : data).toString('latin1');
	};
	const tables = new Map<string, Map<number, string>>();
	const resources = [...text.matchAll(/\/(F\d+) (\d+) 0 R/gu)];
	for (const [, name, id] of resources) {
		const unicode = /\/ToUnicode (\d+) 0 R/u.exec(objects.get(id!) ?? '')?.[1];
		if (unicode && !tables.has(name!)) tables.set(name!, toUnicode(stream(unicode)));
	}
	const pages = [...objects.values()].filter((body) => /\/Type \/Page\s/u.test(body));
	return pages.map((body) => shown(stream(/\/Contents (\d+) 0 R/u.exec(body)![1]!), tables));
}

function toUnicode(map: string): Map<number, string> {
	const table = new Map<number, string>();
	for (const [, from, , list] of map.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/giu)) {
		let code = parseInt(from!, 16);
		for (const [, hex] of list!.matchAll(/<([0-9a-f ]*)>/giu))
			table.set(code++, utf16(hex!.replace(' ', '')));
	}
	return table;
}

function utf16(hex: string): string {
	return Buffer.from(hex, 'hex').swap16().toString('utf16le');
}

function shown(content: string, tables: Map<string, Map<number, string>>): string {
	let font = '';
	let words = '';
	for (const [, name, pieces] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/gu)) {
		if (name) font = name;
		else
			for (const [, hex] of pieces!.matchAll(/<([0-9a-f]+)>/giu))
				for (let at = 0; at < hex!.length; at += 4)
					words += tables.get(font)?.get(parseInt(hex!.slice(at, at + 4), 16)) ?? '?';
	}
	return words;
}
