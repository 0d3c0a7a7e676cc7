/** A QR code as one SVG path: dark modules joined into runs, with the quiet zone that scanners need. */
import { encode } from 'uqr';

const QUIET = 4;

/**
 * The path and the side length, in modules, of the code for `text`. Level M is right for screens, H for
 * paper that gets creased. Throws when the text is too long for any code (over 2,300 characters).
 */
export function qrPath(text: string, level: 'L' | 'M' | 'Q' | 'H'): { path: string; side: number } {
	const { data, size } = encode(text, { ecc: level, border: QUIET });
	let path = '';
	data.forEach((row, y) => {
		for (let x = 0; x < size; x++) {
			if (!row[x]) continue;
			const from = x;
			while (row[x + 1]) x++;
			path += `M${from} ${y}h${x - from + 1}v1h-${x - from + 1}z`;
		}
	});
	return { path, side: size };
}
