/**
 * The photograph of a paper card that this browser has just taken (C7): made small, handed in, and kept on
 * this page until the room has it, so that a lost line loses none.
 */
import type { MeetingStore } from '#lib/live/meeting.svelte.ts';
import type { SeatId } from '../../names.ts';
import type { Refusal } from '../../refusal.ts';
import type { BoardId } from '../cards.ts';
import { upload } from '#lib/live/upload.ts';
import { smallPicture } from '#lib/ui/small-picture.ts';
import { randomName } from '#lib/ui/random-name.ts';

export interface OfPaper {
	board: BoardId;
	number: number;
	/** Whose card, where that was said. */
	seat: SeatId | null;
	/** In whose name it is handed in. */
	as: SeatId;
}

interface Last extends OfPaper {
	take: string;
	picture: Blob;
	/** The picture on this page. */
	url: string;
}

export class Photographing {
	state: 'idle' | 'busy' | 'unreadable' | 'failed' = $state('idle');
	refusal: Refusal | null = $state.raw(null);
	/** Which paper card was photographed last, also where nothing came of it. */
	number: number | null = $state(null);
	last: Last | null = $state.raw(null);
	#meeting: MeetingStore;

	constructor(meeting: MeetingStore) {
		this.#meeting = meeting;
	}

	/** True when the room has it. */
	async take(file: Blob, paper: OfPaper): Promise<boolean> {
		this.forget();
		[this.state, this.number] = ['busy', paper.number];
		const picture = await smallPicture(file);
		if (!picture) {
			this.state = 'unreadable';
			return false;
		}
		this.last = { ...paper, take: randomName(16), picture, url: URL.createObjectURL(picture) };
		return this.again();
	}

	/** Hands in the same one; the room takes it once. */
	async again(): Promise<boolean> {
		if (!this.last) return false;
		this.state = 'busy';
		this.refusal = null;
		const { board, number, seat, as, take, picture } = this.last;
		const said = { as, board, number, take, ...(seat ? { seat } : {}) };
		const door = `/m/${this.#meeting.code}/photo`;
		const answer = await upload(door, said, { name: 'picture', body: picture });
		if (answer === null) this.state = 'failed';
		else if ('refused' in answer) {
			this.forget();
			this.refusal = answer;
		} else this.state = 'idle';
		return this.state === 'idle' && this.refusal === null;
	}

	/** Nothing of it stays on this page. */
	forget(): void {
		if (this.last) URL.revokeObjectURL(this.last.url);
		this.last = null;
		this.refusal = null;
		this.state = 'idle';
	}
}
