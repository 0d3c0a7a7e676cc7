/**
 * Estimates passwords in a thread of its own (`strength.ts`): loading the lists takes a second, and a long
 * password with many readings another, in which no meeting may stand still.
 */
import { parentPort } from 'node:worker_threads';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as english } from '@zxcvbn-ts/language-en';

const estimator = new ZxcvbnFactory({
	dictionary: { ...common, ...english },
	graphs: adjacencyGraphs,
	// Each reading of $, @ and 1 costs a look through every list; nobody changes more than a few letters.
	l33tMaxSubstitutions: 12
});

parentPort.on('message', ({ id, readings, enough }) => {
	const estimates = [];
	for (const reading of readings) {
		const { guesses, sequence } = estimator.check(reading);
		const parts = sequence.map(({ pattern, token }) => ({ pattern, length: token.length }));
		estimates.push({ guesses, parts });
		if (guesses < enough) break;
	}
	parentPort.postMessage({ id, estimates });
});
