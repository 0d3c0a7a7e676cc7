/** A signature as a picture: its strokes as lines, or the typed name; black on nothing. Pure. Rule [AG6]. */
import { FIELD, type Signed } from './agreements.ts';

const escaped = (text: string) => text.replace(/[&<>"']/gu, (sign) => `&#${sign.codePointAt(0)!};`);

/** The strokes as the path of an SVG, on a field of 1000 by 400. */
export function strokesPath(strokes: readonly (readonly number[])[]): string {
	return strokes
		.map((stroke) => {
			const points: string[] = [];
			for (let at = 0; at + 1 < stroke.length; at += 2)
				points.push(`${stroke[at]!} ${stroke[at + 1]!}`);
			// A dot is a line of no length, which round ends show.
			return points.length > 0 ? `M${points.join('L')}${points.length === 1 ? 'h0' : ''}` : '';
		})
		.join('');
}

/** A whole SVG, of which nothing runs and nothing is fetched. */
export function signatureSvg(signed: Signed): string {
	const { width, height } = FIELD;
	const drawn =
		'strokes' in signed
			? `<path d="${strokesPath(signed.strokes)}" fill="none" stroke="#000" stroke-width="9" stroke-linecap="round" stroke-linejoin="round"/>`
			: `<text x="${width / 2}" y="${height / 2}" text-anchor="middle" dominant-baseline="central" font-size="${Math.min(180, Math.floor((1.7 * width) / Math.max(4, signed.name.length)) / 2)}" font-family="serif">${escaped(signed.name)}</text>`;
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${drawn}</svg>`;
}
