/**
 * A command on its way to a room. What can be asked belongs to the slices, and the envelope is the same
 * for all. Schemas are in the slices' `schema.ts`, which browsers never import.
 */
import type { StageId } from './names.ts';
import type { Command } from './registry.ts';

/** A command on its way: made once by the client, resent unchanged until it is answered. */
export interface Envelope {
	/** Made by the client; the same id with the same content gets the same answer. */
	id: string;
	/** The seat in whose name it is sent (must be held by the session), or `organiser`. */
	as: string;
	command: Command;
	/**
	 * The stage on the screen where it was pressed, for what means another thing in another stage: when
	 * that stage has passed, it is refused. Missing: it means the same whenever it arrives.
	 */
	stage?: StageId | null;
}
