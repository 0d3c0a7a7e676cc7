/** One question of `analysis.ts`, answered beside the thread that keeps the rooms. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Ground, Hints } from '#lib/meeting/cards/cards.ts';
import { commonGround } from '#lib/meeting/cards/common-ground/common-ground.ts';
import type { Answers } from '#lib/meeting/cards/common-ground/ground.ts';
import {
	suggestDuplicates,
	suggestThemes,
	type CardText
} from '#lib/meeting/cards/similar/suggest.ts';
import { stepBack } from './step-back.ts';

export type Question =
	| { what: 'hints'; cards: CardText[] }
	| { what: 'ground'; statements: string[]; people: Answers[] };
export type Answer = { what: 'hints'; hints: Hints } | { what: 'ground'; ground: Ground };

/** More would be read by nobody, and everybody's phone would carry it. */
const MOST_PAIRS = 60;
const MOST_THEMES = 15;

/** The answer, from what came in alone. */
function answer(question: Question): Answer {
	if (question.what === 'hints') {
		const { cards } = question;
		const near = suggestDuplicates(cards).slice(0, MOST_PAIRS);
		const themes = suggestThemes(cards).slice(0, MOST_THEMES);
		return {
			what: 'hints',
			hints: {
				near: near.map(({ a, b }) => [a, b]),
				themes: themes.map(({ cards: ids }) => ({ cards: [...ids] }))
			}
		};
	}
	const outcome = commonGround(question);
	// Which person fell into which group stays here.
	const ground: Ground = outcome.ok ? { ok: true, ground: outcome.ground } : outcome;
	return { what: 'ground', ground };
}

// Imported by a test or a type, there is nobody to answer.
if (parentPort) {
	stepBack();
	parentPort.postMessage(answer(workerData as Question));
}
