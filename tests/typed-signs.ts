/** Words that nobody else types, and commands with them: what `typed-words.test.ts` looks for in events. */
import { expect } from 'vitest';
import type { ZodObject } from 'zod';
import type { Command } from '#lib/meeting/registry.ts';
import { RULES } from '#lib/meeting/rules.ts';
import type { TestRoom } from '#lib/meeting/test-room.ts';

/** Typed words are made of these signs alone; no sentence of ours has one of them. */
export const SIGNS = '龘靐齉爩麤龗灪龖';
let typedSoFar = 0;

/** Words that nobody else types: a number, written in these signs. */
export function typed(length = 6): string {
	typedSoFar += 1;
	const digits = typedSoFar.toString(8).padStart(length, '0');
	return [...digits].map((digit) => SIGNS[Number(digit)]).join('');
}

export const CHAIR = '周雅琴';
export const CLERK = '孙晓彤';
export const [A, B, C] = ['龘靐齉', '爩麤龗', '灪龖龘'] as const;

/** Sends commands one after another; each must be accepted. */
export function run(room: TestRoom, who: string, ...commands: Command[]): void {
	for (const command of commands) {
		for (const other of withForeignIds(command)) keepsOut(room, who, other);
		expect(room.send(who, command), `${who}: ${JSON.stringify(command)}`).toBe('ok');
	}
}

/** Words in the letters that ids have. */
const FOREIGN = 'zhuyuan0guhan0laobao';
/** Actors of the server itself: what they say was not typed by anybody, or comes from a document's own ids. */
const OURS = ['clock', 'documents'];
/** Its id is made where it is written, so that sending it twice leaves one comment. */
const MADE_WITH: readonly string[] = ['comments.leave'];
const SCHEMAS = Object.values(RULES).flatMap(({ commands }) => [...commands] as ZodObject[]);

/** The command once for each string in it, with words in its place, where that still is a command. */
function withForeignIds(command: Command): Command[] {
	const text = JSON.stringify(command);
	const values = new Set(text.match(/"[^"]+"/g));
	return [...values]
		.map((value) => JSON.parse(text.split(value).join(JSON.stringify(FOREIGN))) as Command)
		.filter((other) => SCHEMAS.some((schema) => schema.safeParse(other).success));
}

/** Either it is refused, or its events have nothing of these words. */
function keepsOut(room: TestRoom, who: string, command: Command): void {
	if (OURS.includes(who) || MADE_WITH.includes(command.type)) return;
	const taken = room.would(who, command);
	if ('refused' in taken) return;
	expect(JSON.stringify(taken.events), JSON.stringify(command)).not.toContain(FOREIGN);
}

export function draft() {
	return {
		...{ title: typed(), matter: typed(), body: typed(), background: typed(), decides: typed() },
		...{ leaves: typed(), place: typed(), outsideLink: `https://example.org/${typed()}` },
		policies: [{ text: typed(), source: typed() }],
		units: [{ name: typed(), reason: 'money' as const }],
		urgentReason: typed()
	};
}
