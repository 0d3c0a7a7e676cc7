/**
 * 卷宗: everything of one session in one archive that opens in any browser from a folder: notice, sign-in, agenda,
 * cards, speakers, votes, minutes, results and their papers, comments, pictures, lists as CSV, the journal and what checks it.
 *
 * Invariants: for organiser and desk alone; nothing in it is fetched from anywhere; what was erased by the time it is
 * made is not in it. Pages hold no script, except the one that checks the journal.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { m } from '#lib/i18n/paraglide/messages.js';
import { inZone } from '#lib/i18n/when.ts';
import type { App } from '#server/app.ts';
import type { NoticePrint } from '#server/notice/desk-papers.ts';
import { archive, type Files } from '#server/export/archive.ts';
import { compose } from '#server/export/compose.ts';
import { json } from '#server/export/json.ts';
import { listFiles, listsFor, workbook } from '#server/export/list-files.ts';
import { cleaned, type Block, type Paper } from '#server/export/paper.ts';
import { PAPER_PARTS } from '#server/export/papers.ts';
import { WIDE } from '#server/export/picture/layout.ts';
import { boardSvg } from '#server/export/picture/svg.ts';
import type { ExportSource } from '#server/export/source.ts';
import { signatureDrawing } from '#server/export/signature-drawing.ts';
import { penFor, type Pen } from '#server/export/writing.ts';
import { escaped, htmlBlocks, htmlPage, htmlTable, STYLE, type Page } from './dossier-html.ts';

/** The archive. Papers are drawn in their thread, the archive is packed in others: nobody waits for it but who asked. */
export async function dossier(
	app: App,
	source: ExportSource,
	posted: readonly NoticePrint[]
): Promise<Uint8Array> {
	const { timeZone, root } = app.config;
	const pen = penFor(source);
	const paper = compose(source, timeZone);
	await turn();
	const pages = inZone(timeZone, () => pagesOf(pen, paper, posted));
	await turn();
	const lists = inZone(timeZone, () => listFiles(pen));
	const { meeting } = source.record.meeting;
	const rows = (await app.journal.rows(meeting)).filter(({ seq }) => seq <= source.record.seq);
	const journal = {
		meeting,
		head: source.record.head,
		rows: rows.map(({ line, hash }) => [line, hash])
	};
	const files: Files = {
		...pages,
		'style.css': STYLE,
		'minutes.docx': (await app.drawings.file(paper, 'docx')).bytes,
		'minutes.pdf': (await app.drawings.file(paper, 'pdf')).bytes,
		...(await printed(app, posted)),
		...prefixed('lists/', lists),
		'lists/all.xlsx': await inZone(timeZone, () => workbook(pen)),
		'data/minutes.json': json(source),
		'data/journal.js': `JOURNAL = ${JSON.stringify(journal)};\n`,
		'data/verifier.js': await readFile(join(root, 'server/dossier/verifier.js'), 'utf8')
	};
	files['sha256sums.txt'] = sums(files);
	return archive(files, paper.at);
}

/** Papers of the results, one drawn after another: the threads are there for everybody. */
async function printed(app: App, posted: readonly NoticePrint[]): Promise<Files> {
	const files: Files = {};
	for (const { name, paper } of posted)
		files[`papers/${name}.pdf`] = (await app.drawings.file(paper, 'pdf')).bytes;
	return files;
}

const prefixed = (folder: string, files: Files): Files =>
	Object.fromEntries(Object.entries(files).map(([name, file]) => [folder + name, file]));

/** As `sha256sum -c` reads it. */
function sums(files: Files): string {
	const lines = Object.entries(files).map(
		([name, file]) => `${createHash('sha256').update(file).digest('hex')}  ${name}`
	);
	return `${lines.join('\n')}\n`;
}

/** One entry of the table of contents. */
interface Content {
	href: string;
	title: string;
	about: string;
}

