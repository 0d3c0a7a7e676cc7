/** Passwords: argon2id by a well-kept library, off the event loop, with its present defaults. */
import { hash, verify } from '@node-rs/argon2';

/** Hashing is work: nobody may make us hash a novel. */
export const PASSWORD_MAX = 200;

/** Hash to store, of what the password is however it was typed. */
export function hashPassword(password: string): Promise<string> {
	return hash(plainPassword(password));
}

/** Whether the password fits; with no stored hash it takes as long and says no. */
export async function passwordFits(stored: string | undefined, password: string): Promise<boolean> {
	const tried = password.length > PASSWORD_MAX ? '' : password;
	const fits = await verify(stored ?? (await NOBODY), tried);
	return stored !== undefined && tried !== '' && fits;
}

/** What a password is, however it was typed: full-width or not, with one blank or three between its words. */
export function plainPassword(typed: string): string {
	return typed.normalize('NFKC').replace(/\s+/gu, ' ').trim();
}

const NOBODY = hash('nobody has this password');
