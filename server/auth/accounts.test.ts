import { hash } from '@node-rs/argon2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { account as accounts, invitation, session as sessions } from '#server/db/schema.ts';
import { INVITATION_MS, RECOVERY_MS } from './accounts.ts';
import { SignInDesk } from './signin.ts';
import { safePath, signInHere } from './organiser.ts';
import { DAY, MINUTE, phone, stage, type Stage } from './test-meeting.ts';

const GOOD = '食堂 油烟 槐树 早饭';
const OTHER = '蜻蜓 砚台 拖拉机 薄荷';
let here: Stage;
beforeEach(async () => (here = await stage()));
afterEach(() => here.close());

const make = (token: string, login = 'zhou') =>
	here.app.accounts.create(token, login, '周雅琴', GOOD);

describe('one-time links', () => {
	it('a link makes one account and no second', async () => {
		const token = await here.app.accounts.invite();
		expect(await make(token)).toMatchObject({ login: 'zhou', name: '周雅琴' });
		expect(await make(token, 'sun')).toBe('used');
	});

	it('two people who open the same link at once do not both get in', async () => {
		const token = await here.app.accounts.invite();
		const made = await Promise.all([make(token, 'zhou'), make(token, 'sun')]);
		expect(made.filter((one) => one === 'used')).toHaveLength(1);
	});

	it('links of earlier starts end with the first account; later ones stand alone', async () => {
		const old = await here.app.accounts.invite();
		await make(await here.app.accounts.invite());
		expect(await make(old, 'eve')).toBe('used');
		const [a, b] = [await here.app.accounts.invite(), await here.app.accounts.invite()];
		await make(a, 'sun');
		expect(await make(b, 'han')).toMatchObject({ login: 'han' });
	});

	it('a link is good for a week, a login for one person, a made-up token for nobody', async () => {
		const token = await here.app.accounts.invite();
		here.later(INVITATION_MS);
		expect(await make(token)).toBe('used');
		await make(await here.app.accounts.invite());
		const second = await here.app.accounts.invite();
		expect(await make(second)).toBe('taken');
		expect(await here.app.accounts.invited(second)).toBe(true);
		expect(await make('made-up', 'eve')).toBe('used');
	});
});

describe('signing in', () => {
	const HALL = '192.168.1.0';
	const waits: number[] = [];
	let clock = 0;
	const pause = (ms: number) => {
		waits.push(ms);
		clock += ms;
		return Promise.resolve();
	};
	const desk = () => {
		waits.length = 0;
		return new SignInDesk(pause, () => clock);
	};
	const guess = async (at: SignInDesk, times: number, login = 'zhou', network = HALL) => {
		for (let n = 0; n < times; n += 1)
			expect(await at.signIn(here.app, login, `guess ${n}`, network)).toEqual({ refused: 'wrong' });
	};

	it('a wrong password and an unknown login get the same word', async () => {
		await make(await here.app.accounts.invite());
		const at = desk();
		await guess(at, 1);
		await guess(at, 1, 'nobody');
		expect(await at.signIn(here.app, ' ZHOU ', GOOD, HALL)).toMatchObject({
			account: { login: 'zhou' }
		});
	});

	it('after nine wrong tries the right password gets in, four seconds later; the next at once', async () => {
		await make(await here.app.accounts.invite());
		const at = desk();
		await guess(at, 9);
		expect(waits).toEqual([250, 500, 1000, 2000]);
		expect(await at.signIn(here.app, 'zhou', GOOD, HALL)).toHaveProperty('account');
		expect(waits.splice(0)).toEqual([250, 500, 1000, 2000, 4000]);
		expect(await at.signIn(here.app, 'zhou', GOOD, HALL)).toHaveProperty('account');
		expect(waits).toEqual([]);
	});

	it('nine wrong ones and the right one at the same moment: the right one gets in', async () => {
		await make(await here.app.accounts.invite());
		const at = desk();
		const all = Array.from({ length: 10 }, (_, n) =>
			at.signIn(here.app, 'zhou', n < 9 ? `guess ${n}` : GOOD, HALL)
		);
		expect((await Promise.all(all)).at(-1)).toHaveProperty('account');
	});

	it('from the same hall another login, and from elsewhere the same login, wait for nobody', async () => {
		await make(await here.app.accounts.invite());
		const at = desk();
		await guess(at, 9, 'sun');
		waits.length = 0;
		expect(await at.signIn(here.app, 'zhou', GOOD, HALL)).toHaveProperty('account');
		await guess(at, 9);
		waits.length = 0;
		expect(await at.signIn(here.app, 'zhou', GOOD, '10.0.0.1')).toHaveProperty('account');
		expect(waits).toEqual([]);
	});

	it('wrong tries are forgotten after a quarter of an hour', async () => {
		await make(await here.app.accounts.invite());
		const at = desk();
		await guess(at, 7);
		clock += 15 * MINUTE;
		waits.length = 0;
		expect(await at.signIn(here.app, 'zhou', GOOD, HALL)).toHaveProperty('account');
		expect(waits).toEqual([]);
	});

	it('guessing over many logins makes wrong answers slow and right ones not', async () => {
		await make(await here.app.accounts.invite());
		const at = desk();
		for (let n = 0; n < 31; n += 1) await guess(at, 1, `login${n}`);
		expect(waits).toEqual([3000]);
		await at.signIn(here.app, 'zhou', GOOD, HALL);
		expect(waits).toHaveLength(1);
	});

	it('a login that is tried from everywhere waits, and the right password gets in', async () => {
		await make(await here.app.accounts.invite());
		const slow: number[] = [];
		const at = new SignInDesk(
			(ms) => (slow.push(ms), Promise.resolve()),
			() => 0
		);
		const quick = {
			accounts: { signIn: () => Promise.resolve(null) }
		} as unknown as typeof here.app;
		for (let n = 0; n < 60; n += 1) await at.signIn(quick, 'zhou', 'guess', `10.0.${n}.1`);
		expect(slow).toEqual([]);
		expect(await at.signIn(here.app, 'zhou', GOOD, '10.9.9.9')).toHaveProperty('account');
		expect(slow).toEqual([4000]);
	});

	it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'meetings', null])(
		'after signing in nobody is sent to %s',
		(to) => expect(safePath(to, '/meetings')).toBe('/meetings')
	);
});