function pagesOf(pen: Pen, paper: Paper, posted: readonly NoticePrint[]): Files {
	const { language } = paper;
	const files: Files = {};
	const contents: Content[] = [];
	const pictures = new Map<Block, string>();
	const add = (name: string, title: string, body: string, more: Partial<Page> = {}) => {
		files[`${name}.html`] = htmlPage({ language, title, back: m.dossier_title(), body, ...more });
	};
	const boards = new Map<string, string>();
	let results = '';
	/** The same board is one file, wherever it is shown. */
	const place = (block: Block) => {
		if (block.is === 'signature' || block.is === 'photo') {
			const photo = block.is === 'photo';
			const file = `pictures/signed-${pictures.size + 1}.${photo ? 'jpg' : 'svg'}`;
			files[file] = photo ? Buffer.from(block.jpeg, 'base64') : signatureDrawing(block.path);
			pictures.set(block, file);
		}
		if (block.is !== 'picture') return;
		const svg = boardSvg(block.board, WIDE, language);
		const file = boards.get(svg) ?? `pictures/board-${boards.size + 1}.svg`;
		boards.set(svg, file);
		files[file] = svg;
		pictures.set(block, file);
	};
	const html = (blocks: readonly Block[]) => {
		for (const block of blocks) place(block);
		return htmlBlocks(blocks, pictures);
	};
	add('notice', m.dossier_notice(), noticeOf(pen));
	contents.push({
		href: 'notice.html',
		title: m.dossier_notice(),
		about: m.dossier_notice_about()
	});
	for (const { page, title, blocks } of [...PAPER_PARTS].sort((a, b) => a.order - b.order)) {
		const made = page ? cleaned(blocks(pen)) : [];
		if (!page || made.length === 0) continue;
		const body = html(made);
		// The first page opens with what came out.
		if (page === 'results') results = `<h2>${escaped(title())}</h2>\n${body}`;
		add(page, title(), body);
		contents.push({ href: `${page}.html`, title: title(), about: '' });
	}
	const notice = posted.find(({ name }) => name === 'notice');
	if (notice) {
		const { title, blocks, facts } = notice.paper;
		add('posted-notice', title, `${factsList(facts)}\n${html(blocks)}`);
		contents.push({ href: 'posted-notice.html', title, about: m.dossier_posted_about() });
	}
	const signed = posted.find(({ name }) => name === 'agreement');
	if (signed) {
		const { title, blocks, facts } = signed.paper;
		add('agreement-signed', title, `${factsList(facts)}\n${html(blocks)}`);
		contents.push({ href: 'agreement-signed.html', title, about: m.agreements_dossier() });
	}
	const speakers = listsFor(pen).find(({ name }) => name === 'speakers');
	if (speakers) {
		add('speakers', speakers.title, htmlTable(speakers.head, speakers.rows));
		contents.push({
			href: 'speakers.html',
			title: speakers.title,
			about: m.dossier_speakers_about()
		});
	}
	const facts = `${factsList(paper.facts)}\n`;
	add('minutes', paper.title, facts + html(paper.blocks));
	contents.push({ href: 'minutes.html', title: m.dossier_minutes(), about: paper.status });
	if (boards.size > 0) {
		const shown = [...boards.values()].map(
			(file) => `<p><img src="${file}" alt="${escaped(m.dossier_picture())}"></p>`
		);
		add('pictures', m.dossier_pictures(), shown.join('\n'));
		contents.push({
			href: 'pictures.html',
			title: m.dossier_pictures(),
			about: m.dossier_pictures_about({ n: boards.size })
		});
	}
	add('verify', m.dossier_verify(), verifyBody(), {
		scripts: ['data/journal.js', 'data/verifier.js']
	});
	files['index.html'] = htmlPage({
		language,
		title: pen.maybe(pen.source.record.meeting.title) || m.dossier_title(),
		back: null,
		body: indexBody(pen, paper, { contents, results, posted })
	});
	return files;
}

