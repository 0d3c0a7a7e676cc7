/** A file goes to its door: a recording, a photograph. Only in browsers. */
import type { Answer } from '#lib/meeting/wire.ts';

/** What the room made of it; null where no answer came, so that it can be handed in again. */
export async function upload(
	door: string,
	said: Record<string, string | number>,
	file: { name: string; body: Blob }
): Promise<Answer | null> {
	const form = new FormData();
	for (const [key, value] of Object.entries(said)) form.set(key, String(value));
	form.set(file.name, file.body);
	try {
		const answer = await fetch(door, { method: 'POST', body: form });
		// Too large is an answer of the room's kind too.
		return answer.ok || answer.status === 413 ? ((await answer.json()) as Answer) : null;
	} catch {
		return null;
	}
}
