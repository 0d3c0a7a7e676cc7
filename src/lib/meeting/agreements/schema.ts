/** The shape of the commands of the text of agreement as they arrive. The server reads it; browsers never import this. */
import { z } from 'zod';
import { FIELD, MOST_POINTS } from './agreements.ts';

const id = z.string().min(1).max(40);
/** Far above every limit in characters, so that a long text meets a sentence, not `malformed`. */
const text = z.string().max(5000);
const version = z.int().min(0).max(1_000_000);
const coordinate = z.int().min(0).max(Math.max(FIELD.width, FIELD.height));
const signed = z.union([
	z.strictObject({
		strokes: z.array(z.array(coordinate).max(2 * MOST_POINTS)).max(MOST_POINTS)
	}),
	z.strictObject({ name: z.string().max(200) })
]);
/** Made by browsers: letters and digits. */
const take = z.string().regex(/^[a-z0-9]{12,40}$/);

/** Not on the sockets: its door adds the picture [AG11]. */
export const sheetPhotoCommand = z.strictObject({ version, take });

export const agreementsCommands = [
	z.strictObject({
		type: z.literal('agreements.draft'),
		clauses: z.array(text).max(60),
		revision: version
	}),
	z.strictObject({ type: z.literal('agreements.offer'), revision: version }),
	z.strictObject({ type: z.literal('agreements.take-back'), version, signed: version }),
	z.strictObject({
		type: z.literal('agreements.sign'),
		seat: id,
		version,
		digest: z.string().max(100),
		signed
	}),
	z.strictObject({ type: z.literal('agreements.differ'), seat: id, version, text }),
	z.strictObject({ type: z.literal('agreements.withdraw'), seat: id, version }),
	z.strictObject({ type: z.literal('agreements.on-paper'), seat: id, version }),
	z.strictObject({ type: z.literal('agreements.erase-photo'), photo: id }),
	z.strictObject({ type: z.literal('agreements.erase-signature'), seat: id })
] as const;
