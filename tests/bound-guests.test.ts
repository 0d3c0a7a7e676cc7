/** [S17] A guest turns out to be somebody on the roll: every slice that keeps seats says what becomes of the guest's. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const MEETING = join(import.meta.dirname, '../src/lib/meeting');
/** Slices that name seats and need no word of it: why. */
const NEEDS_NONE: Record<string, string> = {
	comments: 'it keeps who at the desk took one down, and no guest works there',
	notes: 'observers and supervisors leave them, who are on the roll',
	outcomes: 'whose a result or a shift is goes through `seatOf` wherever it is compared',
	plan: 'its events name whose name is erased',
	record: 'it keeps no seat: its views read those of others'
};
const SAYS = /'roll\.bound'|\bonBound\b|\bseatsOf\(/u;

/** The text of a slice's own files, tests left out. */
function textOf(slice: string): string {
	return readdirSync(join(MEETING, slice), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts') && !/test/u.test(file))
		.map((file) => readFileSync(join(MEETING, slice, file), 'utf8'))
		.join('\n');
}

it('in its state, by the event, or in its hidden rows, by the hook', () => {
	const slices = readdirSync(MEETING).filter((one) => existsSync(join(MEETING, one, 'rules.ts')));
	expect(slices.length).toBeGreaterThan(12);
	const silent = slices.filter((slice) => {
		const text = textOf(slice);
		return /\bSeatId\b/u.test(text) && !SAYS.test(text);
	});
	expect(silent.sort()).toEqual(Object.keys(NEEDS_NONE).sort());
});
