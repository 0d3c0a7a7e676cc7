/** A name as it was written on a screen, as a picture of its own: black lines on a field of 1000 by 400. */
export function signatureDrawing(path: string): string {
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 400" width="1000" height="400"><path d="${path}" fill="none" stroke="#000" stroke-width="9" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
}
