/** Passwords: argon2id by a well-kept library, off the event loop, with its present defaults. */
import { hash, verify } from '@node-rs/argon2';

/** Characters at least; one sentence of four words is more than enough. */
export const PASSWORD_MIN = 10;
/** Hashing is work: nobody may make us hash a novel. */
export const PASSWORD_MAX = 200;

/** Why a password will not do; each has a sentence for people. */
export type PasswordFault = 'short' | 'long' | 'repeated' | 'sequence' | 'own-name' | 'common';

/** Hash to store. */
export function hashPassword(password: string): Promise<string> {
	return hash(password);
}

/** Whether the password fits; with no stored hash it takes as long and says no. */
export async function passwordFits(stored: string | undefined, password: string): Promise<boolean> {
	const tried = password.length > PASSWORD_MAX ? '' : password;
	const fits = await verify(stored ?? (await NOBODY), tried);
	return stored !== undefined && tried !== '' && fits;
}

/** What is wrong with a new password, or null. `own`: login and name, which everybody knows. */
export function passwordFault(password: string, own: readonly string[]): PasswordFault | null {
	const length = [...password].length;
	if (length < PASSWORD_MIN) return 'short';
	if (password.length > PASSWORD_MAX) return 'long';
	const plain = password.toLowerCase();
	if (new Set(plain).size <= 3) return 'repeated';
	if (isSequence(plain)) return 'sequence';
	const rest = own
		.map((word) => word.toLowerCase())
		.filter((word) => word.length >= 2)
		.reduce((left, word) => left.replaceAll(word, ''), plain);
	if ([...rest].length < 6) return 'own-name';
	return COMMON.some((word) => plain.startsWith(word) && plain.length - word.length < 5)
		? 'common'
		: null;
}

/** 1234567890, qwertyuiop, abcdefghij and the like, forwards or backwards. */
function isSequence(plain: string): boolean {
	const backwards = [...plain].reverse().join('');
	return ROWS.some((row) => row.includes(plain) || row.includes(backwards));
}

const ROWS = [
	'01234567890123456789',
	'abcdefghijklmnopqrstuvwxyz',
	'qwertyuiopasdfghjklzxcvbnm',
	'1qaz2wsx3edc4rfv5tgb6yhn7ujm'
];
const COMMON = [
	'password',
	'woaini',
	'iloveyou',
	'admin',
	'welcome',
	'yitang',
	'a123456',
	'abc123'
];
const NOBODY = hash('nobody has this password');
