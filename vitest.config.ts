import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** They wait for processes that begin and end: others compute meanwhile. */
const WAITING = /tests\/live\/(kill|dev|reconnect|keeping|cards-offline)[^/]*$/;

/** Without times of a former run vitest begins with the longest text; what waits longest was left for the end. */
class WaitingFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const sorted = await super.sort(files);
		const waits = ({ moduleId }: TestSpecification) => WAITING.test(moduleId);
		return [...sorted.filter(waits), ...sorted.filter((file) => !waits(file))];
	}
}

// Unit tests beside the pure rules, and tests with a real server but no browser.
export default defineConfig({
	test: {
		include: ['src/**/*.test.ts', 'server/**/*.test.ts', 'tests/**/*.test.ts'],
		testTimeout: 20_000,
		sequence: { sequencer: WaitingFirst }
	}
});
