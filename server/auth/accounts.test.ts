import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { account as accounts, invitation, session as sessions } from '#server/db/schema.ts';
import { INVITATION_MS } from './accounts.ts';
import { passwordFault } from './password.ts';
import { SignInDesk } from './signin.ts';
import { safePath } from './organiser.ts';
import { DAY, MINUTE, stage, type Stage } from './story.ts';

const GOOD = '食堂 油烟 槐树 早饭';
let here: Stage;
beforeEach(async () => (here = await stage()));
afterEach(() => here.close());

const make = (token: string, login = 'zhou') =>
	here.app.accounts.create(token, login, '周雅琴', GOOD);

describe('one-time links', () => {
	it('a link makes one account and no second', async () => {
		const token = here.app.accounts.invite();
		expect(await make(token)).toMatchObject({ login: 'zhou', name: '周雅琴' });
		expect(await make(token, 'sun')).toBe('used');
	});

	it('two people who open the same link at once do not both get in', async () => {
		const token = here.app.accounts.invite();
		const made = await Promise.all([make(token, 'zhou'), make(token, 'sun')]);
		expect(made.filter((one) => one === 'used')).toHaveLength(1);
	});

	it('links of earlier starts end with the first account; later ones stand alone', async () => {
		const old = here.app.accounts.invite();
		await make(here.app.accounts.invite());
		expect(await make(old, 'eve')).toBe('used');
		const [a, b] = [here.app.accounts.invite(), here.app.accounts.invite()];
		await make(a, 'sun');
		expect(await make(b, 'han')).toMatchObject({ login: 'han' });
	});

	it('a link is good for a week, a login for one person, a made-up token for nobody', async () => {
		const token = here.app.accounts.invite();
		here.later(INVITATION_MS);
		expect(await make(token)).toBe('used');
		await make(here.app.accounts.invite());
		const second = here.app.accounts.invite();
		expect(await make(second)).toBe('taken');
		expect(here.app.accounts.invited(second)).toBe(true);
		expect(await make('made-up', 'eve')).toBe('used');
	});
});

describe('signing in', () => {
	const waits: number[] = [];
	const desk = () => new SignInDesk(async (ms) => void waits.push(ms), here.app.monotonic);

	it('a wrong password and an unknown login get the same word', async () => {
		await make(here.app.accounts.invite());
		const at = desk();
		expect(await at.signIn(here.app, 'zhou', 'wrong password')).toEqual({ refused: 'wrong' });
		expect(await at.signIn(here.app, 'nobody', 'wrong password')).toEqual({ refused: 'wrong' });
		expect(await at.signIn(here.app, ' ZHOU ', GOOD)).toMatchObject({
			account: { login: 'zhou' }
		});
	});

	it('one login is tried eight times, then waits; the others go on', async () => {
		await make(here.app.accounts.invite());
		const at = desk();
		for (let n = 0; n < 8; n += 1) await at.signIn(here.app, 'zhou', 'guess');
		expect(await at.signIn(here.app, 'zhou', GOOD)).toEqual({ refused: 'wait' });
		expect(await at.signIn(here.app, 'sun', 'guess')).toEqual({ refused: 'wrong' });
		here.later(MINUTE);
		expect(await at.signIn(here.app, 'zhou', GOOD)).toHaveProperty('account');
	});

	it('guessing over many logins makes wrong answers slow and right ones not', async () => {
		await make(here.app.accounts.invite());
		const at = desk();
		waits.length = 0;
		for (let n = 0; n < 31; n += 1) await at.signIn(here.app, `login${n}`, 'guess');
		expect(waits).toEqual([3000]);
		await at.signIn(here.app, 'zhou', GOOD);
		expect(waits).toHaveLength(1);
	});

	it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'meetings', null])(
		'after signing in nobody is sent to %s',
		(to) => expect(safePath(to, '/meetings')).toBe('/meetings')
	);
});

describe('passwords', () => {
	const of = (password: string) => passwordFault(password, ['zhouyaqin', '周雅琴']);
	it.each([
		['123456789', 'short'],
		['1234567890', 'sequence'],
		['qwertyuiop', 'sequence'],
		['aaaaaaabbbbb', 'repeated'],
		['zhouyaqin123', 'own-name'],
		['password2026', 'common'],
		['x'.repeat(150) + 'yz12'.repeat(20), 'long']
	])('"%s" is refused as %s', (password, fault) => expect(of(password)).toBe(fault));

	it('four words will do, in any writing', () => {
		expect(of(GOOD)).toBeNull();
		expect(of('correct horse battery staple')).toBeNull();
	});
});

describe('sessions', () => {
	it('a token is new at each sign-in and unknown to the database', async () => {
		const one = here.app.sessions.create('account', null).token;
		const two = here.app.sessions.create('account', null).token;
		expect(one).not.toBe(two);
		await make(here.app.accounts.invite());
		const { tables } = here.app.connection;
		const stolen = JSON.stringify([
			tables.select().from(sessions).all(),
			tables.select().from(accounts).all(),
			tables.select().from(invitation).all()
		]);
		for (const token of [one, two]) expect(stolen).not.toContain(token.split('.')[1]);
		expect(stolen).not.toContain(GOOD);
	});

	it('what a thief reads in the database opens no session', () => {
		const { session } = here.app.sessions.create('seat');
		const row = here.app.connection.tables.select().from(sessions).get()!;
		expect(here.app.sessions.validate(`${session.id}.${row.secretHash}`, 'seat')).toBeNull();
	});

	it('a session of another kind, a malformed and an old one are none', () => {
		const { token } = here.app.sessions.create('seat');
		expect(here.app.sessions.validate(token, 'seat')).not.toBeNull();
		expect(here.app.sessions.validate(token, 'account')).toBeNull();
		for (const bad of ['', '.', token + '.x', token.slice(0, -1), '__proto__.x', undefined])
			expect(here.app.sessions.validate(bad, 'seat')).toBeNull();
		here.later(60 * DAY);
		expect(here.app.sessions.validate(token, 'seat')).toBeNull();
	});

	it('a session that is used lives on', () => {
		const { token } = here.app.sessions.create('account');
		for (let month = 0; month < 4; month += 1) {
			here.later(29 * DAY);
			expect(here.app.sessions.validate(token, 'account')).not.toBeNull();
		}
	});

	it('signing out everywhere ends all sessions of that account and no other', async () => {
		const account = await make(here.app.accounts.invite());
		if (typeof account === 'string') throw new Error(account);
		const mine = [1, 2].map(() => here.app.sessions.create('account', account.id));
		const phone = here.app.sessions.create('seat');
		const ended: string[] = [];
		here.app.sessions.onRevoked = (id) => ended.push(id);
		here.app.sessions.revokeAll(account.id);
		for (const { token } of mine) expect(here.app.sessions.validate(token, 'account')).toBeNull();
		expect(ended.sort()).toEqual(mine.map(({ session }) => session.id).sort());
		expect(here.app.sessions.validate(phone.token, 'seat')).not.toBeNull();
	});
});
