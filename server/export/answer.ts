/** Answers a request for the minutes as a file, in the language of the request. */
import { error } from '@sveltejs/kit';
import { m } from '#lib/i18n/paraglide/messages.js';
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
	const paper = compose(source, app.config.timeZone);
	const file = await fileOf(app, source, paper, known);
	const headers: Record<string, string> = {
		'content-type': TYPES[known],
		'content-disposition': disposition(paper, source, known),
		// Asked again each time, so that what is erased is not shown from a cache.
		'cache-control': source.projection === 'public' ? 'no-cache' : 'private, no-cache',
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

/** A name that any system can keep, in the reader's language. */
function disposition(paper: Paper, source: ExportSource, format: Format): string {
	const title = source.record.meeting.title;
	const words = m.export_file({ title: (title && source.texts[title.id]) ?? '' });
	const name = clean(words)
		.replace(/[\\/:*?"<>|\s]+/gu, ' ')
		.trim()
		.slice(0, 80);
	const plain = `minutes-${source.record.meeting.code}.${format}`;
	const whole = encodeURIComponent(`${name}.${format}`).replace(
		/['()*]/gu,
		(one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`
	);
	return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
