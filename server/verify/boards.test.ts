import { hash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Vote } from '#lib/meeting/ballots/ballots.ts';
import { paperLines } from '#lib/meeting/ballots/paper-entries.ts';
import { BOARD_FORMAT } from '#lib/meeting/ballots/secret-board.ts';
import { boardFile } from '#server/record/secret-board.ts';
import { verifyBoardFile } from './boards.ts';
import { recordText, signatureEnd } from '#lib/meeting/record/signed-file.ts';
import { fingerprintOf, openSigningKey } from '#server/auth/signing-key.ts';
import { verifyRecord, verifyRecordFile } from './record-file.ts';

test('[V14] a wrong file in place of a board is told in a sentence', () => {
	const dir = mkdtempSync(join(tmpdir(), 'yitang-boards-'));
	onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
	const file = join(dir, 'board.json');
	const wrong = () => verifyBoardFile(file).wrong;
	expect(wrong()).toEqual([`${file} is no file that is there`]);
	mkdirSync(file);
	expect(wrong()).toEqual([`${file} is no file that is there`]);
	rmSync(file, { recursive: true });
	const board = { format: BOARD_FORMAT, meeting: 'm', vote: 'v1', digest: '' };
	const junk: unknown[] = [null, [], {}, board, { ...board, keys: [null], ballots: [{}] }];
	for (const text of [
		'',
		'hello',
		'['.repeat(100_000),
		...junk.map((one) => JSON.stringify(one))
	]) {
		writeFileSync(file, text);
		expect(wrong(), text.slice(0, 80)).toEqual([
			`${file} is no board of a secret vote, as the page of such a vote hands it out`
		]);
	}
});

test('[V14 E48 X21] papers with check codes are checked with their board, and one’s own eight digits found in it', () => {
	const dir = mkdtempSync(join(tmpdir(), 'yitang-boards-'));
	onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
	const file = join(dir, 'board.json');
	const papers = [
		{ code: '12345678', choice: ['o1'] },
		{ code: '23456789', choice: null }
	];
	const question = { id: 'x1', hash: '' };
	const vote = {
		...{ id: 'v1', question, blind: null, options: [{ id: 'o1', text: { id: 'x2', hash: '' } }] },
		result: { papers: { n: 2, printed: 3, digest: hash('sha256', paperLines(papers)) } }
	} as unknown as Vote;
	const texts = new Map([
		['x1', '哪一天开放'],
		['x2', '周六']
	]);
	const text = boardFile({ meeting: 'm1', texts }, { vote, ballots: [], papers });
	const checked = (words: string, code?: string) => {
		writeFileSync(file, words);
		return verifyBoardFile(file, code);
	};
	expect(checked(text)).toMatchObject({ wrong: [], ballots: 0, papers: 2, under: [] });
	expect(JSON.parse(text)).toMatchObject({ question: '哪一天开放' });
	for (const typed of ['12345678', '1234 5678', '１２３４ ５６７８'])
		expect(checked(text, typed).under, typed).toEqual(['周六']);
	expect(checked(text, '23456789').under).toEqual(['counted']);
	for (const typed of ['99999999', '', 'x']) expect(checked(text, typed).under).toEqual([]);
	const others = 'the papers are others than those whose digest the result carries';
	for (const changed of [
		text.replace('12345678', '12345679'),
		text.replace('["o1"]', 'null'),
		text.replace('{"code":"23456789","choice":null}', '{"code":"12345678","choice":["o1"]}')
	])
		expect(checked(changed).wrong, changed).toEqual([others]);
});

test('[V15] what is no published record, or no file at all, is none and breaks nothing off', () => {
	const dir = mkdtempSync(join(tmpdir(), 'yitang-records-'));
	onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
	const file = join(dir, 'events.json');
	expect(verifyRecordFile(file)).toBeNull();
	mkdirSync(file);
	expect(verifyRecordFile(file)).toBeNull();
	rmSync(file, { recursive: true });
	for (const text of [
		'',
		'hello',
		'['.repeat(100_000),
		'null',
		'{"events":[null],"heads":[],"texts":{}}'
	]) {
		writeFileSync(file, text);
		expect(verifyRecordFile(file), text.slice(0, 80)).toBeNull();
	}
});

test('[V15 D23] a record is signed to its last byte: by whom is said, and what was changed where nothing else tells', () => {
	const dir = mkdtempSync(join(tmpdir(), 'yitang-records-'));
	onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
	const key = openSigningKey(dir);
	const said = '{"meeting":"m1","events":[],"heads":[],"texts":{"x1":"同意办食堂"}';
	const signature = key.sign(recordText(hash('sha256', said)));
	const text = said + signatureEnd({ by: key.publicKey, signature });
	const fingerprint = fingerprintOf(key.publicKey);
	expect(verifyRecord(text)).toMatchObject({ wrong: null, signedBy: fingerprint });
	for (const known of [fingerprint, fingerprint.replaceAll(' ', ''), key.publicKey])
		expect(verifyRecord(text, [known])!.wrong).toBeNull();
	expect(verifyRecord(text, ['0000 0000 0000 0000'])!.wrong).toContain('none of the keys');
	const wrong: [string, RegExp][] = [
		[text.replace('食堂', '茶室'), /does not fit/u],
		[text.replace(key.publicKey, openSigningKey(join(dir, 'other')).publicKey), /does not fit/u],
		[`${said}}`, /no signature/u],
		[`${text.slice(0, -1)},"more":1}`, /no signature/u]
	];
	for (const [changed, says] of wrong) expect(verifyRecord(changed)!.wrong, changed).toMatch(says);
	// Each of its signs, one at a time.
	for (let at = 0; at < text.length; at++) {
		const other = text[at] === 'a' ? 'b' : 'a';
		const changed = verifyRecord(text.slice(0, at) + other + text.slice(at + 1));
		expect(changed === null || changed.wrong !== null, `${at}: ${text[at]}`).toBe(true);
	}
});
