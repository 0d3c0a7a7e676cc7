/** A QR code as one SVG path: dark modules joined into runs, with the quiet zone that scanners need. */
import { encode } from 'uqr';

const QUIET = 4;
/** Codes that are kept: a big screen's is drawn into every page that is asked for, a millisecond each. */
const KEPT = 50;

interface Code {
	path: string;
	side: number;
}

const drawn = new Map<string, Code>();

/**
 * The path and the side length, in modules, of the code for `text`. Level M is right for screens, H for
 * paper that gets creased. Throws when the text is too long for any code (over 2,300 characters).
 */
export function qrPath(text: string, level: 'L' | 'M' | 'Q' | 'H'): Code {
	const key = `${level} ${text}`;
	const code = drawn.get(key) ?? draw(text, level);
	// The one asked for last goes last.
	drawn.delete(key);
	drawn.set(key, code);
	if (drawn.size > KEPT) drawn.delete(drawn.keys().next().value!);
	return code;
}

function draw(text: string, level: 'L' | 'M' | 'Q' | 'H'): Code {
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
