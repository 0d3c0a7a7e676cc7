/**
 * Reasons for which the server does not start: each a sentence in Chinese and one in English that say what
 * is wrong and what to do. Nothing was changed when one of them is read.
 */
import type { PlainTrouble, Reshaped, Trouble } from './db/inspect.ts';

/** The server will not start, for a reason that was foreseen. */
export class StartRefused extends Error {
	// Written out: the entry point knows it by name, across a bundle.
	override name = 'StartRefused';

	constructor(chinese: string, english: string) {
		super(`${chinese}\n${english}`);
	}
}

type Sentences = [chinese: string, english: string];

const WHAT: Record<PlainTrouble, Sentences> = {
	missing: ['文件不在', 'there is no such file'],
	folder: ['是一个文件夹，不是文件', 'is a folder, not a file'],
	'not-a-file': ['不是普通文件', 'is no ordinary file'],
	dangling: ['是一个链接，它指的文件不在', 'is a link to a file that is not there'],
	link: ['是一个链接，这里要放文件本身', 'is a link, where the file itself must be'],
	empty: ['是空的', 'is empty'],
	'not-a-database': ['不是数据库文件', 'is not a database'],
	foreign: ['不是议堂的数据库', 'is not a database of Yitang'],
	damaged: ['有损坏，或者不完整', 'is damaged or cut off'],
	newer: ['由更新版本的议堂写成', 'was written by a newer version of Yitang'],
	unreadable: ['没有权限打开', 'may not be opened']
};

const TO_DO_AT_START: Record<PlainTrouble, Sentences> = {
	missing: gone(),
	folder: gone(),
	'not-a-file': gone(),
	dangling: gone(),
	link: gone(),
	empty: gone(),
	'not-a-database': gone(),
	foreign: gone(),
	damaged: fromBackup(),
	newer: [
		'请先升级程序（git pull）再启动；要退回旧版本，请恢复升级前留下的那一份（文件名带before-）。',
		'Upgrade the program (git pull), or go back by restoring the copy from before the upgrade (before- in its name).'
	],
	unreadable: writable()
};

function gone(): Sentences {
	return [
		'请把原来的文件放回去，或者恢复备份：npm run restore -- <备份文件>。要从头开始，请换一个空的DATA_DIR。',
		'Put the file back, or restore a backup: npm run restore -- <backup file>. To begin anew, set DATA_DIR to an empty folder.'
	];
}

function fromBackup(): Sentences {
	return [
		'请先把整个数据文件夹复制一份留底，再恢复备份：npm run restore -- <备份文件>。',
		'Copy the whole data folder first, then restore a backup: npm run restore -- <backup file>.'
	];
}

function writable(): Sentences {
	return [
		'请检查这个文件夹和其中文件的所有者与读写权限，磁盘不能是只读的。',
		'Check who owns the folder and its files and that they may be read and written; the disk must not be read-only.'
	];
}

/** What is wrong with a file, without what to do. */
export function troubleSentence(path: string, trouble: Trouble): string {
	const [chinese, english] = whatIsWrong(trouble);
	return `${path}${chinese}。\n${path} ${english}.`;
}

/** The database of the data folder is not to be used. */
export function databaseRefused(path: string, trouble: Trouble): StartRefused {
	const [chinese, english] = whatIsWrong(trouble);
	const [toDo, todo] = typeof trouble === 'string' ? TO_DO_AT_START[trouble] : fromBackup();
	return new StartRefused(`${path}${chinese}。${toDo}`, `${path} ${english}. ${todo}`);
}

function whatIsWrong(trouble: Trouble): Sentences {
	return typeof trouble === 'string' ? WHAT[trouble] : reshapedBy(trouble);
}

const THING = { table: '表', index: '索引', trigger: '触发器', view: '视图' };
const CHANGE = {
	gone: ['不见了', 'is gone'],
	other: ['被改过', 'was changed'],
	added: ['是另加的', 'was added']
} as const;

/** Which tables and indexes are not as they were made; the first few say enough. */
function reshapedBy({ changes }: Reshaped): Sentences {
	const few = changes.slice(0, 5);
	const chinese = few.map(({ type, name, how }) => `${THING[type]}${name}${CHANGE[how][0]}`);
	const english = few.map(({ type, name, how }) => `${type} ${name} ${CHANGE[how][1]}`);
	const more = changes.length > few.length;
	return [
		`的结构不对：${chinese.join('、')}${more ? '等' : ''}`,
		`has not the tables it should have: ${english.join(', ')}${more ? ', and more' : ''}`
	];
}

/** More was answered "done" than the database holds. */
export function storedMissing(path: string, missing: number): StartRefused {
	return new StartRefused(
		`最后${missing}条已经答复“好了”的记录不在${path}里：它的-wal文件被截短、损坏或拿走了，或者换成了旧的一份。` +
			'请把原来的文件（连同-wal）放回去；实在找不回，就带着ACCEPT_LOSS=on启动一次，以现有内容继续。',
		`The last ${missing} entries that were answered "done" are not in ${path}: its -wal file was cut, damaged or ` +
			'taken away, or an older copy put in its place. Put the files back (with the -wal); if they are lost, ' +
			'start once with ACCEPT_LOSS=on to go on with what is there.'
	);
}

/** The keys are not those that the database was used with. */
export function keysRefused(folder: string, are: 'gone' | 'others'): StartRefused {
	const [chinese, english] =
		are === 'gone'
			? ['不见了', 'are gone']
			: ['不是这个数据库原来用的', 'are not those of this database'];
	return new StartRefused(
		`${folder}里的钥匙${chinese}。请把另外保存的keys文件夹放回去；实在找不回，就带着NEW_KEYS=on启动一次：` +
			'已印的座位卡和个人链接会全部作废，要重新印。',
		`The keys in ${folder} ${english}. Put the keys folder back from where you keep it; if it is lost, start ` +
			'once with NEW_KEYS=on: every printed seat card and personal link ends, and must be printed again.'
	);
}

