import { describe, expect, it } from 'vitest';
import { SLEW, SteadyClock, monotonicClock } from './clock.ts';

const HOUR = 3_600_000;
const JUMPS = [20_000, HOUR, 24 * HOUR].flatMap((ms) => [ms, -ms]);

/** Clocks of a machine that a test moves. */
function machine() {
	const at = { running: 1000, up: 90_000, wall: Date.UTC(2026, 3, 11, 6, 30) };
	return {
		at,
		clocks: { running: () => at.running, up: () => at.up, wall: () => at.wall },
		pass(ms: number) {
			for (const clock of ['running', 'up', 'wall'] as const) at[clock] += ms;
		},
		sleep(ms: number) {
			at.up += ms;
			at.wall += ms;
		}
	};
}

describe('dates that never step', () => {
	it.each(JUMPS)('the wall clock set by %d ms changes no span by more than a hundredth', (ms) => {
		const { at, clocks, pass } = machine();
		const clock = new SteadyClock(clocks.wall, clocks.running);
		const before = clock.now();
		at.wall += ms;
		expect(clock.now()).toBe(before);
		for (let second = 1; second <= 120; second += 1) {
			pass(1000);
			const span = clock.now() - before;
			expect(Math.abs(span - second * 1000)).toBeLessThanOrEqual(second * 1000 * SLEW + 1);
		}
	});

	it('finds its way to the wall clock and stays there', () => {
		const { at, clocks, pass } = machine();
		const clock = new SteadyClock(clocks.wall, clocks.running);
		at.wall -= 20_000;
		for (let minute = 0; minute < 34; minute += 1) {
			pass(60_000);
			clock.now();
		}
		expect(clock.now()).toBe(at.wall);
		at.wall += 300;
		pass(60_000);
		expect(clock.now()).toBe(at.wall);
	});

	it('begins at the last date that was told, and goes on from there', () => {
		const { at, clocks, pass } = machine();
		const last = at.wall + 24 * HOUR;
		const clock = new SteadyClock(clocks.wall, clocks.running, last);
		expect(clock.now()).toBe(last);
		pass(60_000);
		expect(clock.now() - last).toBeGreaterThan(59_000);
		clock.catchUp(last);
		expect(clock.now()).toBe(last);
		clock.catchUp();
		expect(clock.now()).toBe(at.wall);
	});
});

describe('spans', () => {
	it.each(JUMPS)('nobody can set them: the wall clock by %d ms', (ms) => {
		const { at, clocks, pass } = machine();
		const spans = monotonicClock(clocks);
		const before = spans();
		pass(5000);
		at.wall += ms;
		pass(5000);
		expect(spans() - before).toBe(10_000);
	});

	it('the sleep of the machine is time that passed', () => {
		const { clocks, pass, sleep } = machine();
		const spans = monotonicClock(clocks);
		const before = spans();
		pass(5000);
		expect(spans() - before).toBe(5000);
		sleep(HOUR);
		pass(2000);
		expect(spans() - before).toBe(HOUR + 7000);
	});

	it('a clock that says alone that the machine slept is not believed', () => {
		const { at, clocks, pass } = machine();
		const spans = monotonicClock(clocks);
		const before = spans();
		at.up += HOUR;
		pass(2000);
		expect(spans() - before).toBe(2000);
	});
});
