/**
 * Meetings that have something of everything that is hidden, said by commands to a real room. A data folder
 * made with it by an earlier release lies in `tests/data`; see `earlier-release.test.ts`.
 */
import type { Command } from '#lib/meeting/registry.ts';
import type { App } from '#server/app.ts';
import { newId } from '#server/auth/arrival.ts';
import type { Room } from '#server/meeting/room.ts';
import { makeMeeting, resident, seatId, staff } from './people.ts';

/** What was spoken, and the picture of a paper card. */
export const SPOKEN = Buffer.concat([Buffer.from('1a45dfa3', 'hex'), Buffer.from('这是一段录音')]);
export const PICTURE = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.from('纸上的字迹')]);

/** A meeting and those who sit in it. */
export class Table {
	readonly room: Room;
	#app: App;

	constructor(app: App, room: Room) {
		this.#app = app;
		this.room = room;
	}

	seat(which: string | number): string {
		return seatId(this.room, which);
	}

	/** Sends a command as this seat, with a phone of its own, or as the organiser. */
	async send(which: string | number, command: Command): Promise<void> {
		if (which === 'organiser' || which === 'door')
			return this.#ask(which, { session: 'office', owner: true, door: true }, command);
		const seat = this.seat(which);
		const session = this.room.committed.hidden.roll.holders.get(seat) ?? (await this.sit(seat));
		await this.#ask(seat, { session, owner: false }, command);
	}

	/** A phone that opens the personal link of this seat. */
	async sit(seat: string): Promise<string> {
		const { session } = await this.#app.sessions.create('seat');
		const who = { session: session.id, owner: false, door: true, proves: seat };
		await this.#ask('door', who, { type: 'roll.claim', seat });
		return session.id;
	}

	/** A guest by the shared code. */
	async guest(name: string): Promise<void> {
		const { session } = await this.#app.sessions.create('seat');
		const whence = { place: 'elsewhere', lane: 'lane1' } as const;
		await this.#ask(
			'door',
			{ session: session.id, owner: false, door: true, whence },
			{ type: 'roll.guest', name, building: '3号楼', channel: 'hall' }
		);
	}

	/** Everybody is here, and the discussion begins. */
	async discuss(): Promise<void> {
		await this.send('chair', { type: 'plan.open' });
		const { seats, order } = this.room.committed.state.roll;
		await this.send('chair', {
			type: 'attendance.sign-in-all',
			seats: order.filter((seat) => seats[seat]!.votes)
		});
		const { runsheet } = this.room.committed.state;
		const to = runsheet.stages.find((stage) => stage.kind === 'discussion')!.id;
		await this.send('chair', { type: 'runsheet.go', from: runsheet.stageId!, to, force: true });
	}

	async prepare(level: 'named' | 'unsigned' | 'kind', more: object = {}): Promise<void> {
		const item = this.room.committed.state.agenda.items[0]!.id;
		const settings = { level, ...more };
		await this.send('chair', { type: 'cards.prepare', item, question: '最担心什么？', settings });
	}

	/** A card of the nth person, named `card`. */
	async card(board: string, n: number, card: string, text: string): Promise<void> {
		const words = { card, key: keyOf(card), text, stance: 'worry' } as const;
		await this.send(n, { type: 'cards.send', board, seat: this.seat(n), ...words });
	}

	async #ask(as: string, who: Parameters<Room['ask']>[1], command: Command): Promise<void> {
		const answer = await this.room.ask({ id: newId(), as, command }, who);
		if ('refused' in answer) throw new Error(`${command.type} was refused: ${answer.refused}`);
	}
}

/** The random key of a card, which is not random here. */
export const keyOf = (card: string) => `key-of-the-card-${card}`;

