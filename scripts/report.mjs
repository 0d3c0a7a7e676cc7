// The account of a test run: each step with its time, and the one closing line.

/** @typedef {{ passed: number, failed: number, skipped?: number, output?: string }} Count */

/** Adds up what the steps found and prints it as they end. */
export class Report {
	passed = 0;
	failed = 0;
	skipped = 0;

	/**
	 * Runs one step and prints a line for it; what the step has said is shown only when it failed.
	 * A step that throws has failed once: the others still run.
	 *
	 * @param {string} name
	 * @param {() => Promise<Count>} step
	 */
	async step(name, step) {
		const begun = performance.now();
		const count = await step().catch(broken);
		const seconds = ((performance.now() - begun) / 1000).toFixed(1);
		const { passed, failed, skipped = 0, output = '' } = count;
		this.passed += passed;
		this.failed += failed;
		this.skipped += skipped;
		if (failed > 0 && output) console.log(`\n${output.trimEnd()}`);
		const tally = passed + failed > 1 ? ` (${passed} passed, ${failed} failed)` : '';
		console.log(`${failed > 0 ? '✗' : '✓'} ${name}${tally} ${seconds} s`);
	}

	/** Prints the closing line and answers the exit code. */
	close() {
		if (this.skipped > 0) console.log(`${this.skipped} skipped`);
		console.log(`${this.passed} passed, ${this.failed} failed`);
		return this.failed > 0 ? 1 : 0;
	}
}

/**
 * @param {unknown} error
 * @returns {Count}
 */
function broken(error) {
	return { passed: 0, failed: 1, output: String(error) };
}