describe('a password', () => {
	const signIn = (password: string) => here.app.accounts.signIn('zhou', password);

	it('is the same in full-width letters and with other blanks', async () => {
		await here.app.accounts.create(
			await here.app.accounts.invite(),
			'zhou',
			'周雅琴',
			'abc １２３ 食堂'
		);
		for (const typed of ['ａｂｃ　123  食堂', ' abc 123 食堂 ', 'abc\t123\u00a0食堂'])
			expect(await signIn(typed), typed).not.toBeNull();
		expect(await signIn('abc123食堂')).toBeNull();
	});

	it('hashed as it was typed, by an older version, still fits, and is hashed anew', async () => {
		await make(await here.app.accounts.invite());
		const { sqlite } = here.app.connection;
		const typed = '食堂　油烟  槐树 ＡＢＣ';
		sqlite.prepare('UPDATE account SET password_hash = ?').run(await hash(typed));
		expect(await signIn('食堂 油烟 槐树 ABC')).toBeNull();
		expect(await signIn(typed)).not.toBeNull();
		expect(await signIn('食堂 油烟 槐树 ABC')).not.toBeNull();
		expect(await signIn(typed)).not.toBeNull();
	});
});

describe('a password that is changed while somebody signs in with it', () => {
	const locals = () => ({ app: here.app, https: false, account: null }) as unknown as App.Locals;
	const comeIn = async () => {
		const { caller } = phone(here.app);
		const known = (await here.app.accounts.signIn('zhou', GOOD))!;
		return async () => signInHere(locals(), (await caller()).cookies, known);
	};
	const sessionsNow = () => here.app.connection.tables.select().from(sessions).all();
	beforeEach(async () => void (await make(await here.app.accounts.invite())));

	it('lets in who was through before everybody is signed out, and nobody after', async () => {
		const [early, late] = [await comeIn(), await comeIn()];
		expect(await early()).toBe(true);
		const mine = (await here.app.accounts.signIn('zhou', GOOD))!;
		expect(await here.app.accounts.setPassword(mine, OTHER)).not.toBeNull();
		await here.app.sessions.revokeAll(mine.id);
		expect(await late()).toBe(false);
		expect(sessionsNow()).toEqual([]);
	});

	it('is not changed again by whoever knew only the one before', async () => {
		const [one, two] = [
			(await here.app.accounts.signIn('zhou', GOOD))!,
			(await here.app.accounts.signIn('zhou', GOOD))!
		];
		expect(await here.app.accounts.setPassword(one, OTHER)).not.toBeNull();
		expect(await here.app.accounts.setPassword(two, '纸船 灯塔 萝卜 邮票')).toBeNull();
		expect(await here.app.accounts.signIn('zhou', OTHER)).not.toBeNull();
	});

	it('stays the chosen one where a sign-in hashes the one before anew', async () => {
		const { sqlite } = here.app.connection;
		const { accounts } = here.app;
		const typed = '食堂　油烟  槐树 ＡＢＣ';
		const legacy = await hash(typed);
		sqlite.prepare('UPDATE account SET password_hash = ?').run(legacy);
		const both = await Promise.all([
			accounts.signIn('zhou', typed),
			accounts.signIn('zhou', typed)
		]);
		expect(both).not.toContain(null);
		sqlite.prepare('UPDATE account SET password_hash = ?').run(legacy);
		const token = (await accounts.recover('zhou'))!;
		const set = accounts.setPassword.bind(accounts);
		// The link is used while the sign-in hashes.
		accounts.setPassword = async (before, password) => {
			await accounts.useRecovery(token, OTHER);
			return set(before, password);
		};
		expect(await accounts.signIn('zhou', typed)).toBeNull();
		expect(await accounts.signIn('zhou', OTHER)).not.toBeNull();
	});
});

