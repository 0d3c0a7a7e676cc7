/**
 * Fonts for the PDF and the pictures: Chinese ones of this computer where it has them, else the one that
 * came along (Cactus Classical Serif, OFL 1.1: every character of Unicode's basic Chinese block, both
 * scripts); for emoji Noto Emoji, which came along too; for every other script whatever font of this
 * computer has it (spare-fonts.ts).
 *
 * Invariants: a font whose maker forbids embedding is not used; a font that can't be read is passed
 * over; a character that no font has is shown by its number, never left out (docs/decisions/0009).
 */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { create, type Font, type FontCollection } from 'fontkit';
import { readFileSync } from 'node:fs';
import { SpareFonts } from './spare-fonts.ts';

/** What a piece of text is: 仿宋/宋体, its bold, 黑体, 楷体. */
export const LOOKS = ['text', 'bold', 'head', 'second'] as const;
export type Look = (typeof LOOKS)[number];

/** File names, best first. Variable fonts are not among them: they can't be embedded in part. */
const FILES: Record<Look, readonly RegExp[]> = {
	text: [
		/^simfang\.ttf$/iu,
		/^NotoSerifCJK-Regular\.ttc$/iu,
		/^(NotoSerifCJKsc|NotoSerifSC|SourceHanSerif(SC|CN)?)-Regular\.(otf|ttf|ttc)$/iu,
		/^Songti\.ttc$/iu,
		/^simsun\.ttc$/iu,
		/^uming\.ttc$/iu,
		/^(NotoSansCJK|SourceHanSans(SC|CN)?)-Regular\.(otf|ttf|ttc)$/iu,
		/^(wqy-zenhei|wqy-microhei|msyh)\.ttc$/iu
	],
	bold: [
		/^NotoSerifCJK-Bold\.ttc$/iu,
		/^(NotoSerifCJKsc|NotoSerifSC|SourceHanSerif(SC|CN)?)-Bold\.(otf|ttf|ttc)$/iu
	],
	head: [
		/^simhei\.ttf$/iu,
		/^NotoSansCJK-(Medium|Bold)\.ttc$/iu,
		/^(NotoSansCJKsc|NotoSansSC|SourceHanSans(SC|CN)?)-(Medium|Bold)\.(otf|ttf|ttc)$/iu,
		/^STHeiti Medium\.ttc$/iu,
		/^wqy-zenhei\.ttc$/iu
	],
	second: [/^simkai\.ttf$/iu, /^Kaiti\.ttc$/iu, /^ukai\.ttc$/iu]
};

const BUNDLED =
	'@expo-google-fonts/cactus-classical-serif/400Regular/CactusClassicalSerif_400Regular.ttf';

/** Outlines in one colour, so that paper and picture show the same. */
const EMOJI = '@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf';

/** A font that is open. */
export interface Face {
	/** Names it in the document. */
	id: string;
	font: Font;
	/** No bold one was found: it is drawn with a thicker line. */
	thicken: boolean;
}

let kept: { traditional: boolean; fonts: Fonts } | null = null;

/** Those of one script stay open: opening takes a while, and both together hundreds of megabytes. */
export function fontsFor(language: string): Fonts {
	const traditional = language === 'zh-Hant';
	if (kept?.traditional !== traditional) kept = { traditional, fonts: new Fonts(language) };
	return kept.fonts;
}

export class Fonts {
	#traditional: boolean;
	#files: Map<string, string>;
	#open = new Map<string, Font | null>();
	#chains = new Map<Look, Face[]>();
	#spare: SpareFonts;

	/** `folders`: where to look instead of this computer's folders. */
	constructor(language: string, folders: readonly string[] = systemFolders()) {
		this.#traditional = language === 'zh-Hant';
		this.#files = found(folders);
		this.#spare = new SpareFonts(this.#files, (path) => this.#read(path));
	}

