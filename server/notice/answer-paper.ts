/** Answers a request for a paper of the notice, in the language of the request. */
import { error } from '@sveltejs/kit';
import { setImmediate as turn } from 'node:timers/promises';
import type { App } from '#server/app.ts';
import { fileHeader, fileResponse, paperFile } from '#server/export/answer.ts';
import type { Paper } from '#server/export/paper.ts';

export const PAPER_FORMATS = ['pdf', 'docx', 'md'] as const;

/** The file; 404 for a form that we don't make, and where there is no paper yet. */
export async function answerPaper(
	app: App,
	write: () => Paper | null,
	{
		kind,
		format,
		code,
		everybody
	}: { kind: string; format: string; code: string; everybody: boolean },
	request: Request
): Promise<Response> {
	const known = PAPER_FORMATS.find((one) => one === format);
	if (!known) error(404, 'not-found');
	await turn();
	const paper = write();
	if (!paper) error(404, 'not-found');
	await turn();
	const file = await paperFile(app, paper, known);
	const name = fileHeader(`${paper.title} ${paper.status}`, code, known, kind);
	return fileResponse(file, known, { name, everybody }, request);
}
