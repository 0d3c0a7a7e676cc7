/**
 * What a start holds against what was signed and counted before, and what it says in the log: what is lost,
 * what it could not look at because a file is gone, and that another key signs from now on.
 */
import type { SigningKey } from '#server/auth/signing-key.ts';
import { fingerprintOf } from '#server/auth/signing-key.ts';
import type { DataFolder } from '#server/db/opening.ts';
import { installation } from '#server/db/schema.ts';
import type { Log } from '#server/log.ts';
import { lostSinceSigned, type Looked } from './heads.ts';
import { faultLines, VerifyReport } from './report.ts';

type Sentences = [chinese: string, english: string];

/** Looks, and writes it into the log. Before anything of this start is written. */
export function checkAtStart(
	{ connection, epoch, mark }: DataFolder,
	dataDir: string,
	key: SigningKey & { made: boolean },
	log: Log
): void {
	const known = connection.tables.select().from(installation).get();
	const lost = new VerifyReport();
	const looked = lostSinceSigned(connection.sqlite, dataDir, { epoch, key }, lost, (id) => id);
	for (const line of faultLines(lost))
		log.error({ lost: line }, 'what was signed is not there any more, or another');
	const less: Sentences[] = [];
	// A folder of an older version has signed nothing, and one that was restored has begun anew.
	const restored = typeof mark === 'object' && mark.epoch !== epoch;
	if (known?.publicKey != null && !restored && looked !== 'checked') less.push(HEADS[looked]);
	if (known !== undefined && known.stored > 0 && typeof mark === 'string') less.push(MARK[mark]);
	if (less.length > 0) log.warn(checkedLess(dataDir, less));
	if (known?.publicKey != null && known.publicKey !== key.publicKey)
		log.error(anotherKey(dataDir, known.publicKey, key));
}

const HEADS: Record<Exclude<Looked, 'checked'>, Sentences> = {
	missing: ['heads.json不见了', 'heads.json is gone'],
	unreadable: [
		'heads.json读不出来，或者签名不对（已改名为heads.json.unreadable）',
		'heads.json cannot be read or its signature does not fit (kept as heads.json.unreadable)'
	],
	'other-history': ['heads.json是另一段历史的', 'heads.json is of another history']
};

const MARK: Record<'missing' | 'unreadable', Sentences> = {
	missing: ['yitang.db-stored不见了', 'yitang.db-stored is gone'],
	unreadable: ['yitang.db-stored读不出来', 'yitang.db-stored cannot be read']
};

function checkedLess(dataDir: string, less: Sentences[]): string {
	const [chinese, english] = [0, 1].map((n) => less.map((sentences) => sentences[n]!));
	return (
		`${dataDir}里${chinese!.join('，')}：这次启动没法核对最后几条记录、整场会议有没有少掉。两个文件都会重新写。` +
		`请运行npm run verify，再和最近的备份对一遍。In ${dataDir} ${english!.join(', ')}: this start could not ` +
		'check whether the last entries or a whole meeting are missing. Both files are written anew. Run ' +
		'npm run verify, and compare with the last backup.'
	);
}

function anotherKey(dataDir: string, before: string, now: SigningKey & { made: boolean }): string {
	const [was, is] = [before, now.publicKey].map(fingerprintOf);
	const file = `${dataDir}/keys/signing.key`;
	const [chinese, english] = now.made
		? [`${file}不见了，已另做一把`, `${file} was gone, and another one was made`]
		: [`${file}不是原来那一把`, `${file} is not the one from before`];
	return (
		`${chinese}：以前签名的是${was}，现在是${is}。以前的公开记录、公告和备份写的都是原来那把，核对时要认它（npm run verify -- ` +
		`<备份> --key "${was}"）。要接着用原来的，请停下服务，从另外保存的keys文件夹放回signing.key，再启动。` +
		`${english}: ${was} signed before, ${is} signs now. Records, notices and backups from before name the ` +
		`former; it is still right for them (npm run verify -- <backup> --key "${was}"). To go on with it, stop ` +
		'the server, put signing.key back from where you keep the keys folder, and start again.'
	);
}