describe('a link for a forgotten password', () => {
	const recover = async (login = 'zhou') => (await here.app.accounts.recover(login))!;
	beforeEach(async () => void (await make(await here.app.accounts.invite())));

	it('sets one password once, and stands in no table', async () => {
		const token = await recover(' Zhou ');
		const dump = here.app.connection.sqlite.serialize().toString('latin1');
		expect(dump).not.toContain(token);
		expect(await here.app.accounts.recoverable(token)).toMatchObject({ login: 'zhou' });
		expect(await here.app.accounts.useRecovery(token, OTHER)).toMatchObject({ login: 'zhou' });
		expect(await here.app.accounts.useRecovery(token, GOOD)).toBe('used');
		expect(await here.app.accounts.signIn('zhou', OTHER)).not.toBeNull();
		expect(await here.app.accounts.signIn('zhou', GOOD)).toBeNull();
	});

	it('two who use it at once do not both choose', async () => {
		const token = await recover();
		const { accounts } = here.app;
		const used = await Promise.all([
			accounts.useRecovery(token, OTHER),
			accounts.useRecovery(token, GOOD)
		]);
		expect(used.filter((one) => one === 'used')).toHaveLength(1);
	});

	it('is good for a day, ends with the next one, and a made-up login or link is nobody’s', async () => {
		const [first, second] = [await recover(), await recover()];
		expect(await here.app.accounts.recoverable(first)).toBeUndefined();
		expect(await here.app.accounts.recoverable(second)).toBeDefined();
		here.later(RECOVERY_MS);
		expect(await here.app.accounts.recoverable(second)).toBeUndefined();
		expect(await here.app.accounts.recover('nobody')).toBeNull();
		expect(await here.app.accounts.recoverable('made-up')).toBeUndefined();
	});
});

describe('sessions', () => {
	it('a token is new at each sign-in and unknown to the database', async () => {
		const one = (await here.app.sessions.create('account', null)).token;
		const two = (await here.app.sessions.create('account', null)).token;
		expect(one).not.toBe(two);
		await make(await here.app.accounts.invite());
		const { tables } = here.app.connection;
		const stolen = JSON.stringify([
			tables.select().from(sessions).all(),
			tables.select().from(accounts).all(),
			tables.select().from(invitation).all()
		]);
		for (const token of [one, two]) expect(stolen).not.toContain(token.split('.')[1]);
		expect(stolen).not.toContain(GOOD);
	});

	it('what a thief reads in the database opens no session', async () => {
		const { session } = await here.app.sessions.create('seat');
		const row = here.app.connection.tables.select().from(sessions).get()!;
		expect(await here.app.sessions.validate(`${session.id}.${row.secretHash}`, 'seat')).toBeNull();
	});

	it('a session of another kind, a malformed and an old one are none', async () => {
		const { token } = await here.app.sessions.create('seat');
		expect(await here.app.sessions.validate(token, 'seat')).not.toBeNull();
		expect(await here.app.sessions.validate(token, 'account')).toBeNull();
		for (const bad of ['', '.', token + '.x', token.slice(0, -1), '__proto__.x', undefined])
			expect(await here.app.sessions.validate(bad, 'seat')).toBeNull();
		here.later(60 * DAY);
		expect(await here.app.sessions.validate(token, 'seat')).toBeNull();
	});

	it('a session that is used lives on', async () => {
		const { token } = await here.app.sessions.create('account');
		for (let month = 0; month < 4; month += 1) {
			here.later(29 * DAY);
			expect(await here.app.sessions.validate(token, 'account')).not.toBeNull();
		}
	});

	it('signing out everywhere ends all sessions of that account and no other', async () => {
		const account = await make(await here.app.accounts.invite());
		if (typeof account === 'string') throw new Error(account);
		const create = () => here.app.sessions.create('account', account.id);
		const mine = [await create(), await create()];
		const phone = await here.app.sessions.create('seat');
		const ended: string[] = [];
		here.app.sessions.follow({ revoked: (id) => void ended.push(id) });
		await here.app.sessions.revokeAll(account.id);
		for (const { token } of mine)
			expect(await here.app.sessions.validate(token, 'account')).toBeNull();
		expect(ended.sort()).toEqual(mine.map(({ session }) => session.id).sort());
		expect(await here.app.sessions.validate(phone.token, 'seat')).not.toBeNull();
	});
});
