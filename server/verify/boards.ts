/**
 * [V14] The boards of secret votes: each ballot signed for its vote, none twice, all of them what the result's digest
 * says; in a database, and in a file that somebody fetched from a record.
 */
import { hash } from 'node:crypto';
import type { BoardBallot, Vote } from '#lib/meeting/ballots/ballots.ts';
import { paperLines } from '#lib/meeting/ballots/paper-entries.ts';
import {
	auditBoard,
	auditFile,
	boardFileIn,
	countBoard,
	lyingUnder,
	type BoardFault
} from '#lib/meeting/ballots/secret-board.ts';
import type { Sqlite } from '#server/db/connection.ts';
import { isSigned } from '#server/meeting/blind-keys.ts';
import { fetchedText } from './fetched-text.ts';
import type { Journal } from './journals.ts';
import type { Titles, VerifyReport } from './report.ts';

const PROOF = { digest: (text: string) => hash('sha256', text), isSigned };

interface Row {
	id: string;
	body: Uint8Array;
}

/** Every board that a journal tells of, against its rows. */
export function checkBoards(
	db: Sqlite,
	journals: readonly Journal[],
	report: VerifyReport,
	titles: Titles
): void {
	const rows = db.prepare('SELECT id, body FROM hidden WHERE meeting = ? AND lot = ? ORDER BY id');
	for (const { meeting, state } of journals)
		for (const vote of state?.ballots.votes ?? []) {
			const fault = (lot: string, what: string) =>
				report.fault(titles(meeting), 'hidden', `lot=${lot}`, what);
			if (vote.result?.papers && vote.step === 'closed') {
				const lot = `ballots-papers ${vote.id}`;
				const papers = rows.all(meeting, lot) as Row[];
				if (digestOf(papers) !== vote.result.papers.digest)
					fault(lot, sentence({ what: 'papers' }));
			}
			if (!vote.blind || !vote.result?.board) continue;
			const lot = `ballots-board ${vote.id}`;
			const bodies = (rows.all(meeting, lot) as Row[]).map(({ body }) => body);
			for (const what of wrongIn(vote, bodies)) fault(lot, what);
		}
}

/** Of papers with check codes; null where a row cannot be read. */
function digestOf(rows: readonly Row[]): string | null {
	try {
		const papers = rows.map(({ id: code, body }) => {
			return { code, ...(JSON.parse(Buffer.from(body).toString()) as { choice: string[] | null }) };
		});
		return PROOF.digest(paperLines(papers));
	} catch {
		return null;
	}
}

function wrongIn({ blind, result }: Vote, bodies: readonly Uint8Array[]): string[] {
	const keys = blind!.keys.map(({ key }) => key);
	try {
		const ballots = bodies.map((body) => JSON.parse(Buffer.from(body).toString()) as BoardBallot);
		return auditBoard({ keys, digest: result!.board!.digest }, ballots, PROOF).map(sentence);
	} catch {
		return ['a ballot on the board cannot be read'];
	}
}

function sentence(fault: BoardFault): string {
	switch (fault.what) {
		case 'twice':
			return 'a ballot lies on the board twice';
		case 'unsigned':
			return `the ballot ${fault.code} was not signed for this vote`;
		case 'digest':
			return 'the board is another than the one whose digest the result carries';
		case 'papers':
			return 'the papers are others than those whose digest the result carries';
	}
}

/**
 * What a file that was fetched as `board.json` says; what is `wrong` with it, in sentences. `code`: eight digits of whoever
 * looks for their own, and what lies `under` them.
 */
export function verifyBoardFile(
	path: string,
	code = ''
): {
	wrong: string[];
	ballots: number;
	papers: number;
	counts: Record<string, number>;
	under: string[];
} {
	const none = (why: string) => {
		return { wrong: [`${path} ${why}`], ballots: 0, papers: 0, counts: {}, under: [] };
	};
	const read = fetchedText(path);
	if ('wrong' in read) return none(read.wrong);
	const file = boardFileIn(read.text);
	if (!file) return none('is no board of a secret vote, as the page of such a vote hands it out');
	const named = (choice: readonly string[]) => choice.map((id) => file.options?.[id] ?? id).join();
	const counts = countBoard(file.ballots).map(({ choice, n }) => [named(choice), n] as const);
	return {
		wrong: auditFile(file, PROOF).map(sentence),
		ballots: file.ballots.length,
		papers: file.papers?.length ?? 0,
		counts: Object.fromEntries(counts),
		under: lyingUnder(file, code).map((choice) => (choice ? named(choice) : 'counted'))
	};
}
