/** What the desk is told beside the facts: big screens that ask, whether somebody guesses, a key that is missing. */
import type { DoorNews } from '#lib/meeting/wire.ts';
import type { App } from '#server/app.ts';
import { codeDesk } from '#server/auth/codes.ts';
import type { Room } from './room.ts';

/** Screens shown to be chosen from; when more ask, the desk types the number on its wall. */
const SHOWN = 3;

/** The news of this moment. */
export function doorsOf(app: Pick<App, 'displays'>, room: Room): DoorNews {
	const asking = app.displays.asking(room.code);
	return {
		displays: asking.slice(0, SHOWN),
		more: asking.length > SHOWN,
		guessing: codeDesk.alarmed,
		keyMissing: room.locked.any
	};
}
