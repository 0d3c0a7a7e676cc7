/**
 * A photograph as it is handed in (C7): drawn anew by the browser, small enough for a hall's wifi, and without
 * what a camera writes beside the picture, the place above all. Only in browsers.
 */

/** The longest side, in pixels: a paper card can be read from that. */
const LONGEST = 1600;
/** Bytes. */
const MOST = 300 * 1024;
const QUALITIES = [0.85, 0.72, 0.6, 0.48];
/** Below this nothing could be read, in pixels. */
const SHORTEST = 500;

type Picture = ImageBitmap | HTMLImageElement;

/** The picture as JPEG of at most 300 KB; null where this browser cannot open the file. */
export async function smallPicture(file: Blob): Promise<Blob | null> {
	const picture = await opened(file);
	if (!picture) return null;
	for (let longest = LONGEST; longest >= SHORTEST; longest *= 0.75) {
		const canvas = drawn(picture, longest);
		for (const quality of QUALITIES) {
			const blob = await new Promise<Blob | null>((resolve) =>
				canvas.toBlob(resolve, 'image/jpeg', quality)
			);
			if (blob && blob.size <= MOST) return blob;
		}
	}
	return null;
}

async function opened(file: Blob): Promise<Picture | null> {
	try {
		return await createImageBitmap(file, { imageOrientation: 'from-image' });
	} catch {
		return shown(file);
	}
}

/** Older browsers, and Safari with pictures of its own, open here what they could not there. */
async function shown(file: Blob): Promise<HTMLImageElement | null> {
	const image = new Image();
	image.src = URL.createObjectURL(file);
	try {
		await image.decode();
		return image.naturalWidth > 0 ? image : null;
	} catch {
		return null;
	} finally {
		URL.revokeObjectURL(image.src);
	}
}

function drawn(picture: Picture, longest: number): HTMLCanvasElement {
	const width = 'naturalWidth' in picture ? picture.naturalWidth : picture.width;
	const height = 'naturalHeight' in picture ? picture.naturalHeight : picture.height;
	const scale = Math.min(1, longest / Math.max(width, height));
	const canvas = document.createElement('canvas');
	canvas.width = Math.max(1, Math.round(width * scale));
	canvas.height = Math.max(1, Math.round(height * scale));
	const context = canvas.getContext('2d')!;
	// What was transparent would turn black.
	context.fillStyle = '#fff';
	context.fillRect(0, 0, canvas.width, canvas.height);
	context.drawImage(picture, 0, 0, canvas.width, canvas.height);
	return canvas;
}
