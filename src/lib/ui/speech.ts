/** Choosing a voice and cutting a text for reading aloud. Pure; ReadAloud.svelte does the speaking. */

/** The tags to ask for, best first: a dialect's voice is better than none. */
const WISHES: Record<string, readonly string[]> = {
	'zh-Hans': ['zh-cn', 'cmn-hans-cn', 'zh-hans', 'zh', 'cmn'],
	'zh-Hant': ['zh-tw', 'cmn-hant-tw', 'zh-hant', 'zh-hk', 'zh', 'cmn'],
	en: ['en-gb', 'en-us', 'en']
};
export const SPOKEN: Record<string, string> = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW', en: 'en' };

/** The best voice of this device for a locale; a voice on the device before one over the network. */
export function chooseVoice<V extends { lang: string; localService?: boolean }>(
	voices: readonly V[],
	locale: string
): V | null {
	const tagOf = (voice: V) => voice.lang.toLowerCase().replaceAll('_', '-');
	for (const wish of WISHES[locale] ?? []) {
		const fit = voices.filter((voice) => `${tagOf(voice)}-`.startsWith(`${wish}-`));
		if (fit.length > 0) return fit.find((voice) => voice.localService) ?? fit[0]!;
	}
	return null;
}

/** A text in pieces of a breath or two: some browsers fall silent in the middle of a long one. */
export function breaths(text: string, most = 120): string[] {
	const pieces: string[] = [];
	for (const sentence of text.match(/[^。！？!?；;\n]+[。！？!?；;\n]*/gu) ?? []) {
		const last = pieces.at(-1);
		if (last !== undefined && last.length + sentence.length <= most)
			pieces[pieces.length - 1] += sentence;
		else pieces.push(sentence);
	}
	return pieces.map((piece) => piece.trim()).filter(Boolean);
}
