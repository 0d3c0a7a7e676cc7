/** Passwords: argon2id by a well-kept library, off the event loop, with its present defaults. */
import { hash, verify } from '@node-rs/argon2';
import { normalized } from '#lib/meeting/words.ts';
import { hashQueue } from './hash-queue.ts';

/** Hashing is work: nobody may make us hash a novel. */
export const PASSWORD_MAX = 200;

/** Hash to store; rejects with `HashBusy` when too many wait. Of what the password is however it was typed. */
export function hashPassword(password: string): Promise<string> {
	return hashQueue.run(() => hash(plainPassword(password)));
}

/**
 * Whether the password fits; with no stored hash it takes as long and says no. `from`: whence it is
 * asked, so that one place's flood lets the others through. Rejects with `HashBusy` when too many wait.
 */
export async function passwordFits(
	stored: string | undefined,
	password: string,
	from = ''
): Promise<boolean> {
	const tried = password.length > PASSWORD_MAX ? '' : password;
	const fits = await hashQueue.run(async () => verify(stored ?? (await NOBODY), tried), from);
	return stored !== undefined && tried !== '' && fits;
}

/** As it comes from a keyboard: a letter is taken apart by some into three. */
const TYPED_MAX = 4 * PASSWORD_MAX;

/**
 * What a password is, however it was typed: full-width or not, with one blank or three between its words; '' for what
 * is longer than any.
 */
export function plainPassword(typed: string): string {
	// Anybody may send two million letters to be put in order, each of which may become eighteen.
	if (typed.length > TYPED_MAX) return '';
	return normalized(typed, 'NFKC').replace(/\s+/gu, ' ').trim();
}

const NOBODY = hash('nobody has this password');
