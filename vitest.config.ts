import { defineConfig } from 'vitest/config';

// Unit tests beside the pure rules, and tests with a real server but no browser.
export default defineConfig({
	test: {
		include: ['src/**/*.test.ts', 'server/**/*.test.ts', 'tests/**/*.test.ts'],
		testTimeout: 20_000
	}
});
