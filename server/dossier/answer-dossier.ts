/** Answers with the dossier of a meeting, in the language of the request. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { App } from '#server/app.ts';
import { busyAs503, disposition, fileResponse, plainFile } from '#server/export/answer.ts';
import { agreementPaper } from '#server/export/agreement-paper.ts';
import { deskSource } from '#server/export/source.ts';
import type { Room } from '#server/meeting/room.ts';
import { deskPapers } from '#server/notice/desk-papers.ts';
import { dossier } from './dossier.ts';

const FORMAT = 'dossier.zip';

/** The file; the caller has seen that it goes to organiser or desk: whole names are in it. */
export async function answerDossier(
	app: App,
	room: Room,
	url: URL,
	request: Request
): Promise<Response> {
	const source = await deskSource(app, room);
	const agreement = agreementPaper(room, source, app.config.timeZone);
	const posted = [
		...deskPapers(app, room, url),
		...(agreement
			? [{ name: 'agreement' as const, title: m.agreements_title(), paper: agreement }]
			: [])
	];
	const file = await busyAs503(async () => plainFile(await dossier(app, source, posted)));
	return fileResponse(
		file,
		FORMAT,
		{ name: disposition(source, FORMAT), everybody: false },
		request
	);
}
