/**
 * Sends commands from a screen: in whose name, pending while on the way, and a sentence when the
 * answer is no. One per acting seat on a page; a button shows `pending`, never the future.
 */
import { getContext, setContext } from 'svelte';
import type { Command } from '#lib/meeting/registry.ts';
import type { Refusal } from '#lib/meeting/refusal.ts';
import type { MeetingStore } from './meeting.svelte.ts';
import type { Answer } from '#lib/meeting/wire.ts';

export class CommandSender {
	/** Command types under way, for disabling exactly the button that was pressed. */
	pending: string[] = $state([]);
	/** The last refusal, until the next command or `dismiss`. */
	refusal: Refusal | null = $state.raw(null);
	#meeting: MeetingStore;
	#as: () => string;

	/** `as` gives the acting seat id, or `organiser`; read at each command. */
	constructor(meeting: MeetingStore, as: () => string) {
		this.#meeting = meeting;
		this.#as = as;
	}

	/** The acting seat. */
	get as(): string {
		return this.#as();
	}

	/** Sends a command; keeps its refusal for the screen. */
	async send(command: Command): Promise<Answer> {
		this.refusal = null;
		this.pending = [...this.pending, command.type];
		const answer = await this.#meeting.send(this.#as(), command);
		const at = this.pending.indexOf(command.type);
		this.pending = this.pending.filter((_, index) => index !== at);
		if ('refused' in answer) this.refusal = answer;
		return answer;
	}

	/** True while a command of this type is on the way. */
	busy(type: Command['type']): boolean {
		return this.pending.includes(type);
	}

	dismiss(): void {
		this.refusal = null;
	}
}

const KEY = Symbol('command sender');

/** Puts it into the context of everything below. */
export function provideCommandSender(sender: CommandSender): CommandSender {
	return setContext(KEY, sender);
}

/** The command sender of this page. */
export function useCommandSender(): CommandSender {
	return getContext<CommandSender>(KEY);
}
