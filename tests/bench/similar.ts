// Prints how good and how fast the suggestions for grouping cards are: `node tests/bench/similar.ts`.
// The table in src/lib/meeting/cards/similar/RULES.md is filled from here.

import { readdirSync, readFileSync } from 'node:fs';
import { alikePairs, bundlesOf } from '#lib/meeting/cards/similar/likeness.ts';
import { themeWords } from '#lib/meeting/cards/similar/naming.ts';
import { suggestDuplicates, suggestThemes } from '#lib/meeting/cards/similar/suggest.ts';
import {
	duplicateFigures,
	LIFT_CARDS,
	pairFigures,
	REWORDED,
	type KnownCard,
	type PairFigures
} from '#lib/meeting/cards/similar/test-figures.ts';
import { wordsOf } from '#lib/meeting/cards/similar/words.ts';

const { scenarios } = JSON.parse(readFileSync('tests/data/scenarios.json', 'utf8'));
const id = (prefix: string) => (at: number) => `${prefix}${String(at).padStart(2, '0')}`;
const canteen: KnownCard[] = scenarios[0]['卡片'].map(
	({ 文字: text, 簇: group }: Record<string, string>, at: number) => ({
		id: id('a')(at),
		text,
		group
	})
);
const reworded = REWORDED.map(([text], at) => ({ id: id('r')(at), text }));

function print(what: string, { right, said, all }: PairFigures): void {
	const share = (of: number) => (of === 0 ? '–' : (right / of).toFixed(2));
	console.log(
		`${what}: precision ${right}/${said} = ${share(said)}, recall ${right}/${all} = ${share(all)}`
	);
}

print('scenario A, themes', pairFigures(suggestThemes(canteen), canteen));
const bySigns = alikePairs(bundlesOf(canteen.map(({ text }) => wordsOf(text))), 0.14).map(
	({ a, b }) => ({ cards: [canteen[a]!.id, canteen[b]!.id] })
);
print('scenario A, pairs by signs alone', pairFigures(bySigns, canteen));
print('scenario B, themes', pairFigures(suggestThemes(LIFT_CARDS), LIFT_CARDS));
print(
	'near-duplicates',
	duplicateFigures(suggestDuplicates([...canteen, ...reworded]), id('a'), id('r'))
);
for (const { cards } of suggestThemes(canteen)) {
	const texts = cards.map((card) => canteen.find((one) => one.id === card)!.text);
	console.log(`  ${themeWords(texts, 'zh-Hans').join(' ')}: ${texts.join('; ')}`);
}

/** Three thousand cards cut from the app's own sentences. */
const folder = 'src/lib/i18n/messages/zh-Hans/';
const text = readdirSync(folder)
	.flatMap((file) => Object.values(JSON.parse(readFileSync(folder + file, 'utf8'))))
	.filter((sentence) => typeof sentence === 'string')
	.join('，');
const many = Array.from({ length: 3000 }, (_, at) => {
	const from = (at * 7919) % (text.length - 30);
	return { id: id('m')(at), text: text.slice(from, from + 8 + (at % 22)) };
});
for (const [name, suggest] of [
	['pairs', suggestDuplicates],
	['themes', suggestThemes]
] as const) {
	const began = performance.now();
	const found = suggest(many).length;
	console.log(`3,000 cards, ${name}: ${Math.round(performance.now() - began)} ms, ${found} found`);
}
