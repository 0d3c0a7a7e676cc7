/** A disk that takes nothing: everything reads, every form says so, and it goes on when there is room. */
import {
	chmodSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { roomPage } from '#server/meeting/page.ts';
import { leaveComment } from '#server/record/desk.ts';
import { makePrivate } from '#server/private-files.ts';
import { DAY, meeting, phone, stage, type Stage } from '#server/auth/test-meeting.ts';
import { actions as joining } from '../../src/routes/(public)/join/+page.server.ts';
import { actions as account } from '../../src/routes/(app)/account/+page.server.ts';
import { actions as minutes } from '../../src/routes/(app)/meetings/[code]/minutes/+page.server.ts';
import { actions as mine } from '../../src/routes/(public)/r/[code]/mine/+page.server.ts';
import { actions as recovering } from '../../src/routes/(public)/recover/+page.server.ts';
import { actions as signing } from '../../src/routes/(public)/signin/+page.server.ts';
import { actions as welcoming } from '../../src/routes/(public)/welcome/+page.server.ts';
import { actions as urgent } from '../../src/routes/(app)/meetings/urgent/+page.server.ts';
import { isNotSaved } from './disk.ts';

let here: Stage;
beforeEach(async () => (here = await stage()));
afterEach(() => here.close());

/** Sends a form; gives where it leads, or what the page says. */
async function send(
	action: unknown,
	at: ReturnType<typeof phone>,
	fields: Record<string, string>,
	code = ''
) {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	const caller = await at.caller();
	const organiser = await here.app.sessions.validate(at.jar.get('yitang_account'), 'account');
	const event = {
		...{ params: { code }, cookies: caller.cookies, url: new URL('http://yitang/') },
		locals: { ...caller, account: organiser },
		request: new Request('http://yitang/', { method: 'POST', body: form }),
		getClientAddress: () => '127.0.0.1'
	};
	try {
		return await (action as (event: never) => Promise<unknown>)(event as never);
	} catch (thrown) {
		if (typeof (thrown as { location?: unknown }).location === 'string') return thrown;
		throw thrown;
	}
}

it('every form answers a sentence, pages read, sessions live on, and it goes on by itself', async () => {
	const { app } = here;
	const room = await meeting(app, ['李建国']);
	const made = await app.accounts.create(
		await app.accounts.invite(),
		'zhou',
		'周雅琴',
		'食堂 油烟 槐树 早饭'
	);
	if (typeof made === 'string') throw new Error(made);
	const zhou = phone(app);
	zhou.jar.set('yitang_account', (await app.sessions.create('account', made.id)).token);
	const kept = phone(app);
	kept.jar.set('yitang_seat', (await app.sessions.create('seat')).token);
	const forms = () =>
		[
			[
				joining.default,
				phone(app),
				{ code: room.code, name: '田野', once: app.once.issue('guest', null) }
			],
			[
				joining.default,
				kept,
				{ code: room.code, name: '韩磊', once: app.once.issue('guest', null) }
			],
			[account.invite, zhou, { once: app.once.issue('account', made.id) }],
			[account.recover, zhou, { once: app.once.issue('account', made.id), login: 'zhou' }],
			[
				urgent.default,
				zhou,
				{
					matter: '井盖破了',
					urgentReason: '天黑以前要定',
					once: app.once.issue('urgent', made.id)
				}
			]
		] as const;

	app.connection.sqlite.pragma('query_only = ON');
	here.later(DAY);
	const refused = { status: 503, data: { refused: { refused: 'not-saved' } } };
	const fromRoom = { status: 403, data: { refused: { refused: 'not-saved' } } };
	for (const [at, [action, who, fields]] of forms().entries())
		expect(await send(action, who, fields), `form ${at}`).toMatchObject(
			at === 1 ? fromRoom : refused
		);
	expect(await kept.session()).not.toBeNull();
	expect(
		(await roomPage(app, room, { seat: await kept.session(), account: null })).whole.snapshot.seq
	).toBe(room.committed.seq);
	expect(await app.records.of(room)).toHaveProperty('shown');

	app.connection.sqlite.pragma('query_only = OFF');
	for (const [action, who, fields] of forms()) {
		const answer = await send(action, who, fields);
		expect(JSON.stringify(answer)).not.toContain('not-saved');
	}
	expect(room.committed.state.roll.order).toHaveLength(5);
});

it('who signs in, makes an account, chooses a password, takes a comment back or seals keeps what was typed', async () => {
	const { app } = here;
	const password = '食堂 油烟 槐树 早饭';
	const made = await app.accounts.create(await app.accounts.invite(), 'zhou', '周雅琴', password);
	if (typeof made === 'string') throw new Error(made);
	const room = await meeting(app, ['李建国']);
	app.connection.sqlite.prepare('UPDATE meeting SET community = ?').run(made.id);
	const zhou = phone(app);
	zhou.jar.set('yitang_account', (await app.sessions.create('account', made.id)).token);
	const left = { name: '牛春梅', building: '', how: 'self', text: '公示栏贴高一点。' };
	const comment = await leaveComment(app, room, left);
	if ('refused' in comment) throw new Error(comment.refused);
	const nobody = phone(app);
	const token = await app.accounts.invite();
	const forgotten = (await app.accounts.recover('zhou', Buffer.alloc(32, 7)))!;
	const seal = vi.spyOn(app.minutes, 'seal');
	seal.mockRejectedValue(Object.assign(new Error('full'), { code: 'SQLITE_FULL' }));

	app.connection.sqlite.pragma('query_only = ON');
	const said = { refused: { refused: 'not-saved' } };
	const full = (typed: object = {}) => ({ status: 503, data: { ...typed, ...said } });
	const typed = { name: '李平', login: 'li-ping' };
	expect(await send(signing.default, nobody, { login: 'zhou', password })).toEqual(
		expect.objectContaining(full({ login: 'zhou' }))
	);
	expect(await send(welcoming.default, nobody, { ...typed, token, password })).toEqual(
		expect.objectContaining(full(typed))
	);
	expect(await send(recovering.default, nobody, { token: forgotten, password })).toEqual(
		expect.objectContaining(full())
	);
	expect(await send(mine.erase, nobody, comment, room.addressKey)).toMatchObject({ data: said });
	expect(await send(minutes.seal, zhou, {}, room.code)).toEqual(expect.objectContaining(full()));

	app.connection.sqlite.pragma('query_only = OFF');
	seal.mockRestore();
	const led = { status: 303 };
	expect(await send(signing.default, nobody, { login: 'zhou', password })).toMatchObject(led);
	expect(await send(welcoming.default, nobody, { ...typed, token, password })).toMatchObject(led);
	expect(await send(recovering.default, nobody, { token: forgotten, password })).toMatchObject(led);
	expect(await send(mine.erase, nobody, comment, room.addressKey)).toMatchObject(led);
});

it('who signs out at somebody else’s computer is signed out there though nothing can be written', async () => {
	const { app } = here;
	const made = await app.accounts.create(
		await app.accounts.invite(),
		'zhou',
		'周雅琴',
		'食堂 油烟 槐树'
	);
	if (typeof made === 'string') throw new Error(made);
	const zhou = phone(app);
	zhou.jar.set('yitang_account', (await app.sessions.create('account', made.id)).token);
	app.connection.sqlite.pragma('query_only = ON');
	// That other devices are signed out is not said, for it is not so.
	expect(await send(account.everywhere, zhou, {})).toMatchObject({ status: 503 });
	expect(zhou.jar.has('yitang_account')).toBe(true);
	expect(await send(account.out, zhou, {})).toMatchObject({ status: 303 });
	expect(zhou.jar.has('yitang_account')).toBe(false);
});

it('no route calls what it foresees a fault of its own', () => {
	const routes = join(import.meta.dirname, '../../src/routes');
	const sources = (readdirSync(routes, { recursive: true }) as string[]).filter((file) =>
		/\+[\w.]+\.ts$/u.test(file)
	);
	expect(sources.length).toBeGreaterThan(40);
	const says = (file: string) =>
		/\b(?:fail|error)\(500\b|status: 500\b/u.test(readFileSync(join(routes, file), 'utf8'));
	expect(sources.filter(says)).toEqual([]);
});

it('a full database is known as such, also behind another library’s error; other faults are not', () => {
	const { sqlite } = here.app.connection;
	sqlite.exec('CREATE TABLE filling (bytes)');
	sqlite.pragma(`max_page_count = ${Number(sqlite.pragma('page_count', { simple: true }))}`);
	let full: unknown;
	try {
		sqlite.prepare('INSERT INTO filling VALUES (zeroblob(1000000))').run();
	} catch (error) {
		full = error;
	}
	expect(full).toHaveProperty('code', 'SQLITE_FULL');
	expect(isNotSaved(full)).toBe(true);
	expect(isNotSaved(new Error('Failed query', { cause: full }))).toBe(true);
	expect(isNotSaved(Object.assign(new Error('no space'), { code: 'ENOSPC' }))).toBe(true);
	for (const other of [
		new Error('x'),
		null,
		Object.assign(new Error('x'), { code: 'SQLITE_CONSTRAINT' })
	])
		expect(isNotSaved(other)).toBe(false);
});

it('what older versions left for others to read is closed; what is not ours is left alone', () => {
	const dir = mkdtempSync(join(tmpdir(), 'yitang-private-'));
	const mode = (name: string) => (statSync(join(dir, name)).mode & 0o777).toString(8);
	try {
		mkdirSync(join(dir, 'backups'), { mode: 0o755 });
		const ours = [
			'yitang.db',
			'yitang.db-wal',
			'yitang.db.before-migration',
			'incoming.db',
			'backups/a.db'
		];
		for (const name of [...ours, 'notes.txt']) {
			writeFileSync(join(dir, name), '');
			chmodSync(join(dir, name), 0o644);
		}
		chmodSync(dir, 0o755);
		makePrivate(dir);
		expect(ours.map(mode)).toEqual(ours.map(() => '600'));
		expect([mode('.'), mode('backups'), mode('notes.txt')]).toEqual(['700', '700', '644']);
		chmodSync(dir, 0o1777);
		makePrivate(dir);
		expect(mode('.')).toBe('777');
	} finally {
		rmSync(dir, { recursive: true, force: true });
	}
	const { dataDir } = here.app.config;
	for (const name of readdirSync(dataDir))
		expect(statSync(join(dataDir, name)).mode & 0o077, name).toBe(0);
});
