/** Answers a request for the minutes as a file, in the language of the request. */
import { setImmediate as turn } from 'node:timers/promises';
import { error } from '@sveltejs/kit';
import { m } from '#lib/i18n/paraglide/messages.js';
import { cutTo } from '#lib/meeting/words.ts';
import type { App } from '#server/app.ts';
import { Bytes } from '#server/record/bytes.ts';
import { compose } from './compose.ts';
import { Busy, type DrawnFile } from './drawings.ts';
import { json } from './json.ts';
import { markdown } from './markdown.ts';
import { clean, type Paper } from './paper.ts';
import type { ExportSource } from './source.ts';

export const FORMATS = ['docx', 'pdf', 'md', 'json'] as const;
export type Format = (typeof FORMATS)[number];

const TYPES: Record<Format, string> = {
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	pdf: 'application/pdf',
	md: 'text/markdown; charset=utf-8',
	json: 'application/json; charset=utf-8'
};

/** The file; `format` is what the address ends with. 404 for what we don't make, 503 when too many ask. */
export async function exported(
	app: App,
	source: ExportSource,
	format: string,
	request: Request
): Promise<Response> {
	const known = FORMATS.find((one) => one === format);
	if (!known) error(404, 'not-found');
	await turn();
	const paper = compose(source, app.config.timeZone);
	await turn();
	const file = await fileOf(app, source, paper, known);
	const headers: Record<string, string> = {
		'content-type': TYPES[known],
		'content-disposition': disposition(source, known),
		// Asked again each time, so that what is erased is not shown from a cache.
		'cache-control': source.projection === 'public' ? 'no-cache' : 'private, no-store',
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

async function fileOf(
	app: App,
	source: ExportSource,
	paper: Paper,
	format: Format
): Promise<DrawnFile> {
	if (format === 'md' || format === 'json') {
		const { plain, tag } = new Bytes(format === 'md' ? markdown(paper) : json(source));
		return { bytes: plain, tag };
	}
	try {
		return await app.drawings.file(paper, format);
	} catch (cause) {
		if (!(cause instanceof Busy)) throw cause;
		error(503, m.export_busy());
	}
}

/** Of 255 that a file system takes; the ending and a (1) that browsers add need some. */
const NAME_BYTES = 240;

/** A name that any system can keep, in the reader's language. */
function disposition(source: ExportSource, format: Format): string {
	const { title, code } = source.record.meeting;
	const words = m.export_file({ title: (title && source.texts[title.id]) ?? '' });
	return fileHeader(words, code, format);
}

/** `content-disposition` of a file with this title; `code` names it where the title can't. */
export function fileHeader(title: string, code: string, format: Format): string {
	const plain = clean(title)
		.replace(/[\\/:*?"<>|\s]+/gu, ' ')
		.trim();
	const name = cutTo(plain, 80, NAME_BYTES);
	const whole = encodeURIComponent(`${name}.${format}`).replace(
		/['()*]/gu,
		(one) => `%${one.codePointAt(0)!.toString(16).toUpperCase()}`
	);
	return `attachment; filename="minutes-${code}.${format}"; filename*=UTF-8''${whole}`;
}
