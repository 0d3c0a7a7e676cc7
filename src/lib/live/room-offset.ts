/**
 * How far the room's time is ahead of this device's, from what the room says with each presence.
 *
 * A message can only be late: a larger difference than before is right at once. A smaller one is late, or
 * the room's time is another one; what no line explains is believed at once, and the rest when the
 * next message says so too.
 */

/** Later than so many ms messages hardly come. */
const LATE_MS = 1500;

export class RoomOffset {
	/** Ms to add to the device's time. */
	offset: number;
	#before: number | null = null;

	constructor(room: number, device: number) {
		this.offset = room - device;
	}

	/** The room said that it was `room` ms, and it came when the device had `device`. The offset now. */
	hear(room: number, device: number): number {
		const heard = room - device;
		const behind = this.offset - heard;
		if (behind <= 0 || behind > LATE_MS) this.offset = heard;
		else if (this.#before !== null)
			this.offset = Math.min(this.offset, Math.max(this.#before, heard));
		this.#before = heard;
		return this.offset;
	}
}
