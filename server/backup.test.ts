/** Where a backup may go: never over what a server uses, however it is called, nor over what is no backup. */
import Database from 'better-sqlite3';
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { BACKUP_ID } from '#server/verify/manifest.ts';
import { verifyFile } from '#server/verify/verify.ts';
import { BackupRefused, backupTarget } from './backup.ts';

function folder(): string {
	const dir = mkdtempSync(join(tmpdir(), 'yitang-backup-'));
	onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
	return dir;
}

function database(path: string, id = 0): string {
	const db = new Database(path);
	db.exec('CREATE TABLE event (seq INTEGER)');
	db.pragma(`application_id = ${id}`);
	db.close();
	return path;
}

/** A data folder as a server has it, and a folder elsewhere. */
function places() {
	const [data, there] = [folder(), folder()];
	mkdirSync(join(data, 'keys', 'before-restore'), { recursive: true });
	database(join(data, 'yitang.db'));
	writeFileSync(join(data, 'yitang.db-wal'), 'pages');
	writeFileSync(join(data, 'heads.json'), '{}');
	return { data, there };
}

test('what a server uses is never the place of a backup, by whatever name it is called', () => {
	const { data, there } = places();
	symlinkSync(data, join(there, 'data'));
	linkSync(join(data, 'yitang.db'), join(there, 'another-name.db'));
	symlinkSync(join(data, 'heads.json'), join(there, 'heads'));
	for (const target of [
		...['yitang.db', 'yitang.db-wal', 'yitang.db-stored', 'lock.db', 'heads.json'],
		...['incoming.db', 'incoming.db.draft', 'YITANG.DB', 'Incoming.db', 'Heads.json'],
		...['keys/links.key', 'keys/before-restore/sealed.key']
	].map((name) => join(data, name)))
		expect(() => backupTarget(data, target), target).toThrow(BackupRefused);
	for (const target of ['data/yitang.db', 'another-name.db', 'heads'].map((n) => join(there, n)))
		expect(() => backupTarget(data, target), target).toThrow(BackupRefused);
});

test('a link to itself is nothing that stands there, to a backup and to whoever verifies one', () => {
	const { data, there } = places();
	const loop = join(there, 'loop');
	symlinkSync(loop, loop);
	expect(backupTarget(data, loop)).toBe(loop);
	expect(verifyFile(loop, { dataDir: data }).faults).toHaveLength(1);
	expect(verifyFile(join(data, 'yitang.db', 'below'), { dataDir: data }).faults).toHaveLength(1);
});

test('a name that only begins like one of them is free', () => {
	const { data } = places();
	for (const name of ['yitang.db.bak', 'incoming.db.old', 'yitang.dbase', 'copy.db'])
		expect(backupTarget(data, join(data, name))).toBe(join(data, name));
});

test('only an earlier backup is replaced: no other program’s database, nor the data of another house', () => {
	const { data, there } = places();
	const other = places().data;
	const [mine, foreign] = [join(there, 'backup.db'), join(there, 'music.db')];
	database(mine, BACKUP_ID);
	database(foreign);
	writeFileSync(join(there, 'empty.db'), '');
	expect(backupTarget(data, mine)).toBe(mine);
	expect(backupTarget(data, join(there, 'empty.db'))).toBe(join(there, 'empty.db'));
	for (const target of [foreign, join(other, 'yitang.db'), '/dev/null'])
		expect(() => backupTarget(data, target), target).toThrow(BackupRefused);
});
