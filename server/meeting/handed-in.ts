/** A form with one file, as the doors for recordings and photographs take it. */
import { formDataOf } from '#server/http/form.ts';
import { refuse, type Refusal } from '#lib/meeting/refusal.ts';

/** What a form adds to its file, bytes. */
const FORM = 4096;
/** Fields beside the file. */
const MOST_FIELDS = 40;

export interface HandedIn {
	/** Every other field, as it was sent. */
	fields: Record<string, unknown>;
	bytes: Buffer;
}

/** The file in the field `name`, of at most `most` bytes, and the other fields; or why not. */
export async function handedIn(
	request: Request,
	name: string,
	most: number
): Promise<HandedIn | Refusal> {
	let form: FormData;
	try {
		form = await formDataOf(request, MOST_FIELDS, most + FORM);
	} catch (error) {
		const tooLarge = (error as { status?: unknown }).status === 413;
		return refuse(tooLarge ? 'too-large' : 'malformed');
	}
	const { [name]: file, ...fields } = Object.fromEntries(form);
	if (!(file instanceof Blob)) return refuse('malformed');
	const bytes = Buffer.from(await file.arrayBuffer());
	return bytes.length > most ? refuse('too-large') : { fields, bytes };
}
