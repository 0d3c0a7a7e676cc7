/**
 * A text of agreement on a real file: two sides sign it, one after it was changed, one on paper that is photographed;
 * seen by those it is of alone, on paper and in the dossier, back after a restart, and erased for good.
 */
import { unzipSync } from 'fflate';
import { readdirSync, readFileSync } from 'node:fs';
import { join as path } from 'node:path';
import { expect, test } from 'vitest';
import type { AgreementsCommand } from '#lib/meeting/agreements/agreements.ts';
import type { Answer } from '#lib/meeting/wire.ts';
import { createMeeting } from '#server/meeting/create.ts';
import { MOST_PICTURE } from '#server/meeting/file-kinds.ts';
import type { Room } from '#server/meeting/room.ts';
import { GET as paperDoor } from '../../src/routes/m/[code]/agreement.[format]/+server.ts';
import { POST } from '../../src/routes/m/[code]/agreement/+server.ts';
import { GET } from '../../src/routes/m/[code]/agreement/[row]/+server.ts';
import { GET as dossierDoor } from '../../src/routes/m/[code]/export.dossier.zip/+server.ts';
import { resident, staff, type Phone } from './people.ts';
import type { Served } from './serve.ts';
import { folder, phone, served } from './world.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const WHERE = 'GPS 41.06N 113.97E';
const exif = Buffer.concat([hex('ffe1 0018'), Buffer.from('Exif'), Buffer.from(WHERE)]);
/** 1,600 × 1,200 points by its header, and where it was taken. */
const PICTURE = hex('ffc0000b0804b0064001011100 ffda0008010100003f00 1122334455667788 ffd9');
const JPEG = Buffer.concat([hex('ffd8 ffe000044a46'), exif, PICTURE]);
const BARE = Buffer.concat([hex('ffd8 ffe000044a46'), PICTURE]);
const WEBP = hex('52494646 1a000000 57454250 5650384c 0d000000 2f00000000 0000000000000000');

async function mediation(it: Served): Promise<Room> {
	const made = await createMeeting(it.app, {
		owner: null,
		plan: {
			draft: { title: '草场边界', matter: '边界怎么定？' },
			...{ preset: 'mediation', template: 'seven-mediation', items: [] }
		},
		then: [
			{
				type: 'roll.add',
				entries: [
					...[staff('苏日娜', 'chair'), staff('孙晓彤', 'clerk'), staff('何静', 'observer')],
					...[resident('那仁', { side: 'a' }), resident('布和', { side: 'b' })]
				]
			},
			{ type: 'plan.announce' }
		]
	});
	if ('refused' in made) throw new Error(made.refused);
	return made;
}

function eventOf(it: Served, room: Room, who: Phone | null, params: object, request?: Request) {
	const id = who && room.committed.hidden.roll.holders.get(who.seat);
	const locals = { app: it.app, seat: id ? { id } : null, account: null };
	const url = new URL('http://hall/');
	const all = { code: room.addressKey, ...params };
	return { params: all, locals, url, request: request ?? new Request(url) } as never;
}

/** What a door answers, or the status of its refusal. */
async function asked(answer: () => unknown): Promise<Response | number> {
	try {
		return (await answer()) as Response;
	} catch (error) {
		const { status } = error as { status?: number };
		if (status === undefined) throw error;
		return status;
	}
}

const bytesOf = (dir: string) =>
	Buffer.concat(
		readdirSync(dir)
			.filter((file) => /^yitang\.db(-wal)?$/.test(file))
			.map((file) => readFileSync(path(dir, file)))
	);

