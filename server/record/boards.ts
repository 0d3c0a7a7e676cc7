/**
 * The boards of the public record as pictures, made once for each version, language and width.
 *
 * Invariant: nothing is on a picture that the public record does not hold: it is drawn from the same source.
 */
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import type { App } from '#server/app.ts';
import { cleaned } from '#server/export/paper.ts';
import { NARROW, WIDE } from '#server/export/picture/layout.ts';
import { pinned } from '#server/export/picture/pin.ts';
import { boardSvg } from '#server/export/picture/svg.ts';
import { publicSource } from '#server/export/source.ts';
import { penFor } from '#server/export/writing.ts';
import type { Room } from '#server/meeting/room.ts';
import { Bytes } from './bytes.ts';

const LANG = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW', en: 'en' };
/** Pictures kept for a version. */
const KEPT = 64;

/** The board as SVG in the language now asked for; null where the public is shown no such board. */
export async function boardPicture(
	app: App,
	room: Room,
	board: string,
	width: 'whole' | 'narrow'
): Promise<Bytes | null> {
	const { pictures } = await app.records.of(room);
	const way = `${board} ${width} ${getLocale()}`;
	let picture = pictures.get(way);
	if (!picture) {
		picture = drawn(app, room, board, width);
		if (pictures.size < KEPT) pictures.set(way, picture);
		picture.catch(() => pictures.delete(way));
	}
	return picture;
}

async function drawn(
	app: App,
	room: Room,
	id: string,
	width: 'whole' | 'narrow'
): Promise<Bytes | null> {
	const source = await publicSource(app, room);
	const board = source?.told.cards.find((one) => one.id === id);
	if (!source || !board || board.groups.length === 0) return null;
	const frame = width === 'narrow' ? NARROW : WIDE;
	return new Bytes(boardSvg(cleaned(pinned(board, penFor(source))), frame, LANG[getLocale()]));
}
