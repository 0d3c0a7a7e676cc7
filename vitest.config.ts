import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** They wait for processes that begin and end: others compute meanwhile. */
const WAITING = /tests\/live\/(kill|dev|reconnect|keeping)[^/]*$/;

/** Without times of a former run vitest begins with the longest text; what waits longest was left for the end. */
class WaitingFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const sorted = await super.sort(files);
		const waits = ({ moduleId }: TestSpecification) => WAITING.test(moduleId);
		return [...sorted.filter(waits), ...sorted.filter((file) => !waits(file))];
	}
}

const PURE = ['src/lib/{meeting,documents,ui}/**/*.test.ts'];
/** They leave something in modules that others read: the reader's language, the queue of pages to draw. */
const KEEPING = ['src/lib/i18n/**/*.test.ts', 'server/draw-turn.test.ts'];

export default defineConfig({
	test: {
		testTimeout: 20_000,
		sequence: { sequencer: WaitingFirst },
		projects: [
			{
				// A real server each: they wait more than they compute, so more of them run at once. The
				// modules of the server are loaded once for a worker, not once for a file.
				extends: true,
				test: {
					name: 'live',
					include: ['tests/live/**/*.test.ts'],
					isolate: false,
					maxWorkers: 4,
					// A limit for what never ends; a busy machine may take its time.
					testTimeout: 60_000,
					sequence: { groupOrder: 0 }
				}
			},
			{
				// Pure rules keep nothing from one file to the next: loaded once for all, in half the time.
				extends: true,
				test: {
					name: 'rules',
					include: PURE,
					pool: 'threads',
					isolate: false,
					maxWorkers: 2,
					sequence: { groupOrder: 1 }
				}
			},
			{
				// Processes, not threads: some set the time zone, or ask who owns a file.
				extends: true,
				test: {
					name: 'parts',
					include: ['src/**/*.test.ts', 'server/**/*.test.ts', 'tests/**/*.test.ts'],
					exclude: ['tests/live/**', ...PURE, ...KEEPING],
					isolate: false,
					maxWorkers: 2,
					sequence: { groupOrder: 1 }
				}
			},
			{
				extends: true,
				test: {
					name: 'keeping',
					include: KEEPING,
					maxWorkers: 2,
					sequence: { groupOrder: 1 }
				}
			}
		]
	}
});
