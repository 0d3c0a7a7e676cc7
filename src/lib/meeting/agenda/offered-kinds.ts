/** What form an item may be given: only those in which something happens when it opens. */
import { ITEM_KINDS, type ItemKind } from './agenda.ts';

/** 视频 and 通报 are labels of meetings that were planned with them; nothing is done by either. */
const ACTING: readonly ItemKind[] = ['speech', 'cards', 'vote', 'options'];

/** The forms to choose from; what the item is called already stays among them. */
export function kindsOffered(now: ItemKind): ItemKind[] {
	return ITEM_KINDS.filter((kind) => ACTING.includes(kind) || kind === now);
}
