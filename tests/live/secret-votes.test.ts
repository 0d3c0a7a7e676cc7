/** 秘密 over real sockets, the real door and a real file: once, by nobody, and nothing left that joins the two. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join as path } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { voteOf, type Vote } from '#lib/meeting/ballots/ballots.ts';
import { hiddenVote } from '#lib/meeting/ballots/hidden.ts';
import { boardFileIn, boardLines, boardOf, codeOf } from '#lib/meeting/ballots/secret-board.ts';
import { checkBoard } from '#lib/live/check-board.ts';
import { makeBackup } from '#server/backup.ts';
import { readConfig } from '#server/config.ts';
import type { Stored } from '#server/db/stored-mark.ts';
import { isSigned } from '#server/meeting/blind-keys.ts';
import { checkReceipt } from '#lib/live/check-record.ts';
import { receiptIn, RECEIPT_FORMAT } from '#lib/meeting/ballots/vote-receipt.ts';
import { fingerprintOf } from '#server/auth/signing-key.ts';
import { verifyReceiptFile } from '#server/verify/receipts.ts';
import type { Room } from '#server/meeting/room.ts';
import { takeBallot } from '#server/meeting/secret-door.ts';
import { boardFile, secretBoard } from '#server/record/secret-board.ts';
import { verifyBoardFile } from '#server/verify/boards.ts';
import { verifyFolder } from '#server/verify/verify.ts';
import { restoreFrom } from '#server/restore-backup.ts';
import { Phone, resident, seatId, sitDown } from './people.ts';
import { bundled } from './bundled.ts';
import { spawnServer } from './kill.ts';
import { SecretVoter } from './secret-voter.ts';
import { start } from './starting.ts';
import { discuss, folder, openMeeting, replay, served } from './world.ts';
import { createHash } from 'node:crypto';

const root = path(import.meta.dirname, '../..');
const people = (n: number) => Array.from({ length: n }, (_, at) => resident(`居民${at + 1}`));

/** Everybody with a phone, and a secret vote that is open. */
async function hall(dir: string, n: number) {
	const it = await served(dir);
	const { room, chair, clerk } = await openMeeting(it, people(n));
	const phones: Phone[] = [];
	const cookies: string[] = [];
	for (let no = 1; no <= n; no++) {
		const seat = seatId(room, no);
		cookies.push(await sitDown(it.app, room, seat));
		const one = new Phone(it.origin, room.code, seat, cookies.at(-1)!);
		onTestFinished(() => one.close());
		await one.until((p) => p.copy !== null && p.privateView !== null, 'the room to show');
		phones.push(one);
	}
	await discuss(room, chair);
	const settings = { kind: 'scale', secrecy: 'secret', seconds: null } as const;
	const draft = { question: '您对办食堂的态度', settings };
	await chair.send({ type: 'ballots.prepare', item: null, draft });
	const vote = room.committed.state.ballots.votes.at(-1)!.id;
	expect(await chair.send({ type: 'ballots.open', vote })).toHaveProperty('seq');
	const voters = phones.map((one) => new SecretVoter(one, vote));
	return { it, room, chair, clerk, phones, cookies, vote, voters };
}

/** All fetch a ballot. */
async function fetchAll(voters: readonly SecretVoter[]): Promise<void> {
	for (const one of voters) expect(await one.ask()).toHaveProperty('seq');
	await Promise.all(voters.map((one) => one.take()));
}

const closed = (room: Room, vote: string): Vote => voteOf(room.committed.state.ballots, vote)!;
const filesIn = (dir: string) =>
	Buffer.concat(
		readdirSync(dir)
			.filter((file) => /\.db(-wal)?$/u.test(file))
			.map((file) => readFileSync(path(dir, file)))
	);