test('[AG5] [AG10] [AG11] [AG12] [AG13] two sides sign, one after a change, one on paper', async () => {
	const dir = folder();
	const it = await served(dir);
	const room = await mediation(it);
	const state = () => room.committed.state;
	const [chair, clerk] = [await phone(it, room, 'chair'), await phone(it, room, 'clerk')];
	const observer = await phone(it, room, 'observer');
	const [naren, buhe] = [await phone(it, room, 1), await phone(it, room, 2)];
	const ok = async (who: Phone, command: Parameters<Phone['send']>[0]) =>
		expect(await who.send(command), command.type).toHaveProperty('seq');
	const no = async (who: Phone, command: AgreementsCommand, refused: string) =>
		expect(await who.send(command), command.type).toMatchObject({ refused });
	const hand = async (who: Phone | null, picture: Buffer | null, more: object = {}) => {
		const form = new FormData();
		const version = state().agreements.offered?.version ?? 1;
		const said = { as: who?.seat ?? '', version, take: 'takeofthesheet', ...more };
		for (const [key, value] of Object.entries(said)) form.set(key, String(value));
		if (picture) form.set('picture', new Blob([new Uint8Array(picture)]));
		const request = new Request('http://hall/', { method: 'POST', body: form });
		const answer = await POST(eventOf(it, room, who, {}, request));
		return (await answer.json()) as Answer;
	};
	const look = (who: Phone | null, row: string) =>
		asked(() => GET(eventOf(it, room, who, { row })));

	await ok(chair, { type: 'plan.open' });
	const seats = [naren.seat, buhe.seat];
	await ok(clerk, { type: 'attendance.sign-in-all', seats });
	expect(await hand(clerk, JPEG)).toMatchObject({ refused: 'agreement-not-offered' });
	const offer = async (clause: string) => {
		const { revision } = state().agreements;
		await ok(clerk, { type: 'agreements.draft', clauses: [clause], revision });
		await ok(chair, { type: 'agreements.offer', revision: state().agreements.revision });
		const { version, digest } = state().agreements.offered!;
		return { version, digest };
	};
	const strokes = [[100, 100, 433, 277, 800, 120]];
	const signing = (who: Phone, read: { version: number; digest: string }): AgreementsCommand => ({
		...{ type: 'agreements.sign', seat: who.seat, ...read, signed: { strokes } }
	});

	const first = await offer('一起重新测量');
	await ok(naren, signing(naren, first));
	await ok(clerk, { type: 'agreements.take-back', version: 1, signed: 1 });
	const second = await offer('六月底前一起重新测量');
	await no(buhe, signing(buhe, first), 'agreement-changed');
	await ok(naren, signing(naren, second));
	// A digest that fits and a number that does not are another text, too.
	await no(buhe, signing(buhe, { ...second, digest: first.digest }), 'agreement-changed');

	for (const [bytes, refused] of [
		[Buffer.from('no picture at all'), 'file-unreadable'],
		[WEBP, 'file-unreadable'],
		[
			Buffer.concat([hex('ffd8ffe000044a46 ffc0000b08ffffffff01011100'), PICTURE.subarray(13)]),
			'file-unreadable'
		],
		[Buffer.concat([JPEG, Buffer.alloc(MOST_PICTURE)]), 'too-large'],
		[null, 'malformed']
	] as const)
		expect(await hand(clerk, bytes)).toMatchObject({ refused });
	expect(await hand(chair, JPEG, { take: '<script>' })).toMatchObject({ refused: 'malformed' });
	expect(await hand(chair, JPEG, { version: 1 })).toMatchObject({ refused: 'agreement-changed' });
	// To strangers there is no such meeting.
	await expect(hand(null, JPEG)).rejects.toMatchObject({ status: 404 });
	expect(await hand(naren, JPEG)).toMatchObject({ refused: 'not-allowed' });
	await no(
		clerk,
		{ type: 'agreements.on-paper', seat: buhe.seat, version: 2 },
		'agreement-photo-first'
	);
	expect(await hand(chair, JPEG)).toHaveProperty('seq');
	await ok(clerk, { type: 'agreements.on-paper', seat: buhe.seat, version: 2 });
	await buhe.until((p) => p.copy!.state.agreements.offered?.settledAt !== null, 'both sides');

	const [photo] = state().agreements.offered!.photos;
	for (const who of [naren, buhe, chair, clerk]) {
		const kept = (await look(who, photo!.id)) as Response;
		expect(Buffer.from(await kept.arrayBuffer())).toEqual(BARE);
		const signature = (await look(who, naren.seat)) as Response;
		expect(await signature.text()).toContain('M100 100L433 277L800 120');
		expect(Object.fromEntries(signature.headers)).toMatchObject({
			...{ 'content-type': 'image/svg+xml', 'cache-control': 'no-store' },
			...{ 'content-security-policy': "default-src 'none'; sandbox" }
		});
	}
	for (const row of [photo!.id, naren.seat, 'nothing']) {
		expect(await look(observer, row)).toBe(403);
		expect(await look(null, row)).toBe(404);
	}
	expect(await look(naren, buhe.seat)).toBe(404);

	const paper = async (who: Phone | null, format: string) =>
		asked(() => paperDoor(eventOf(it, room, who, { format })));
	expect([await paper(naren, 'pdf'), await paper(null, 'pdf')]).toEqual([403, 404]);
	const written = await ((await paper(clerk, 'md')) as Response).text();
	for (const words of ['六月底前一起重新测量', '双方已签名', '那仁', '布和', '纸上签'])
		expect(written).toContain(words);
	const file = async (who: Promise<Response | number>) =>
		new Uint8Array(await ((await who) as Response).arrayBuffer());
	expect(Buffer.from(await file(paper(clerk, 'pdf'))).toString('latin1', 0, 5)).toBe('%PDF-');
	const docx = unzipSync(await file(paper(clerk, 'docx')));
	expect(Object.keys(docx).filter((name) => /media\/.+\.(png|jpg)$/.test(name))).toHaveLength(2);
	const zip = unzipSync(await file(asked(() => dossierDoor(eventOf(it, room, clerk, {})))));
	expect(Object.keys(zip)).toEqual(
		expect.arrayContaining(['agreement.html', 'agreement-signed.html', 'papers/agreement.pdf'])
	);
	const photos = Object.entries(zip).filter(([name]) => /^pictures\/signed-\d+\.jpg$/.test(name));
	expect(photos.map(([, bytes]) => Buffer.from(bytes))).toEqual([BARE]);

	await it.app.rooms.flush();
	expect(bytesOf(dir).includes(BARE.toString('base64'))).toBe(true);
	expect(bytesOf(dir).includes(WHERE)).toBe(false);
	await ok(clerk, { type: 'agreements.erase-photo', photo: photo!.id });
	await ok(naren, { type: 'agreements.erase-signature', seat: naren.seat });
	expect([await look(clerk, photo!.id), await look(clerk, naren.seat)]).toEqual([404, 404]);
	await it.app.rooms.flush();
	await it.stop();
	for (const gone of [BARE.toString('base64'), JSON.stringify(strokes)])
		expect(bytesOf(dir).includes(gone)).toBe(false);

	const again = await served(dir);
	const back = (await again.app.rooms.byCode(room.code))!;
	expect(back.committed.state.agreements.offered).toMatchObject({
		...{ version: 2, photos: [], settledAt: expect.any(Number) as number },
		signatures: [
			{ seat: naren.seat, erased: true },
			{ seat: buhe.seat, way: 'paper' }
		]
	});
	expect(back.committed.hidden.lots['agreement-signatures'].size).toBe(0);
}, 60_000);
