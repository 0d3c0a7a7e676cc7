import { expect, test } from 'vitest';
import { PresenceThrottle } from './presence-throttle.ts';

/** The seconds at which presence is told, with what happens in some of them. */
function told(
	seconds: number,
	happens: (throttle: PresenceThrottle, second: number) => void
): number[] {
	const throttle = new PresenceThrottle();
	const heard: number[] = [];
	for (let second = 0; second <= seconds; second++) {
		happens(throttle, second);
		if (throttle.due(second * 1000)) heard.push(second);
	}
	return heard;
}

test('[F32] in a silent room presence comes every fifteen seconds', () => {
	expect(told(50, () => {})).toEqual([0, 15, 30, 45]);
});

test('[F32] frames beat as well: presence waits fifteen seconds from the last one', () => {
	const frames = (throttle: PresenceThrottle, second: number) => {
		if (second < 20) throttle.framed(second * 1000);
	};
	expect(told(50, frames)).toEqual([0, 34, 49]);
});

test('in a room that talks all the time the server tells its clock every minute', () => {
	expect(told(130, (throttle, second) => throttle.framed(second * 1000))).toEqual([0, 60, 120]);
});

test('who comes or goes is told within the second', () => {
	const visits = (throttle: PresenceThrottle, second: number) => {
		if (second === 4) throttle.came(3500);
		if (second === 9) throttle.changed();
	};
	expect(told(12, visits)).toEqual([0, 4, 9]);
});

test('while people stream in, counting waits for a pause, three seconds at most', () => {
	const rush = (throttle: PresenceThrottle, second: number) => {
		if (second >= 1 && second <= 8) throttle.came(second * 1000 - 10);
	};
	expect(told(12, rush)).toEqual([0, 3, 6, 9]);
});
