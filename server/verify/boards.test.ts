import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { BOARD_FORMAT } from '#lib/meeting/ballots/secret-board.ts';
import { verifyBoardFile } from './boards.ts';
import { verifyRecordFile } from './record-file.ts';

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
