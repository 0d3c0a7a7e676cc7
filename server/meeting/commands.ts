/** The strict schema of the one `command` message: envelope and every slice's commands. */
import * as z from 'zod';
import type { Envelope } from '#lib/meeting/command.ts';
import { refuse, type Refusal } from '#lib/meeting/refusal.ts';
import type { Command } from '#lib/meeting/registry.ts';
import { RULES } from '#lib/meeting/rules.ts';

const command = z.discriminatedUnion(
	'type',
	Object.values(RULES).flatMap(({ commands }): readonly z.ZodObject[] => commands) as [z.ZodObject]
);

const envelope = z.strictObject({
	id: z.string().regex(/^[A-Za-z0-9_-]{8,40}$/),
	as: z.string().regex(/^[a-z0-9]{1,20}$/),
	command,
	stage: z.string().max(40).nullable().optional()
});

/** The envelope in `raw`, or why it is none. */
export function parseEnvelope(raw: unknown): Envelope | Refusal {
	const result = envelope.safeParse(raw);
	if (!result.success) return refusalFor(result.error);
	return isWhole(result.data) ? (result.data as Envelope) : refuse('malformed');
}

/**
 * The same for a command that a form of ours became: what a form says is no more certain than what comes
 * over the wire, and a value out of its list would be in the journal for ever.
 */
export function parseCommand(raw: Command): Command | Refusal {
	const result = command.safeParse(raw);
	if (!result.success) return refusalFor(result.error);
	return isWhole(result.data) ? raw : refuse('malformed');
}

/** No string in it has half of a surrogate pair, which no file, no database and no other phone can hold. */
function isWhole(value: unknown): boolean {
	if (typeof value === 'string') return value.isWellFormed();
	if (typeof value !== 'object' || value === null) return true;
	return Object.entries(value).every(([key, part]) => key.isWellFormed() && isWhole(part));
}

/** The id in `raw`, for answering even what is malformed. */
export function idOf(raw: unknown): string {
	const id = typeof raw === 'object' && raw !== null ? (raw as { id?: unknown }).id : undefined;
	return typeof id === 'string' && id.length <= 40 ? id : '';
}

function refusalFor({ issues }: z.ZodError): Refusal {
	return refuse(issues.some(({ code }) => code === 'too_big') ? 'too-large' : 'malformed');
}