test('[E29 E30 E31] given by seat, cast by nobody, on the board for everybody; a restart in between loses nothing', async () => {
	const dir = folder();
	const { it, room, chair, clerk, vote, voters, phones } = await hall(dir, 7);
	await fetchAll(voters);
	await clerk.until((p) => p.privateView!.ballots.voted?.length === 7, 'who has a ballot');
	const choices = ['agree', 'disagree', 'agree', 'reserve', 'agree', 'accept'];
	const receipts: string[] = [];
	for (const [n, choice] of choices.entries()) {
		const answer = await voters[n]!.cast(it.origin, room.addressKey, choice);
		receipts.push((answer as { receipt: string }).receipt);
	}
	const again = await voters[0]!.cast(it.origin, room.addressKey, 'agree');
	expect(again, 'said again').toEqual({ receipt: receipts[0], by: it.app.signer.publicKey });
	const refused = async (voter: SecretVoter, choice: string) =>
		voter.cast(it.origin, room.addressKey, choice);
	expect(await refused(voters[0]!, 'disagree')).toMatchObject({ refused: 'token-used' });
	expect(await refused(voters[6]!, 'maybe')).toMatchObject({ refused: 'no-such-option' });
	const { own } = voters[6]!;
	const { signature } = voters[1]!;
	const stolen = Object.assign(new SecretVoter(phones[6]!, vote), { own, signature });
	expect(await refused(stolen, 'agree'), 'with the signature of another').toMatchObject({
		refused: 'token-forged'
	});
	for (const body of ['', '[]', 'null', '{"vote":"v"}', '"x"', `{"token":"${'a'.repeat(5000)}"}`])
		expect(await takeBallot(it.app, room.addressKey, body, true)).toHaveProperty('refused');
	expect(await takeBallot(it.app, room.addressKey, '{}', false), 'over http').toMatchObject({
		refused: 'vote-needs-https'
	});
	expect(await takeBallot(it.app, 'nowhere', '{}', true)).toMatchObject({
		refused: 'no-such-vote'
	});
	for (const one of [chair, clerk, ...phones]) {
		expect(JSON.stringify(one.privateView!.ballots)).not.toContain('"agree"');
		expect(JSON.stringify(one.copy!.state.ballots.votes)).not.toContain('"disagree"');
	}
	// The room as it comes back from the disk.
	await it.app.rooms.flush();
	const { hidden } = await it.app.journal.load(room.meeting);
	expect(boardOf(hiddenVote(hidden.ballots, vote))).toEqual(
		boardOf(hiddenVote(room.committed.hidden.ballots, vote))
	);
	expect(hiddenVote(hidden.ballots, vote).keys.size).toBe(1);
	const keys = () => readdirSync(path(dir, 'keys')).filter((name) => name.startsWith('sealed-'));
	expect(keys().length).toBeGreaterThan(0);

	expect(await chair.send({ type: 'ballots.close', vote })).toHaveProperty('seq');
	await it.app.rooms.flush();
	expect(keys(), 'of its ballots and of its keys').toEqual([]);
	const { result, blind } = closed(room, vote);
	expect(result!.tally.options.map(({ heads }) => heads)).toEqual([3, 1, 1, 1]);
	const board = boardOf({ ballots: new Map() }).concat([
		...hiddenVote(room.committed.hidden.ballots, vote).board.values()
	]);
	board.sort((a, b) => (a.token < b.token ? -1 : 1));
	for (const { token, signature } of board)
		expect(isSigned(blind!.keys[0]!.key, token, signature)).toBe(true);
	const digest = createHash('sha256').update(boardLines(board)).digest('hex');
	expect(result!.board).toEqual({ ballots: 6, issued: 7, digest });
	for (const [n, choice] of choices.entries()) {
		const { token } = voters[n]!.own!;
		expect(board.find((one) => one.token === token)!.choice).toEqual([choice]);
		// [E53] [V16] what shows that it was taken, to anybody.
		const by = it.app.signer.publicKey;
		const kept = {
			...{ format: RECEIPT_FORMAT, meeting: room.meeting, vote, token, choice: [choice] },
			...{ by, signature: receipts[n]! }
		};
		const saved = path(dir, 'receipt.json');
		const said = async (receipt: object) => {
			writeFileSync(saved, JSON.stringify(receipt));
			const { right, signedBy } = verifyReceiptFile(saved)!;
			const seal = await checkReceipt(receiptIn(JSON.stringify(receipt))!);
			expect(seal).toEqual(right ? { is: 'right', fingerprint: signedBy } : { is: 'wrong' });
			return right;
		};
		expect(await said(kept)).toBe(true);
		expect(verifyReceiptFile(saved, [fingerprintOf(by)])).toMatchObject({ right: true, choice });
		expect(verifyReceiptFile(saved, ['0000 0000 0000 0000'])).toMatchObject({ right: false });
		for (const changed of [
			{ choice: ['agree', 'x'] },
			{ vote: 'v1' },
			{ token: 'a'.repeat(128) },
			{ meeting: 'm1' },
			{ signature: receipts[(n + 1) % receipts.length]! },
			{ signature: 'none' },
			{ by: 'a' }
		])
			expect(await said({ ...kept, ...changed }), JSON.stringify(changed)).toBe(false);
	}
	// [V14] what anybody fetches is checked without the server, and what was changed in it is named.
	const file = path(dir, 'board.json');
	const text = boardFile(room, secretBoard(room, vote, null)!);
	writeFileSync(file, text);
	expect(await checkBoard(boardFileIn(text)!)).toEqual([]);
	// [E48] and whoever cast one finds it in the file.
	expect(verifyBoardFile(file, codeOf(voters[3]!.own!.token))).toEqual({
		...{ wrong: [], ballots: 6, papers: 0, under: ['reserve'] },
		counts: { agree: 3, accept: 1, reserve: 1, disagree: 1 }
	});
	const changes: [string, RegExp][] = [
		[text.replace('"accept"', '"agree"'), /another than the one/u],
		[text.replace(board[0]!.token, 'f'.repeat(128)), /was not signed/u],
		[text.replace('"keys":["', '"keys":["none'), /was not signed/u],
		[text.replace(/,\{"token.*?\}/u, ''), /another than the one/u]
	];
	for (const [changed, what] of changes) {
		writeFileSync(file, changed);
		expect(verifyBoardFile(file).wrong.join('\n')).toMatch(what);
		// The page that anybody opens finds the same.
		const found = await checkBoard(boardFileIn(changed)!);
		expect(found.length).toBe(verifyBoardFile(file).wrong.length);
	}
	expect(verifyFolder(dir).faults).toEqual([]);
	await it.app.store.write([
		{
			sql: "UPDATE hidden SET body = replace(body, 'accept', 'agree') WHERE lot LIKE 'ballots-board%'",
			args: []
		}
	]);
	expect(JSON.stringify(verifyFolder(dir).faults)).toContain('another than the one');
	expect(await refused(voters[6]!, 'agree')).toMatchObject({ refused: 'vote-closed' });
	expect(replay(it, room).ballots).toEqual(room.committed.state.ballots);
});

test('[E30] fifty votes against fifty closings through the anonymous door: one result, refused and counted add up', async () => {
	const { it, room, chair, vote, voters } = await hall(folder(), 50);
	await Promise.all(voters.map((one) => one.ask()));
	await Promise.all(voters.map((one) => one.take()));
	const said: Promise<object>[] = [];
	const closings: Promise<object>[] = [];
	for (const [n, one] of voters.entries()) {
		said.push(one.cast(it.origin, room.addressKey, n % 2 ? 'agree' : 'reserve'));
		closings.push(chair.send({ type: 'ballots.close', vote }));
		// Some of them come before the first closing is decided.
		if (n === 0) await said[0];
	}
	const answers = await Promise.all(said);
	await Promise.all(closings);
	const refused = answers.filter((answer) => 'refused' in answer);
	for (const answer of refused) expect(answer).toMatchObject({ refused: 'vote-closed' });
	const { result } = closed(room, vote);
	expect(result!.tally.cast.heads).toBe(answers.length - refused.length);
	expect(result!.board!.ballots).toBe(answers.length - refused.length);
});

/** Where the server dies: in which COMMIT after its start, and on which side of it. */
test.each(['before:1', 'after:1', 'after:3'])(
	'[E29 E30 F1 F2] the plug is pulled %s while ballots are given and cast: what was answered is counted once',
	async (die) => {
		await bundled('serve');
		const dir = folder();
		const { it, room, vote, phones: before, cookies } = await hall(dir, 6);
		const { addressKey, code } = room;
		const port = Number(new URL(it.origin).port);
		for (const one of before) one.close();
		await it.stop();
		const origin = `http://127.0.0.1:${port}`;
		let child = await spawnServer(dir, port, die);
		const dead = new Promise((resolve) => child.once('exit', resolve));
		const phones = before.map(({ seat }, n) => new Phone(origin, code, seat, cookies[n]!));
		const voting = phones.map(async (one, n) => {
			const voter = new SecretVoter(one, vote);
			await one.until((p) => p.copy !== null && p.privateView !== null, 'the room');
			expect(await voter.ask()).toHaveProperty('seq');
			await voter.take();
			const choice = n % 2 ? 'agree' : 'accept';
			for (;;) {
				const answer = await voter.cast(origin, addressKey, choice);
				if ('receipt' in answer) return { token: voter.own!.token, choice };
				expect(answer.refused).toBe('expired');
			}
		});
		await dead;
		child = await spawnServer(dir, port);
		const cast = await Promise.all(voting);
		for (const one of phones) one.close();
		const ended = new Promise((resolve) => child.once('exit', resolve));
		child.kill('SIGKILL');
		await ended;
		const last = await served(dir);
		const back = (await last.app.rooms.byId(room.meeting))!;
		const { ballots, issued } = hiddenVote(back.committed.hidden.ballots, vote);
		expect([ballots.size, issued.size]).toEqual([6, 6]);
		for (const { token, choice } of cast) expect(ballots.get(token)!.choice).toEqual([choice]);
	},
	60_000
);

test('[E33] a backup that is restored, or a loss accepted, during a secret vote annuls it and says so; what was given out opens nothing more', async () => {
	const dir = folder();
	const { it, room, vote, voters } = await hall(dir, 5);
	await fetchAll(voters);
	for (const one of voters.slice(0, 2)) await one.cast(it.origin, room.addressKey, 'agree');
	await it.app.rooms.flush();
	const copy = path(dir, 'copy.db');
	await makeBackup(dir, copy);
	const lossy = folder();
	for (const file of ['yitang.db', 'yitang.db-wal', 'yitang.db-stored', 'keys'])
		cpSync(path(dir, file), path(lossy, file), { recursive: true });
	expect(await voters[2]!.cast(it.origin, room.addressKey, 'agree')).toHaveProperty('receipt');
	await it.stop();
	const config = readConfig({
		DATA_DIR: dir,
		PORT: '0',
		HOST: '127.0.0.1',
		DEMO: 'off',
		YITANG_ROOT: root
	});
	await restoreFrom(copy, config);
	const next = await served(dir);
	const back = (await next.app.rooms.byId(room.meeting))!;
	await next.app.rooms.flush();
	expect(closed(back, vote)).toMatchObject({ step: 'annulled', restored: true, result: null });
	expect(hiddenVote(back.committed.hidden.ballots, vote).ballots.size).toBe(0);
	expect(await voters[3]!.cast(next.origin, room.addressKey, 'agree')).toMatchObject({
		refused: 'vote-closed'
	});
	expect(back.locked.any).toBe(false);
	// The same where a loss is accepted: the folder as it was, and beside it that more had been answered.
	const mark = path(lossy, 'yitang.db-stored');
	const { epoch, stored } = JSON.parse(readFileSync(mark, 'utf8')) as Stored;
	writeFileSync(mark, JSON.stringify({ epoch, stored: stored + 1 }));
	const { rooms } = await start(lossy, { ACCEPT_LOSS: 'on' });
	const after = (await rooms.byId(room.meeting))!;
	await rooms.flush();
	expect(closed(after, vote)).toMatchObject({ step: 'annulled', restored: true, result: null });
	expect(hiddenVote(after.committed.hidden.ballots, vote).ballots.size).toBe(0);
});

test('[E33] on another machine, without the keys, the restored vote is annulled too and locks nothing', async () => {
	const [dir, other] = [folder(), folder()];
	const { it, room, vote, voters } = await hall(dir, 5);
	await fetchAll(voters);
	await voters[0]!.cast(it.origin, room.addressKey, 'agree');
	await it.app.rooms.flush();
	const copy = path(dir, 'copy.db');
	await makeBackup(dir, copy);
	const config = readConfig({
		DATA_DIR: other,
		PORT: '0',
		HOST: '127.0.0.1',
		DEMO: 'off',
		YITANG_ROOT: root
	});
	await restoreFrom(copy, config, { keys: [it.app.signer.publicKey] });
	const next = await served(other);
	const back = (await next.app.rooms.byId(room.meeting))!;
	await next.app.rooms.flush();
	expect(closed(back, vote)).toMatchObject({ step: 'annulled', restored: true });
	expect(back.locked.any).toBe(false);
});

test('[E34 F11] database, log and a backup of a secret vote link nobody with a choice better than chance', async () => {
	const dir = folder();
	const { it, room, chair, vote, voters } = await hall(dir, 30);
	await fetchAll(voters);
	// In another order than they were given: chance decides when somebody has chosen.
	const order = voters.map((_, n) => n).sort((a, b) => ((a * 7919) % 31) - ((b * 7919) % 31));
	for (const n of order)
		await voters[n]!.cast(it.origin, room.addressKey, n % 2 ? 'agree' : 'disagree');
	await it.app.rooms.flush();
	await makeBackup(dir, path(dir, 'backup.db'));
	const during = filesIn(dir);
	const { issued } = hiddenVote(room.committed.hidden.ballots, vote);
	const given = [...issued.keys()];
	for (const { own, signature } of voters)
		for (const mark of [
			own!.token,
			signature,
			Buffer.from(own!.token, 'hex').toString('base64url')
		])
			expect(during.includes(mark), 'while it is open').toBe(false);
	expect(during.includes('"disagree"')).toBe(false);
	await chair.send({ type: 'ballots.close', vote });
	await it.app.rooms.flush();
	const after = filesIn(dir);
	const board = [...hiddenVote(room.committed.hidden.ballots, vote).board.values()];
	const where = board.map(({ token }) => ({ token, at: after.lastIndexOf(token) }));
	const truth = new Map(voters.map(({ own, phone: { seat } }) => [own!.token, seat]));
	const seats = given.map((seat) => ({ seat, at: after.indexOf(`"${seat}"`) }));
	/** Each guess joins the nth ballot of one order with the nth seat of another. */
	const guesses = (tokens: string[], ids: string[]) =>
		tokens.filter((token, n) => truth.get(token) === ids[n]).length;
	const byPlace = where.toSorted((a, b) => a.at - b.at).map(({ token }) => token);
	const bySeat = seats.toSorted((a, b) => a.at - b.at).map(({ seat }) => seat);
	const cast = board.map(({ token }) => token).toSorted();
	const tries = [byPlace, byPlace.toReversed(), cast].flatMap((tokens) =>
		[given, given.toReversed(), bySeat].map((ids) => guesses(tokens, ids))
	);
	// Of thirty, one is right by chance; five or more in one of nine tries come once in thirty runs at most.
	expect(Math.max(...tries), tries.join()).toBeLessThan(6);
	for (const seat of given)
		for (const { at, token } of where) {
			const near = after.subarray(Math.max(0, at - 400), at + 800).toString('latin1');
			expect(near.includes(`"${seat}"`), `${seat} beside ${token.slice(0, 8)}`).toBe(false);
		}
});

test('[E45] no noise at the door keeps a ballot out, and one ballot is not asked about for ever', async () => {
	const { it, room, voters, vote } = await hall(folder(), 5);
	await fetchAll(voters);
	const { token } = voters[0]!.own!;
	const forged = { vote, token, key: 0, signature: 'A'.repeat(342), choice: ['agree'] };
	const before = room.committed.seq;
	for (let n = 0; n < 6000; n++) {
		const body = JSON.stringify({ ...forged, token: `${n}`.padStart(128, '0') });
		const answer = await takeBallot(it.app, room.addressKey, body, true);
		expect(answer).toEqual({ refused: 'token-forged' });
	}
	// Under the name of a real ballot, too: only its signature makes it one.
	for (let n = 0; n < 50; n++)
		await takeBallot(it.app, room.addressKey, JSON.stringify(forged), true);
	expect(room.committed.seq).toBe(before);
	for (const one of voters)
		expect(await one.cast(it.origin, room.addressKey, 'agree')).toHaveProperty('receipt');
	const again = [];
	for (let n = 0; n < 30; n++)
		again.push(await voters[0]!.cast(it.origin, room.addressKey, 'agree'));
	expect(again.at(0)).toHaveProperty('receipt');
	expect(again.at(-1)).toEqual({ refused: 'too-fast' });
	expect(await voters[1]!.cast(it.origin, room.addressKey, 'agree')).toHaveProperty('receipt');
});
