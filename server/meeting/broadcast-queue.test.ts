/** Telling that breaks off, on a timer or at once, ends neither the process nor what is told next. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { MeetingEvent } from '#lib/meeting/registry.ts';
import type { EventsMessage } from '#lib/meeting/wire.ts';
import { BroadcastQueue, type Broadcast } from './broadcast-queue.ts';
import type { CommitResult } from './unit-of-work.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const stored = (seq: number): CommitResult => ({
	...{ events: [{ seq } as MeetingEvent], states: [], texts: {}, hidden: [], dropped: [] }
});

test.each(['while a frame is begun', 'while it is written'])(
	'what breaks off %s is heard of, and the next frame is told',
	async (where) => {
		const told: number[] = [];
		const failed = vi.fn();
		const broken = (): never => {
			throw new Error('it breaks off');
		};
		let breaks = false;
		const begin = ({ from }: EventsMessage): Broadcast => {
			if (breaks && where.includes('begun')) return broken();
			return breaks ? broken : () => (told.push(from), false);
		};
		const queue = new BroadcastQueue(begin, failed);
		queue.enqueue(stored(1), 'a');
		// The first goes at once, the next on a timer.
		breaks = true;
		queue.enqueue(stored(2), 'b');
		await vi.advanceTimersByTimeAsync(100);
		queue.enqueue(stored(3), 'c');
		expect(failed).toHaveBeenCalledTimes(2);
		breaks = false;
		queue.enqueue(stored(4), 'd');
		await vi.advanceTimersByTimeAsync(100);
		expect(told).toEqual([1, 4]);
		breaks = true;
		queue.enqueue(stored(5), 'e');
		queue.stop();
		expect(failed).toHaveBeenCalledTimes(3);
	}
);
