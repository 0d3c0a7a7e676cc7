/** The face that this phone gave, and the random name under which it can be changed; kept in the browser. */
import type { SeatId } from '../names.ts';
import type { Face } from './mood.ts';
import { lasting } from '#lib/ui/browser-storage.ts';

export interface OwnFace {
	/** When it was asked. */
	at: number;
	ballot: string;
	/** Null until the room has it. */
	face: Face | null;
}

/** What was kept for this seat since it was last asked; else a fresh name. */
export function ownFace(code: string, seat: SeatId, at: number): OwnFace {
	try {
		const kept = JSON.parse(lasting.read(where(code, seat)) ?? 'null') as OwnFace | null;
		if (kept?.at === at) return kept;
	} catch {
		// Broken, or nothing may be kept: a fresh name will do.
	}
	const bytes = crypto.getRandomValues(new Uint8Array(26));
	return { at, ballot: Array.from(bytes, (byte) => (byte % 36).toString(36)).join(''), face: null };
}

/** Kept before it is said, so that a lost answer does not lock the phone out. */
export function keepFace(code: string, seat: SeatId, own: OwnFace): void {
	// Where nothing may be kept it lives as long as this page.
	lasting.write(where(code, seat), JSON.stringify(own));
}

function where(code: string, seat: SeatId): string {
	return `yitang-mood-${code}-${seat}`;
}
