/** A setting that cannot be right. Its message is for the person who starts the server. */
export class ConfigError extends Error {
	// Written out: the entry point knows it by name, across a bundle.
	override name = 'ConfigError';

	/** @param given what stands there; for a secret, how long it is (`hiddenSecret`) */
	constructor(variable: string, given: string, expected: string) {
		super(`${variable} is "${given}"; it must be ${expected}.`);
	}
}

/** What is said of a secret in a sentence that ends in a terminal or a log. */
export function hiddenSecret(secret: string): string {
	return secret === '' ? '' : `(${secret.length} characters)`;
}