	/** The first font of this look that has all of these characters; null: none has. */
	faceFor(look: Look, text: string): Face | null {
		const codes = [...text]
			.filter((char) => !UNSEEN.test(char))
			.map((char) => char.codePointAt(0)!);
		const has = ({ font }: Face) => codes.every((code) => font.hasGlyphForCodePoint(code));
		const face = this.#chain(look).find(has);
		if (face || codes.length === 0) return face ?? null;
		const emoji = this.#emoji();
		const spare = emoji && has(emoji) ? emoji.font : this.#spare.having(codes);
		return spare && { id: spare.postscriptName, font: spare, thicken: false };
	}

	/** The font in which most of this look is drawn. */
	main(look: Look): Face {
		return this.#chain(look)[0]!;
	}

	#chain(look: Look): Face[] {
		const known = this.#chains.get(look);
		if (known) return known;
		const text = this.#first('text');
		const own = look === 'text' ? text : this.#first(look);
		const fonts = [own, text, this.#bundled()].filter((font) => font !== null);
		const chain = [...new Set(fonts)].map((font) => ({
			id: `${font.postscriptName}${look === 'bold' && font !== own ? '-thick' : ''}`,
			font,
			thicken: look === 'bold' && font !== own
		}));
		if (chain.length === 0)
			throw new Error('no Chinese font was found, nor the one that came along');
		this.#chains.set(look, chain);
		return chain;
	}

	#first(look: Look): Font | null {
		for (const pattern of FILES[look])
			for (const [name, path] of this.#files)
				if (pattern.test(name)) {
					const font = this.#opened(path);
					if (font) return font;
				}
		return null;
	}

	#bundled(): Font | null {
		return this.#opened(createRequire(import.meta.url).resolve(BUNDLED));
	}

	#emoji(): Face | null {
		const font = this.#opened(createRequire(import.meta.url).resolve(EMOJI), 0x1f44d);
		return font && { id: font.postscriptName, font, thicken: false };
	}

	/** Open; null: can't be read, or its maker forbids that it is embedded. */
	#read(path: string): Font | null {
		try {
			const font = this.#face(create(readFileSync(path)));
			return forbids(font) ? null : font;
		} catch {
			// Damaged, or of a kind we can't read: the next one will do.
			return null;
		}
	}

	/** Open, if it has this character: of the Chinese ones 一. */
	#opened(path: string, code = 0x4e00): Font | null {
		const known = this.#open.get(path);
		if (known !== undefined) return known;
		const read = this.#read(path);
		const font = read?.hasGlyphForCodePoint(code) ? read : null;
		this.#open.set(path, font);
		return font;
	}

	/** Of a collection, the face whose characters look as this language writes them. */
	#face(file: Font | FontCollection): Font {
		if (!('fonts' in file)) return file;
		const wanted = this.#traditional ? /(tc|TC)(-|$)/u : /(sc|SC)(-|$)/u;
		return file.fonts.find((font) => wanted.test(font.postscriptName)) ?? file.fonts[0]!;
	}
}

const UNSEEN = /^\p{Default_Ignorable_Code_Point}$/u;

/** The font's maker does not allow it to be embedded, or only whole. */
function forbids(font: Font): boolean {
	const type = font['OS/2']?.fsType;
	return type?.noEmbedding === true || type?.noSubsetting === true;
}

function systemFolders(): string[] {
	const home = homedir();
	return [
		'/usr/share/fonts',
		'/usr/local/share/fonts',
		join(home, '.fonts'),
		join(home, '.local/share/fonts'),
		'/System/Library/Fonts',
		'/Library/Fonts',
		join(home, 'Library/Fonts'),
		join(process.env.WINDIR ?? 'C:\\Windows', 'Fonts')
	];
}

/** Font files by name; folders that are not there are passed over. */
function found(folders: readonly string[], depth = 0): Map<string, string> {
	const files = new Map<string, string>();
	for (const folder of folders) {
		let entries;
		try {
			entries = readdirSync(folder, { withFileTypes: true });
		} catch {
			continue;
		}
		for (const entry of entries) {
			const path = join(folder, entry.name);
			if (entry.isDirectory() && depth < 4)
				for (const [name, where] of found([path], depth + 1)) files.set(name, where);
			else if (/\.(ttf|otf|ttc)$/iu.test(entry.name)) files.set(entry.name, path);
		}
	}
	return files;
}
