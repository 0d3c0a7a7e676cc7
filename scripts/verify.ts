/**
 * `npm run verify [-- data folder | backup | board.json | events.json | receipt.json] [--key fingerprint] [--code digits]`: whether
 * what people read is what was stored, and nothing is gone; `--code`: what lies on a board under one's own eight digits. Each fault is a line with its place; the exit code is 1 when there is one.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fingerprintOf } from '#server/auth/signing-key.ts';
import { readConfig } from '#server/config.ts';
import { whatIs } from '#server/db/inspect.ts';
import { verifyBoardFile } from '#server/verify/boards.ts';
import { verifyReceiptFile } from '#server/verify/receipts.ts';
import { verifyRecordFile } from '#server/verify/record-file.ts';
import { faultLines } from '#server/verify/report.ts';
import { verifyFile, verifyFolder } from '#server/verify/verify.ts';
import { writePrivately } from '#server/private-files.ts';

writePrivately();

const { values, positionals } = parseArgs({
	options: { key: { type: 'string', multiple: true }, code: { type: 'string' } },
	allowPositionals: true
});
const { dataDir } = readConfig(process.env);
const path = resolve(positionals[0] ?? dataDir);
if (path.endsWith('.json')) {
	const record = verifyRecordFile(path, values.key);
	if (record) {
		for (const line of record.votes) console.log(line);
		if (record.wrong !== null) {
			console.error(record.wrong);
			process.exit(1);
		}
		console.log(
			`${path}: ${record.events} events and ${record.votes.length} votes, counted again; all of it verifies. Its last check code is ${record.head}: the hall's screen and the paper say the same.`
		);
		if (record.signedBy)
			console.log(`Signed by ${record.signedBy}; the foot of the record says the same.`);
		process.exit(0);
	}
	const receipt = verifyReceiptFile(path, values.key);
	if (receipt) {
		const { right, code, choice, signedBy } = receipt;
		if (!right) {
			console.error(`${path} is no receipt that was given out, or was changed since.`);
			process.exit(1);
		}
		console.log(
			`Ballot ${code}, ${choice}, was taken. Signed by ${signedBy}; the foot of the record says the same.`
		);
		process.exit(0);
	}
	const board = verifyBoardFile(path, values.code);
	for (const what of board.wrong) console.error(what);
	for (const [choice, n] of Object.entries(board.counts)) console.log(`${choice}: ${n}`);
	for (const choice of board.under) console.log(`${values.code} lies on the board: ${choice}.`);
	const missing = values.code !== undefined && board.under.length === 0;
	if (missing) console.error(`${values.code} does not lie on the board.`);
	if (board.wrong.length > 0 || missing) process.exit(1);
	const papers = board.papers > 0 ? ` and ${board.papers} papers` : '';
	console.log(`${path}: ${board.ballots} ballots${papers}, each counted once; all of it verifies.`);
	process.exit(0);
}
const folder = whatIs(path)?.isDirectory() ?? false;
const report = folder ? verifyFolder(path) : verifyFile(path, { dataDir, keys: values.key });
for (const line of faultLines(report)) console.error(line);
for (const note of report.notes) console.log(`Note: ${note}.`);
if (report.signedBy)
	console.log(
		`${folder ? 'Signs with' : 'Signed by'} ${fingerprintOf(report.signedBy)}; the foot of every record says the same.`
	);
if (!report.sound) {
	console.error(`\n${path}: ${report.faults.length} faults.`);
	process.exit(1);
}
console.log(`${path}: ${report.meetings} meetings, ${report.events} events, all of it verifies.`);
