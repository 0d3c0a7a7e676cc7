/** Passwords: argon2id by a well-kept library, off the event loop, with its present defaults. */
import { hash, verify } from '@node-rs/argon2';

/** Hash to store. */
export function hashPassword(password: string): Promise<string> {
	return hash(password);
}

/** Whether the password fits; with no stored hash it takes as long and says no. */
export async function passwordFits(stored: string | undefined, password: string): Promise<boolean> {
	const fits = await verify(stored ?? (await NOBODY), password);
	return stored !== undefined && fits;
}

const NOBODY = hash('nobody has this password');
