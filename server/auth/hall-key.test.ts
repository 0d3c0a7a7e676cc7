import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkHallKey, hallKey } from './hall-key.ts';
import { Links } from './links.ts';

const MINUTE = 60_000;

function links(): Links {
	const dir = mkdtempSync(join(tmpdir(), 'yitang-'));
	onTestFinished(() => rmSync(dir, { recursive: true }));
	return new Links(dir);
}

test('[S29] a key is good for its minute and the next, then it is over, and known as one of ours', () => {
	let at = 100 * MINUTE;
	const app = { links: links(), now: () => at };
	const { key, until } = hallKey(app, 'm1');
	expect([key.length, until]).toEqual([8, 101 * MINUTE]);
	const is = (meeting = 'm1') => checkHallKey(app, meeting, key);
	expect(is()).toBe('good');
	at = until - 1;
	expect([is(), hallKey(app, 'm1').key]).toEqual(['good', key]);
	at = until;
	expect(hallKey(app, 'm1').key).not.toBe(key);
	at = 102 * MINUTE - 1;
	expect(is()).toBe('good');
	at = 102 * MINUTE;
	expect(is()).toBe('old');
	expect(is('m2'), 'it opens no other meeting').toBe('wrong');
	at = 99 * MINUTE;
	expect(is(), 'nor is it good before its time').toBe('wrong');
	expect(checkHallKey({ links: links(), now: app.now }, 'm1', key), 'nor elsewhere').toBe('wrong');
});
