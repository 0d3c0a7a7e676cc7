/** Percentiles and the one table that the bench prints. */

/** The value below which `share` (0…1) of the times lie. */
export function percentile(times: number[], share: number): number {
	const sorted = [...times].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

export interface Line {
	/** Clients, or what stands for them. */
	size: string;
	figure: string;
	/** Ours, (a), (b), (c); a dash where it was not measured. */
	values: [ours: string, plain?: string, single?: string, batch?: string];
	target?: string;
	/** undefined: the line has no target. */
	met?: boolean;
}

const HEADS = [
	'clients',
	'figure',
	'ours',
	'(a) ws alone',
	'(b) a frame a change',
	'(c) batching',
	'target',
	''
];

/** The table as Markdown, readable in a terminal as it is. */
export function table(lines: Line[]): string {
	const rows = lines.map(({ size, figure, values, target, met }) => [
		size,
		figure,
		...[0, 1, 2, 3].map((n) => values[n] ?? '–'),
		target ?? '',
		met === undefined ? '' : met ? 'met' : 'NOT MET'
	]);
	const widths = HEADS.map((head, n) =>
		Math.max(head.length, ...rows.map((row) => row[n]!.length))
	);
	const print = (row: string[]) =>
		`| ${row.map((cell, n) => cell.padEnd(widths[n]!)).join(' | ')} |`;
	const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
	return [print(HEADS), rule, ...rows.map(print)].join('\n');
}

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
export const kb = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;
