/**
 * One JSON text for one value: keys sorted, nothing undefined. The string is hashed, stored and never
 * rewritten (architecture §2, the chain).
 */
export function canonical(value: unknown): string {
	if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	const record = value as Record<string, unknown>;
	const parts: string[] = [];
	for (const key of Object.keys(record).sort())
		if (record[key] !== undefined) parts.push(`${JSON.stringify(key)}:${canonical(record[key])}`);
	return `{${parts.join(',')}}`;
}
