/**
 * One JSON text for one value: keys sorted, nothing undefined. The string is hashed, stored and never
 * rewritten.
 */
export function canonical(value: unknown): string {
	if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
	let text = '';
	if (Array.isArray(value)) {
		for (const one of value) text += text === '' ? canonical(one) : `,${canonical(one)}`;
		return `[${text}]`;
	}
	const record = value as Record<string, unknown>;
	for (const key of Object.keys(record).sort()) {
		const one = record[key];
		if (one === undefined) continue;
		const part = `${JSON.stringify(key)}:${canonical(one)}`;
		text += text === '' ? part : `,${part}`;
	}
	return `{${text}}`;
}
