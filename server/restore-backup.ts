/**
 * What `npm run restore -- file` does: verifies a backup, gives it a new epoch and puts it in place; a running
 * server swaps it in by itself within seconds (`restore.ts`).
 *
 * Invariant: what cannot be restored ends in a sentence, changes nothing and leaves nothing behind.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { layReady } from './backup.ts';
import type { Config } from './config.ts';
import { troubleWith } from './db/inspect.ts';
import { AlreadyRunning, lockDataFolder } from './db/lock.ts';
import { migrationsFolder } from './db/opening.ts';
import { replacedDatabases } from './db/replaced.ts';
import { incomingPath, refusedBackups, swapIn } from './restore.ts';
import { troubleSentence, worded } from './start-refused.ts';
import { faultLines } from './verify/report.ts';

export type RestoreOptions = NonNullable<Parameters<typeof layReady>[2]>;

/** The backup was not restored; the message says why, in sentences. */
export class RestoreRefused extends Error {
	override name = 'RestoreRefused';
}

const UNCHANGED = '什么都没有改动。Nothing was changed.';
const SIGN_IN =
	'组织者请重新登录；当时还没用的邀请和改密码的链接都作废了。恢复以后请看一眼社区里有谁。\n' +
	'Organisers sign in again; invitations and password links that were open then are over. Look who organises now.';
const OTHER_KEYS =
	'备份不是用这里的钥匙做的：座位卡和个人链接要重新印。若另存有keys文件夹，请放回后再恢复一次。\n' +
	'The backup was used with other keys than are here: seat cards and personal links must be printed again. ' +
	'If you keep its keys folder, put it back and restore once more.';

/**
 * Restores a backup.
 *
 * @returns sentences for whoever asked for it
 * @throws {RestoreRefused}
 */
export async function restoreFrom(
	given: string | undefined,
	config: Config,
	options: RestoreOptions = {}
): Promise<string[]> {
	const { dataDir } = config;
	if (!given)
		throw new RestoreRefused(
			'请说明恢复哪一份备份。Say which backup: npm run restore -- data/backups/yitang-….db'
		);
	const file = resolve(given);
	const trouble = troubleWith(file, migrationsFolder(config.root));
	if (trouble) throw new RestoreRefused(`${troubleSentence(file, trouble)}\n${UNCHANGED}`);
	const before = new Set(existsSync(dataDir) ? replacedDatabases(dataDir) : []);
	const refusedBefore = existsSync(dataDir) ? refusedBackups(dataDir).length : 0;
	const { report, laid, sameKeys } = layOrRefuse(dataDir, file, options);
	const notes = report.notes.map((note) => `Note: ${note}.`);
	if (!laid) {
		const more = report.opened ? ' Or, where this is the best there is, add --force.' : '';
		const wrong = faultLines(report).join('\n');
		throw new RestoreRefused(`${wrong}\n\n${UNCHANGED} Take another backup.${more}`);
	}
	const what = `${report.meetings} meetings, ${report.events} events`;
	const incoming = incomingPath(dataDir);
	let kept: string | null | undefined;
	let said: string;
	try {
		const unlock = lockDataFolder(dataDir);
		kept = swapIn(dataDir);
		unlock();
		said = `Restored ${what}.${keptSentence(kept)} Start with npm start.`;
	} catch (error) {
		if (!(error instanceof AlreadyRunning)) throw worded(error, dataDir);
		await taken(incoming);
		if (refusedBackups(dataDir).length > refusedBefore)
			throw new RestoreRefused(
				`The running server did not take the backup; its log says why. ${UNCHANGED}`,
				{
					cause: error
				}
			);
		kept = replacedDatabases(dataDir).find((file) => !before.has(file));
		said = `The running server has restored ${what}.${keptSentence(kept)}`;
	}
	return [...faultLines(report), ...notes, said, SIGN_IN, ...(sameKeys ? [] : [OTHER_KEYS])];
}

/** `layReady`; what fails while it reads is a sentence too. */
function layOrRefuse(dataDir: string, file: string, options: RestoreOptions) {
	try {
		return layReady(dataDir, file, options);
	} catch (error) {
		const plain = worded(error, dataDir);
		const message = plain instanceof Error ? plain.message : String(plain);
		throw new RestoreRefused(`${message}\n${UNCHANGED}`, { cause: error });
	}
}

/** Waits until the running server has looked at the backup. */
async function taken(incoming: string): Promise<void> {
	for (let i = 0; i < 150 && existsSync(incoming); i++)
		await new Promise((wait) => setTimeout(wait, 200));
	if (existsSync(incoming))
		throw new RestoreRefused('The running server has not taken the backup yet; look at its log.');
}

/** Where to find what was there before. */
function keptSentence(kept: string | null | undefined): string {
	return kept ? ` What was there before is kept whole in ${kept}.` : '';
}
