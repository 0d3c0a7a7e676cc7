/**
 * `npm run recover -- <login>`: prints a one-time link with which an organiser who forgot the password
 * chooses another, while the server runs or not. Whoever may run this may read the database anyway.
 */
import { originAt } from '#server/addresses.ts';
import { existsSync } from 'node:fs';
import { Accounts, RECOVERY_MS } from '#server/auth/accounts.ts';
import { readConfig } from '#server/config.ts';
import { databasePath, openDatabase } from '#server/db/connection.ts';
import { sqliteStore } from '#server/db/sqlite-store.ts';
import { openSigningKey } from '#server/auth/signing-key.ts';
import { signTablesAgain } from '#server/verify/heads.ts';
import { writePrivately } from '#server/private-files.ts';

writePrivately();

const config = readConfig(process.env);
const login = process.argv[2]?.trim() ?? '';
const path = databasePath(config.dataDir);
if (login === '') stop('Say whose password was forgotten: npm run recover -- zhouyaqin');
if (!existsSync(path)) stop(`There are no accounts yet: ${path} does not exist.`);
const connection = openDatabase(path);
try {
	const { sqlite } = connection;
	const known = sqlite.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'recovery'`).get();
	if (!known) stop('These data are of an older version: start the server once with npm start.');
	const token = await new Accounts(sqliteStore(connection), Date.now).recover(login);
	if (token === null) {
		const logins = sqlite.prepare('SELECT login FROM account ORDER BY login').pluck().all();
		stop(`Nobody has the login "${login}". There are: ${logins.join(', ') || 'none'}.`);
	}
	signTablesAgain(sqlite, config.dataDir, openSigningKey(config.dataDir), ['recovery']);
	const origin = config.publicUrl ?? originAt(config, 'localhost', config.port);
	const hours = RECOVERY_MS / 3600_000;
	console.log(
		`\n  ${origin}/recover#${token}\n\n  Works once, for ${hours} hours. 只能用一次，${hours}小时内有效。\n`
	);
} finally {
	connection.close();
}

function stop(sentence: string): never {
	console.error(sentence);
	process.exit(1);
}