/** While cards are written; the meeting with this code. */
export async function writingMeeting(app: App): Promise<Table> {
	const people = ['王桂芳', '李建国', '刘玉珍', '陈立新', '张秀兰'].map((name) => resident(name));
	const extra = [resident('请假的人'), staff('监委', 'supervisor'), staff('韩磊', 'helper')];
	const connections = new Table(app, await makeMeeting(app, [...people, ...extra]));
	await connections.send(6, {
		type: 'attendance.leave',
		seat: connections.seat(6),
		reason: '去医院透析'
	});
	await connections.send('supervisor', {
		...{
			type: 'notes.leave',
			seat: connections.seat('supervisor'),
			text: '会前：材料没有提前三天发'
		}
	});
	await connections.discuss();
	await connections.send('supervisor', {
		...{ type: 'notes.leave', seat: connections.seat('supervisor'), text: '会中：发言次序按规则' }
	});
	await connections.sit(connections.seat(1));
	await connections.sit(connections.seat(1)); // Held already: this one asks.
	for (let n = 1; n <= 32; n++) await connections.guest(`来宾${n}`);

	await connections.prepare('unsigned');
	await connections.send('chair', { type: 'cards.go', board: 'b1', from: 'ready', to: 'writing' });
	for (const n of [1, 2, 3]) await connections.card('b1', n, `unsignedcard${n}`, `不记名第${n}张`);
	const [spoke, gave] = ['spokencard01', 'spokencard02'];
	for (const [n, card] of [
		[4, spoke],
		[5, gave]
	] as const)
		await connections.send(n, {
			...{ type: 'cards.voice', board: 'b1', seat: connections.seat(n), seconds: 9 },
			...{ card, key: keyOf(card), sound: SPOKEN.toString('base64') }
		} as Command);
	await connections.send('clerk', { type: 'cards.give-back', board: 'b1', card: gave });
	await connections.send('clerk', {
		...{ type: 'cards.paper', board: 'b1', number: 41, text: '纸上的一张', stance: 'idea' },
		...{ card: 'papercard041', key: keyOf('papercard041'), seat: connections.seat(5) }
	});
	await connections.send('clerk', {
		...{ type: 'cards.photo', board: 'b1', number: 42, take: 'takeofphoto42' },
		...{ seat: connections.seat(1), picture: PICTURE.toString('base64') }
	});

	await connections.prepare('named', { early: true, cards: 5 });
	await connections.send('chair', { type: 'cards.go', board: 'b2', from: 'ready', to: 'writing' });
	await connections.card('b2', 1, 'namedcard001', '记名第一张');
	await connections.card('b2', 1, 'namedcard002', '记名第二张');
	await connections.send(6, { type: 'attendance.step-out', seat: connections.seat(6) });
	await connections.card('b2', 6, 'namedcard003', '会前的一张');

	await connections.send('chair', { type: 'mood.open' });
	for (const n of [1, 2, 3, 4, 5])
		await connections.send(n, {
			...{ type: 'mood.give', seat: connections.seat(n), face: n > 3 ? 'bad' : 'soso' },
			ballot: `ballotofnobodyatall${n}`
		} as Command);
	return connections;
}

/** While two rounds are weighed and answered; the faces are counted already. */
export async function weighingMeeting(app: App): Promise<Table> {
	const people = Array.from({ length: 30 }, (_, n) => resident(`居民${n + 1}`));
	const connections = new Table(app, await makeMeeting(app, people));
	await connections.discuss();
	const go = (board: string, from: string, to: string) =>
		connections.send('chair', { type: 'cards.go', board, from, to, force: true } as Command);
	for (const board of ['b1', 'b2']) {
		await connections.prepare(board === 'b1' ? 'unsigned' : 'named');
		await go(board, 'ready', 'writing');
		for (const n of [1, 2, 3])
			await connections.card(board, n, `${board}shown0000${n}`, `亮出第${n}张`);
		await go(board, 'writing', 'reading');
	}
	const group = (n: number) =>
		connections.send('clerk', {
			...{ type: 'cards.group', board: 'b1', cards: [`b1shown0000${n}`], to: 'new' },
			name: `第${n}组`
		});
	await group(1);
	await group(2);
	await go('b1', 'reading', 'dots');
	const points: Record<string, number>[] = [{ g1: 2, g2: 1 }, { g1: 1 }, { g2: 2 }];
	for (const [n, given] of points.entries())
		await connections.send(n + 1, {
			...{ type: 'cards.weigh', board: 'b1', seat: connections.seat(n + 1), points: given },
			ballot: `weighing-ballot-00000${n}`
		});
	await connections.send('clerk', { type: 'cards.close-phones', board: 'b1' });
	await connections.send('clerk', {
		...{ type: 'cards.weigh-hall', board: 'b1', people: 4, points: { g1: 3, g2: 4 } }
	});

	await connections.send('chair', { type: 'cards.agreeing', board: 'b2', open: true });
	for (const n of [1, 2, 3, 4])
		await connections.send(n, {
			...{ type: 'cards.agree', board: 'b2', seat: connections.seat(n) },
			...{ ballot: `agreeing-ballot-00000${n}`, votes: { b2shown00001: n > 2 ? -1 : 1 } }
		} as Command);

	await connections.send('chair', { type: 'mood.open' });
	for (const n of [1, 2, 3])
		await connections.send(n, {
			...{ type: 'mood.give', seat: connections.seat(n), face: 'good' },
			ballot: `ballotofnobodyatall${n}`
		} as Command);
	await connections.send('chair', { type: 'mood.close' });
	return connections;
}

/** A public meeting with comments that wait, are withheld and published. */
export async function commentedMeeting(app: App): Promise<Table> {
	const connections = new Table(
		app,
		await makeMeeting(app, [resident('王桂芳'), resident('李建国')])
	);
	await connections.send('organiser', { type: 'record.set', publish: 'live' });
	await connections.discuss();
	for (const n of [1, 2, 3])
		await connections.send('door', {
			...{ type: 'comments.leave', comment: `w${n}`, how: 'self' },
			...{ name: `丁淑华${n}`, building: '9号楼', text: `门口要有坡道${n}` }
		} as Command);
	await connections.send('organiser', { type: 'comments.publish', comment: 'w1' });
	await connections.send('organiser', { type: 'comments.withhold', comment: 'w2', reason: '骂人' });
	return connections;
}
