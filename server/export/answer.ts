/** Answers a request for the minutes as a file, in the language of the request. */
import { setImmediate as turn } from 'node:timers/promises';
import { error } from '@sveltejs/kit';
import { m } from '#lib/i18n/paraglide/messages.js';
import { inZone } from '#lib/i18n/when.ts';
import { cutTo } from '#lib/meeting/words.ts';
import type { App } from '#server/app.ts';
import { Bytes } from '#server/record/bytes.ts';
import { archive } from './archive.ts';
import { compose } from './compose.ts';
import { dataCard } from './data-card.ts';
import { Busy, type DrawnFile } from './drawings.ts';
import { json } from './json.ts';
import { listCsv, listFiles, listsFor, workbook } from './list-files.ts';
import { markdown } from './markdown.ts';
import { clean, type Paper } from './paper.ts';
import type { ExportSource } from './source.ts';
import { penFor } from './writing.ts';

/** One list is `<name>.csv`. */
export type Format =
	'docx' | 'pdf' | 'md' | 'json' | 'xlsx' | 'lists.zip' | 'card.md' | `${string}.csv`;

const TYPES: Record<string, string> = {
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	pdf: 'application/pdf',
	md: 'text/markdown; charset=utf-8',
	csv: 'text/csv; charset=utf-8',
	zip: 'application/zip',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	json: 'application/json; charset=utf-8'
};

/** The file; `format` is what the address ends with. 404 for what we don't make, 503 when too many ask. */
export async function exported(
	app: App,
	source: ExportSource,
	format: string,
	request: Request
): Promise<Response> {
	await turn();
	const file = await fileOf(app, source, format);
	if (!file) error(404, 'not-found');
	const everybody = source.projection === 'public';
	return fileResponse(file, format, { name: disposition(source, format), everybody }, request);
}

/** The file as an answer; 304 where the reader has it. `everybody`: it is the same for all. */
export function fileResponse(
	file: DrawnFile,
	format: string,
	{ name, everybody }: { name: string; everybody: boolean },
	request: Request
): Response {
	const headers: Record<string, string> = {
		'content-type': TYPES[format.split('.').at(-1)!]!,
		'content-disposition': name,
		// Asked again each time, so that what is erased is not shown from a cache.
		'cache-control': everybody ? 'no-cache' : 'private, no-store',
		vary: 'Accept-Language, Cookie',
		etag: file.tag
	};
	if (request.headers.get('if-none-match') === file.tag)
		return new Response(null, { status: 304, headers });
	headers['content-length'] = String(file.bytes.length);
	return new Response(request.method === 'HEAD' ? null : (file.bytes as Uint8Array<ArrayBuffer>), {
		headers
	});
}

/** null for what we don't make. */
async function fileOf(app: App, source: ExportSource, format: string): Promise<DrawnFile | null> {
	const { timeZone } = app.config;
	if (format === 'json') return plainFile(json(source));
	if (!['docx', 'pdf', 'md'].includes(format)) return listFile(source, format, timeZone);
	const paper = compose(source, timeZone);
	await turn();
	return paperFile(app, paper, format as 'docx' | 'pdf' | 'md');
}

/** A file that needed no drawing. */
export function plainFile(file: string | Uint8Array): DrawnFile {
	const { plain, tag } = new Bytes(typeof file === 'string' ? file : Buffer.from(file));
	return { bytes: plain, tag };
}

/** Lists, their archive, their workbook and their card. */
async function listFile(
	source: ExportSource,
	format: string,
	zone: string
): Promise<DrawnFile | null> {
	const pen = penFor(source);
	const inTime = <T>(write: () => T): T => inZone(zone, write);
	if (format === 'xlsx') return plainFile(await inTime(() => workbook(pen)));
	if (format === 'lists.zip') {
		const { record } = source;
		const at = Math.max(0, ...record.lines.map((line) => line.at ?? 0));
		return plainFile(
			await archive(
				inTime(() => listFiles(pen)),
				at
			)
		);
	}
	if (format === 'card.md') return plainFile(inTime(() => dataCard(pen, listsFor(pen))));
	const [, name] = /^([a-z-]+)\.csv$/u.exec(format) ?? [];
	const file = name === undefined ? null : inTime(() => listCsv(pen, name));
	return file === null ? null : plainFile(file);
}

/** The paper as a file; 503 when too many ask. */
export async function paperFile(
	app: App,
	paper: Paper,
	format: 'docx' | 'pdf' | 'md'
): Promise<DrawnFile> {
	if (format === 'md') return plainFile(markdown(paper));
	return busyAs503(() => app.drawings.file(paper, format));
}

/** What is made of drawings; 503 when too many ask for some. */
export async function busyAs503<T>(make: () => Promise<T>): Promise<T> {
	try {
		return await make();
	} catch (cause) {
		if (!(cause instanceof Busy)) throw cause;
		error(503, m.export_busy());
	}
}

/** Of 255 that a file system takes; the ending and a (1) that browsers add need some. */
const NAME_BYTES = 240;

/** A name that any system can keep, in the reader's language. */
export function disposition(source: ExportSource, format: string): string {
	const { title, code } = source.record.meeting;
	const words = m.export_file({ title: (title && source.texts[title.id]) ?? '' });
	return fileHeader(words, code, format);
}

/** `content-disposition` of a file with this title; where the title can't, `kind` and `code` name it. */
export function fileHeader(title: string, code: string, format: string, kind = 'minutes'): string {
	const plain = clean(title)
		.replace(/[\\/:*?"<>|\s]+/gu, ' ')
		.trim();
	const name = cutTo(plain, 80, NAME_BYTES);
	const whole = encodeURIComponent(`${name}.${format}`).replace(
		/['()*]/gu,
		(one) => `%${one.codePointAt(0)!.toString(16).toUpperCase()}`
	);
	return `attachment; filename="${kind}-${code}.${format}"; filename*=UTF-8''${whole}`;
}