function factsList(facts: readonly (readonly [string, string])[]): string {
	const rows = facts.map(
		([label, value]) => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>`
	);
	return `<dl class="facts">${rows.join('\n')}</dl>`;
}

/** What was announced: matter, what is to be decided and what not, policies, who was invited. */
function noticeOf(pen: Pen): string {
	const { meeting } = pen.source.record;
	const rows: [string, string][] = [
		[m.export_matter(), pen.maybe(meeting.matter)],
		[m.export_place(), pen.maybe(meeting.place)],
		[m.export_background(), pen.maybe(meeting.background)],
		[m.export_decides(), pen.maybe(meeting.decides)],
		[m.export_leaves(), pen.maybe(meeting.leaves)],
		[m.export_units(), meeting.units.map(({ name }) => pen.text(name)).join('\n')],
		[m.export_policies(), meeting.policies.map(({ text }) => pen.text(text)).join('\n')],
		[m.export_urgent(), pen.maybe(meeting.urgentReason)]
	];
	return factsList(rows.filter(([, value]) => value !== ''));
}

function indexBody(
	pen: Pen,
	paper: Paper,
	{
		contents,
		results,
		posted
	}: { contents: readonly Content[]; results: string; posted: readonly NoticePrint[] }
): string {
	const { seal } = pen.source.record;
	const files: Content[] = [
		{ href: 'minutes.docx', title: m.export_docx(), about: m.dossier_minutes() },
		{ href: 'minutes.pdf', title: m.export_pdf(), about: m.dossier_minutes() },
		...posted.map(({ name, title }) => ({ href: `papers/${name}.pdf`, title, about: 'PDF' })),
		{ href: 'lists/all.xlsx', title: m.export_xlsx(), about: m.dossier_lists_about() },
		{ href: 'lists/data-card.md', title: m.export_card(), about: m.dossier_card_about() },
		{ href: 'data/minutes.json', title: m.export_json(), about: m.dossier_json_about() },
		{ href: 'verify.html', title: m.dossier_verify(), about: m.dossier_verify_about() }
	];
	const list = (some: readonly Content[]) =>
		`<ul class="contents">${some
			.map(
				({ href, title, about }) =>
					`<li><a href="${href}"><b>${escaped(title)}</b></a><span class="small">${escaped(about)}</span></li>`
			)
			.join('\n')}</ul>`;
	const status = seal
		? `<span class="seal">${escaped(m.record_seal_stamp())}</span>`
		: `<span class="draft">${escaped(paper.mark)}</span>`;
	return [
		`<p>${escaped(pen.maybe(pen.source.record.meeting.matter))}</p>`,
		`<p>${status} <span class="small">${escaped(paper.status)}</span></p>`,
		seal ? `<p class="hash">${seal.hash}</p>` : '',
		results,
		factsList(paper.facts.slice(0, 5)),
		`<h2>${escaped(m.dossier_contents())}</h2>`,
		list(contents),
		`<h2>${escaped(m.dossier_files())}</h2>`,
		list(files),
		`<p class="foot">${escaped(m.dossier_about({ file: 'index.html' }))}</p>`,
		`<p class="foot">${escaped(paper.foot)}</p>`,
		`<p class="hash">${pen.source.record.head}</p>`
	]
		.filter(Boolean)
		.join('\n');
}

function verifyBody(): string {
	const data = [
		['right', m.dossier_right({ n: '{n}', head: '{head}' })],
		['wrong', m.dossier_wrong({ n: '{n}' })],
		['cut', m.dossier_cut({ n: '{n}' })]
	].map(([name, words]) => `data-${name}="${escaped(words!)}"`);
	return [
		`<p>${escaped(m.dossier_verify_how())}</p>`,
		`<p id="told">${escaped(m.dossier_verify_script())}</p>`,
		`<p id="words" hidden ${data.join(' ')}></p>`,
		`<p class="small">${escaped(m.dossier_verify_sums())} <code>sha256sum -c sha256sums.txt</code></p>`
	].join('\n');
}
