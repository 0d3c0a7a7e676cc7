/**
 * The photograph of a signed sheet that this browser has just taken [AG11]: made small, handed in, and kept on this page
 * until the room has it, so that a lost line loses none.
 */
import { upload } from '#lib/live/upload.ts';
import { randomName } from '#lib/ui/random-name.ts';
import { smallPicture } from '#lib/ui/small-picture.ts';
import type { SeatId } from '../names.ts';
import type { Refusal } from '../refusal.ts';

interface Last {
	as: SeatId;
	version: number;
	take: string;
	picture: Blob;
}

export class SheetPhotographing {
	state: 'idle' | 'busy' | 'unreadable' | 'failed' = $state('idle');
	refusal: Refusal | null = $state.raw(null);
	#last: Last | null = null;
	#door: () => string;

	/** `door` gives the address where photographs of this meeting are handed in. */
	constructor(door: () => string) {
		this.#door = door;
	}

	/** True when the room has it. */
	async take(file: Blob, as: SeatId, version: number): Promise<boolean> {
		this.refusal = null;
		this.state = 'busy';
		const picture = await smallPicture(file);
		if (!picture) {
			this.state = 'unreadable';
			return false;
		}
		this.#last = { as, version, take: randomName(16), picture };
		return this.again();
	}

	/** Hands in the same one; the room takes it once. */
	async again(): Promise<boolean> {
		if (!this.#last) return false;
		this.state = 'busy';
		const { picture, ...said } = this.#last;
		const answer = await upload(this.#door(), said, { name: 'picture', body: picture });
		if (answer === null) {
			this.state = 'failed';
			return false;
		}
		this.#last = null;
		this.state = 'idle';
		if ('refused' in answer) this.refusal = answer;
		return !('refused' in answer);
	}
}
