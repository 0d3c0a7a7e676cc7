/**
 * A font of this computer for what the Chinese ones lack: names in Uyghur, Mongolian, Tibetan, Yi, rare
 * Chinese characters. Looks through the font folders once for each script that occurs.
 *
 * Invariants: only fonts with outlines (paper and pictures show the same), no variable ones (they can't be
 * embedded in part); a script that nothing has is not looked for again.
 */
import type { Font } from 'fontkit';
import { whatIs } from '#server/db/inspect.ts';

/** Scripts, and how files that have them are called; those are looked at first. */
const SCRIPTS: readonly (readonly [script: RegExp, files: RegExp])[] = [
	[
		/\p{Script=Arabic}/u,
		/ukij|uighur|uyghur|msuighur|naskh|arab|dejavusans\.|tahoma|segoeui\.|geeza/iu
	],
	[/\p{Script=Mongolian}/u, /mong|monbaiti/iu],
	[/\p{Script=Tibetan}/u, /tibet|himalaya|jomolhari|kailasa|kokonor|ddc_uchen/iu],
	[/\p{Script=Yi}/u, /yi[-_.]|notosansyi|msyi|nuosu/iu],
	[/\p{Script=Hangul}/u, /cjk|malgun|gothic|myeongjo|batang/iu],
	[/\p{Script=Han}/u, /ext|hanamin|simsunb|plangothic|babelstone|cjk|mingliu/iu],
	[
		/\p{Script=Thai}|\p{Script=Lao}|\p{Script=Tai_Le}|\p{Script=New_Tai_Lue}|\p{Script=Tai_Tham}/u,
		/thai|lao|tai|leelawad/iu
	],
	[/\p{Script=Lisu}|\p{Script=Miao}/u, /lisu|miao|pollard|segoeui\./iu],
	[/\p{Script=Devanagari}/u, /devanagari|mangal|nirmala/iu],
	[/\p{L}|\p{N}/u, /dejavu|notosans-regular|notoserif-regular|freese|segoeui\.|arial/iu],
	[/[\s\S]/u, /symbol|dejavu|math|seguisym|unifont/iu]
];

/** Files and bytes that are looked through for one script. */
const MOST_FILES = 400;
const MOST_BYTES = 600 * 1024 * 1024;
/** A single file larger than this is no font that is read for one name. */
const LARGEST = 80 * 1024 * 1024;
/** Searches for one script: its second font may have what the first lacks. */
const MOST_SEARCHES = 3;

export class SpareFonts {
	readonly #files: ReadonlyMap<string, string>;
	readonly #read: (path: string) => Font | null;
	readonly #found: Font[] = [];
	readonly #searches = new Map<number, number>();

	/** `files`: paths by name; `read` opens one. */
	constructor(files: ReadonlyMap<string, string>, read: (path: string) => Font | null) {
		this.#files = files;
		this.#read = read;
	}

	/** A font with all of these characters; null: this computer has none. */
	having(codes: readonly number[]): Font | null {
		const known = this.#found.find((font) => hasAll(font, codes));
		if (known) return known;
		const text = String.fromCodePoint(codes[0]!);
		const script = SCRIPTS.findIndex(([one]) => one.test(text));
		const searches = this.#searches.get(script) ?? 0;
		if (searches >= MOST_SEARCHES) return null;
		this.#searches.set(script, searches + 1);
		const font = this.#search(codes, SCRIPTS[script]![1]);
		if (font) this.#found.push(font);
		return font;
	}

	#search(codes: readonly number[], called: RegExp): Font | null {
		const names = [...this.#files.keys()].sort(
			(a, b) => Number(called.test(b)) - Number(called.test(a))
		);
		let bytes = 0;
		for (const name of names.slice(0, MOST_FILES)) {
			const path = this.#files.get(name)!;
			const size = whatIs(path)?.size ?? Infinity;
			if (size > LARGEST) continue;
			bytes += size;
			if (bytes > MOST_BYTES) return null;
			const font = this.#read(path);
			if (font && hasAll(font, codes) && isPlain(font, codes[0]!)) return font;
		}
		return null;
	}
}

function hasAll(font: Font, codes: readonly number[]): boolean {
	return codes.every((code) => font.hasGlyphForCodePoint(code));
}

/** Has outlines of its own, and only one form of them. */
function isPlain(font: Font, code: number): boolean {
	try {
		if (Object.keys(font.variationAxes ?? {}).length > 0) return false;
		return font.glyphForCodePoint(code).path.toSVG() !== '';
	} catch {
		return false;
	}
}
