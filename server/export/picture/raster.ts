/**
 * Areas filled with one colour on a canvas of pixels, with soft edges: enough to draw a board for word
 * processors that know no vector pictures. Each pixel is covered by the exact area of the shape in it.
 */

export type Point = readonly [x: number, y: number];

export class Canvas {
	readonly width: number;
	readonly height: number;
	/** Red, green, blue. */
	readonly pixels: Uint8Array;

	constructor(width: number, height: number) {
		this.width = width;
		this.height = height;
		this.pixels = new Uint8Array(width * height * 3).fill(255);
	}

	/** Fills closed outlines; one that runs the other way round is a hole. `colour`: `#rrggbb`. */
	fill(outlines: readonly (readonly Point[])[], colour: string): void {
		const xs = outlines.flatMap((outline) => outline.map(([x]) => x));
		const ys = outlines.flatMap((outline) => outline.map(([, y]) => y));
		if (xs.length === 0) return;
		const left = Math.max(0, Math.floor(Math.min(...xs)));
		const top = Math.max(0, Math.floor(Math.min(...ys)));
		const width = Math.min(this.width, Math.ceil(Math.max(...xs))) - left;
		const height = Math.min(this.height, Math.ceil(Math.max(...ys))) - top;
		if (width <= 0 || height <= 0) return;
		const cover = new Cover(width, height);
		for (const outline of outlines)
			outline.forEach(([x, y], n) => {
				const [toX, toY] = outline[(n + 1) % outline.length]!;
				cover.edge(x - left, y - top, toX - left, toY - top);
			});
		this.#blend(cover, left, top, colour);
	}

	#blend(cover: Cover, left: number, top: number, colour: string): void {
		const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
		for (let y = 0; y < cover.height; y++) {
			let sum = 0;
			let at = ((top + y) * this.width + left) * 3;
			for (let x = 0; x < cover.width; x++, at += 3) {
				sum += cover.cells[y * cover.stride + x]!;
				const share = Math.min(1, Math.abs(sum));
				if (share < 0.004) continue;
				this.pixels[at] = mix(this.pixels[at]!, red!, share);
				this.pixels[at + 1] = mix(this.pixels[at + 1]!, green!, share);
				this.pixels[at + 2] = mix(this.pixels[at + 2]!, blue!, share);
			}
		}
	}
}

function mix(from: number, to: number, share: number): number {
	return Math.round(from + (to - from) * share);
}

/** How the covered area changes from each pixel to its right neighbour. */
class Cover {
	readonly width: number;
	readonly height: number;
	readonly stride: number;
	readonly cells: Float32Array;

	constructor(width: number, height: number) {
		this.width = width;
		this.height = height;
		this.stride = width + 2;
		this.cells = new Float32Array(this.stride * height);
	}

	/** One edge of an outline. */
	edge(x0: number, y0: number, x1: number, y1: number): void {
		if (y0 === y1) return;
		const way = y0 < y1 ? 1 : -1;
		const [fromX, fromY, toX, toY] = way > 0 ? [x0, y0, x1, y1] : [x1, y1, x0, y0];
		const slope = (toX - fromX) / (toY - fromY);
		const first = Math.max(0, Math.floor(fromY));
		const last = Math.min(this.height, Math.ceil(toY));
		for (let row = first; row < last; row++) {
			const upper = Math.max(row, fromY);
			const lower = Math.min(row + 1, toY);
			if (lower <= upper) continue;
			this.#row(
				row,
				fromX + (upper - fromY) * slope,
				fromX + (lower - fromY) * slope,
				way * (lower - upper)
			);
		}
	}

	/** The part of an edge within one row: `high` of it, from `a` to `b`. */
	#row(row: number, a: number, b: number, high: number): void {
		const left = this.#within(Math.min(a, b));
		const right = this.#within(Math.max(a, b));
		const at = row * this.stride;
		const from = Math.floor(left);
		const to = Math.floor(right);
		if (from === to || right - left < 1e-6) {
			const inside = (left + right) / 2 - from;
			this.cells[at + from]! += high * (1 - inside);
			this.cells[at + from + 1]! += high * inside;
			return;
		}
		// Between two columns the edge passes, each gets what lies to its right.
		let before = 0;
		for (let column = from; column <= to; column++) {
			const start = Math.max(left, column);
			const end = Math.min(right, column + 1);
			const passed = ((end - start) / (right - left)) * high;
			const inside = (start + end) / 2 - column;
			this.cells[at + column]! += passed * (1 - inside) + before;
			before = passed * inside;
		}
		this.cells[at + to + 1]! += before;
	}

	#within(x: number): number {
		return Math.min(this.width, Math.max(0, x));
	}
}
