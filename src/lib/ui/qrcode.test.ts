import { encode } from 'uqr';
import { expect, it } from 'vitest';
import { qrPath } from './qrcode.ts';

it('[A7] the path paints exactly the dark modules, inside a quiet zone of four', () => {
	const text = 'http://192.168.1.20:3000/m/110411?elder=1';
	const { path, side } = qrPath(text, 'M');
	const painted = new Set<string>();
	for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
		for (let i = 0; i < Number(run); i++) painted.add(`${Number(x) + i} ${y}`);
	}
	const { data, size } = encode(text, { ecc: 'M', border: 0 });
	const dark = new Set<string>();
	data.forEach((row, y) => row.forEach((on, x) => on && dark.add(`${x + 4} ${y + 4}`)));
	expect(side).toBe(size + 8);
	expect(painted).toEqual(dark);
});
