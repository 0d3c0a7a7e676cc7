/** Time that tests move: it passes, or somebody sets the machine's clock. Only tests import this. */
import { environmentOn, type Environment } from './meeting/context.ts';

export interface TestClock {
	environment: Environment;
	/** Lets so many ms pass. */
	pass(ms: number): void;
	/** Sets the wall clock so many ms ahead, or back; no time passes. */
	set(ms: number): void;
}

/** Begins at this moment; `runs`: real time passes as well. */
export function testClock(at = Date.now(), runs = false): TestClock {
	const began = performance.now();
	let passed = 0;
	let ahead = 0;
	const spans = () => passed + (runs ? performance.now() - began : 0);
	return {
		environment: environmentOn(() => at + ahead + spans(), spans),
		pass: (ms) => void (passed += ms),
		set: (ms) => void (ahead += ms)
	};
}
