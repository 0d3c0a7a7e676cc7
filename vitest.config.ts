import { hash } from 'node:crypto';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** They wait for processes that begin and end: others compute meanwhile. */
const WAITING = /tests\/live\/(kill|reconnect|keeping)[^/]*$/;

/** `ANY_ORDER=7 npx vitest run`: the files in the seventh order of chance. No file may depend on another. */
const { ANY_ORDER } = process.env;
const byChance = ({ moduleId }: TestSpecification) => hash('sha256', ANY_ORDER + moduleId);

/** Without times of a former run vitest begins with the longest text; what waits longest was left for the end. */
class WaitingFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const sorted = await super.sort(files);
		if (ANY_ORDER) return sorted.sort((one, other) => byChance(one).localeCompare(byChance(other)));
		const waits = ({ moduleId }: TestSpecification) => WAITING.test(moduleId);
		return [...sorted.filter(waits), ...sorted.filter((file) => !waits(file))];
	}
}

const HOOKS = new URL('tests/module-hooks.mjs', import.meta.url).href;

export default defineConfig({
	test: {
		// Limits for what never ends, and for nothing else: a busy machine may take its time.
		testTimeout: 240_000,
		hookTimeout: 240_000,
		expect: { poll: { timeout: 60_000 } },
		// Modules as Node loads them, once for a worker; what Vite would write into them stands in the hooks.
		experimental: { viteModuleRunner: false, nodeLoader: false },
		execArgv: ['--import', HOOKS, '--disable-warning=ExperimentalWarning'],
		isolate: false,
		setupFiles: ['tests/one-language.ts'],
		sequence: { sequencer: WaitingFirst },
		projects: [
			{
				// A real server each: they wait more than they compute, so more of them run at once.
				extends: true,
				test: {
					name: 'live',
					include: ['tests/live/**/*.test.ts'],
					globalSetup: 'tests/live/bundled.ts',
					maxWorkers: 4,
					sequence: { groupOrder: 0 }
				}
			},
			{
				extends: true,
				test: {
					name: 'unit',
					include: ['src/**/*.test.ts', 'server/**/*.test.ts', 'tests/**/*.test.ts'],
					exclude: ['tests/live/**'],
					maxWorkers: 2,
					sequence: { groupOrder: 1 }
				}
			}
		]
	}
});
