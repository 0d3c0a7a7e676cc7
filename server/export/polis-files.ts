/**
 * A round of common ground in the export files of Pol.is, so that its ecosystem's tools read it. What each person
 * answered is never told and goes when dots begin or the meeting ends [K32]: the files of single votes and of participants have their
 * heads and no rows, and the counts stand in `comments.csv` and `comment-groups.csv`.
 */
import type { CommonGround, Support } from '#lib/meeting/cards/common-ground/ground.ts';
import type { TextRef } from '#lib/meeting/names.ts';
import { csv } from './csv.ts';
import type { Cell } from './papers.ts';
import type { Pen } from './writing.ts';

/** A round in which people agreed, passed or disagreed, with the words of its statements. */
export interface ExportedGround {
	board: string;
	question: TextRef;
	ground: CommonGround;
	/** null: hidden by the chair since. */
	statements: { id: string; text: TextRef | null }[];
}

/** Files by their place in an archive: `polis-1/comments.csv` … */
export function polisFiles(pen: Pen): Record<string, string> {
	const files = pen.source.told.cards.flatMap(({ common }) => common ?? []);
	return Object.assign(
		{},
		...files.map((ground, n) => {
			const folder = files.length === 1 ? 'polis' : `polis-${n + 1}`;
			return Object.fromEntries(
				Object.entries(polisRound(ground, pen)).map(([name, file]) => [`${folder}/${name}`, file])
			);
		})
	) as Record<string, string>;
}

function polisRound(round: ExportedGround, pen: Pen): Record<string, string> {
	const { ground, statements } = round;
	// Their comment ids are numbers from 0.
	const rows = statements.map((statement, id) => ({
		id,
		words: statement.text ? pen.text(statement.text) : '',
		hidden: statement.text === null,
		found: ground.statements.find((one) => one.id === statement.id)
	}));
	// Nothing says when a card was written, nor by whom: its place in time would tell.
	const comments = rows.map(({ id, words, hidden, found }): Cell[] => [
		null,
		null,
		id,
		null,
		found?.everyone.agree ?? 0,
		found?.everyone.disagree ?? 0,
		hidden ? -1 : 1,
		words
	]);
	const groups = ground.groups.map(({ label }) => label.toLowerCase());
	const perGroup = rows.map(({ id, words, found }): Cell[] => [
		id,
		words,
		...counts(found?.everyone),
		...groups.flatMap((_, group) => counts(found?.groups[group]))
	]);
	return {
		'summary.csv': plain([
			['topic', pen.text(round.question)],
			['url', ''],
			['voters', ground.people],
			['voters-in-conv', ground.placed],
			['commenters', ''],
			['comments', rows.length],
			['groups', ground.groups.length],
			['conversation-description', pen.maybe(pen.source.record.meeting.matter)]
		]),
		'comments.csv': csv(
			[
				'timestamp',
				'datetime',
				'comment-id',
				'author-id',
				'agrees',
				'disagrees',
				'moderated',
				'comment-body'
			],
			comments
		),
		'comment-groups.csv': csv(
			[
				...[
					'comment-id',
					'comment',
					'total-votes',
					'total-agrees',
					'total-disagrees',
					'total-passes'
				],
				...groups.flatMap((label) =>
					['votes', 'agrees', 'disagrees', 'passes'].map((what) => `group-${label}-${what}`)
				)
			],
			perGroup
		),
		'votes.csv': csv(['timestamp', 'datetime', 'comment-id', 'voter-id', 'vote'], []),
		'participants-votes.csv': csv(
			[
				...['participant', 'group-id', 'n-comments', 'n-votes', 'n-agree', 'n-disagree'],
				...rows.map(({ id }) => String(id))
			],
			[]
		)
	};
}

function counts(support: Support | undefined): number[] {
	const { seen = 0, agree = 0, disagree = 0, pass = 0 } = support ?? {};
	return [seen, agree, disagree, pass];
}

/** Their summary has no head. */
function plain(rows: readonly (readonly Cell[])[]): string {
	const [first, ...rest] = rows;
	return csv(first!.map(String), rest);
}