/** Not the end of the start: everything else can be read. `givenUp`: the start was told that they are lost. */
export function sealedKeysMissing(
	dataDir: string,
	missing: readonly { key: string }[],
	givenUp: boolean
): string {
	const names = [...new Set(missing.map(({ key }) => `sealed-${key}.key`))];
	const few = names.slice(0, 5).join(', ') + (names.length > 5 ? ' …' : '');
	const [chinese, english] = givenUp
		? [
				'按NEW_KEYS=on当作找不回：这几处从头开始，请大家重新写、重新投。',
				'NEW_KEYS=on gives them up: what they sealed begins anew, and people may write and vote again.'
			]
		: [
				'还没亮出的卡片、选票、录音打不开，也先不改动。请停下服务，放回另外保存的keys文件夹；实在找不回，就带着NEW_KEYS=on启动一次，这几处从头开始。',
				'Cards, ballots and recordings that were not shown yet cannot be opened, and are left as they are. Stop the ' +
					'server and put the keys folder back from where you keep it; if it is lost, start once with NEW_KEYS=on: ' +
					'what they sealed begins anew.'
			];
	return (
		`${dataDir}/keys里少了${names.length}把封存内容的钥匙（${few}）。${chinese}` +
		`${names.length} keys of sealed rows are missing in ${dataDir}/keys (${few}). ${english}`
	);
}

/** A key file that is none. */
export function keyDamaged(file: string): StartRefused {
	return new StartRefused(
		`${file}已损坏。请从另外保存的keys文件夹里放回；实在找不回，就删掉它，再带着NEW_KEYS=on启动一次，座位卡要重新印。`,
		`${file} is damaged. Put it back from where you keep the keys; if it is lost, remove it and start once with ` +
			'NEW_KEYS=on: all seat cards must be printed again.'
	);
}

/** A key of sealed rows that are still needed is none. Taken away, it is missing, and the rest goes on. */
export function sealedKeyDamaged(file: string): StartRefused {
	return new StartRefused(
		`${file}已损坏：它封存的卡片、选票或录音打不开。请从另外保存的keys文件夹里放回；实在找不回，就把它移走，再带着NEW_KEYS=on启动一次：` +
			'这些内容就此作废，其余照常。',
		`${file} is damaged: the cards, ballots or recordings that it seals cannot be opened. Put it back from where ` +
			'you keep the keys; if it is lost, move it away and start once with NEW_KEYS=on: what it sealed is given up, ' +
			'the rest goes on.'
	);
}

/** The key that signs backups is none. It opens nothing, so that another one may take its place. */
export function signingKeyDamaged(file: string): StartRefused {
	return new StartRefused(
		`${file}已损坏。请从另外保存的keys文件夹里放回；实在找不回，就把它移走：下次启动会另做一把，记录和备份上写的就是新的那把。`,
		`${file} is damaged. Put it back from where you keep the keys; if it is lost, move it away: the next start ` +
			'makes another one, and records and backups name that.'
	);
}

/** What the system said while the data folder was opened, as a sentence; other errors as they are. */
export function worded(error: unknown, dataDir: string): unknown {
	const { code, message, path = '' } = underneath(error);
	if (/^(?:ENOSPC|EDQUOT|SQLITE_FULL)/.test(code))
		return new StartRefused(
			`${dataDir}所在的磁盘满了。请腾出空间后再启动；已存下的内容都在。`,
			`The disk of ${dataDir} is full. Free some space and start again; what was saved is safe.`
		);
	if (
		/^(?:EACCES|EPERM|EROFS|ENOTDIR|EEXIST|SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM)/.test(code)
	) {
		const [chinese, english] = writable();
		return new StartRefused(
			`数据文件夹${dataDir}写不进去。${chinese}`,
			`The data folder ${dataDir} cannot be written. ${english}`
		);
	}
	// Something else lies where a file of ours should be: a folder, a link to nothing.
	const ours = path === '' ? code === 'EISDIR' : path.startsWith(dataDir);
	if (ours && /^(?:EISDIR|ELOOP|ENOENT|ENXIO|ENODEV)$/.test(code)) {
		const [chinese, english] = writable();
		return new StartRefused(
			`${path || dataDir}里有该是文件而不是文件的东西。${chinese}`,
			`In ${path || dataDir} something is no file that should be one. ${english}`
		);
	}
	if (/^(?:SQLITE_CORRUPT|SQLITE_NOTADB|SQLITE_IOERR)/.test(code))
		return databaseRefused(dataDir, 'damaged');
	// A statement of ours that cannot run: the tables, or the list of what was made of them, are others.
	if (/^SQLITE_(?:ERROR|CONSTRAINT|MISMATCH|SCHEMA)/.test(code)) {
		const [chinese, english] = fromBackup();
		return new StartRefused(
			`${dataDir}里的数据库和这个版本对不上（${message}）。${chinese}`,
			`The database in ${dataDir} does not fit this version (${message}). ${english}`
		);
	}
	return error;
}

/** What the system said, however it was wrapped on its way. */
function underneath(error: unknown): { code: string; message: string; path?: string } {
	for (let at = error; at instanceof Error; at = at.cause) {
		const { code, message, path } = at as NodeJS.ErrnoException;
		if (typeof code === 'string') return { code, message, ...(path ? { path } : {}) };
	}
	return { code: '', message: '' };
}
