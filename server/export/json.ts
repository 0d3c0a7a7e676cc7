/**
 * The export as data, in no language: everything that the papers say and all ids to join it by. Its
 * shape is told in docs/export-json.md; a change of it that could break a reader raises the number.
 */
import { cleaned } from './paper.ts';
import type { ExportSource } from './source.ts';

export const FORMAT = 'yitang.minutes';
export const SHAPE = 2;

export function json(source: ExportSource): string {
	const { projection, signer, record, told, people, texts } = source;
	const whole = {
		format: FORMAT,
		shape: SHAPE,
		names: projection,
		signer,
		record,
		...told,
		people,
		texts
	};
	return `${JSON.stringify(cleaned(whole), null, '\t')}\n`;
}
