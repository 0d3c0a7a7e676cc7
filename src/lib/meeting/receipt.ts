/** What a receipt of the door that knows nobody signs: of which meeting, and what was taken, line by line (decision 0022). */
export function receiptText(meeting: string, said: readonly string[]): string {
	return `yitang receipt\n${[meeting, ...said].join('\n')}\n`;
}
