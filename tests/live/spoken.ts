/**
 * Scenario A's meeting (requirements §6.A), held without a browser: signed in, spoken, written down and
 * closed, with the scenario's own words and times. For exports, which need a meeting that says something.
 */
import * as Y from 'yjs';
import { minutesFragment } from '#lib/documents/minutes.ts';
import type { Command } from '#lib/meeting/registry.ts';
import type { Tag } from '#lib/meeting/minutes/minutes.ts';
import type { PointOfOrder, Stance } from '#lib/meeting/queue/queue.ts';
import type { App } from '#server/app.ts';
import { DEMO_CODE } from '#server/demo/scenario-a.ts';
import { seedDemo } from '#server/demo/seed.ts';
import type { Room } from '#server/meeting/room.ts';

/** The clock of such a meeting: it stands still unless it is set. */
export interface Clock {
	at: number;
}

const MIN = 60_000;
/** 2026-04-11 in Jinan. */
const at = (hour: number, minute: number, second = 0) =>
	Date.UTC(2026, 3, 11, hour - 8, minute, second);
export const BEGINS = at(14, 12);
const OWNER = { session: null, owner: true, door: true };

interface Said {
	when: [hour: number, minute: number];
	no: number;
	stance: Stance;
	point?: PointOfOrder;
	seconds: number;
	gist: string;
	tag?: Tag;
	relayed?: boolean;
}

/** 纪要节选 of the scenario. */
const SAID: readonly Said[] = [
	{
		...{ when: [15, 28], no: 1, stance: 'for', seconds: 70, relayed: true },
		gist: '我一个人做饭，一顿菜吃三天。离得近、干净就行，别太咸。'
	},
	{
		...{ when: [15, 30], no: 16, stance: 'against', seconds: 85, tag: 'disputed' },
		gist: '我不反对食堂，反对没有油烟方案就开。厨房上面就是人家的窗户。'
	},
	{
		...{ when: [15, 32], no: 2, stance: 'for', seconds: 60, tag: 'agreed' },
		gist: '可以先定用途，再把验收写成硬条件。'
	},
	{
		...{ when: [15, 34], no: 13, stance: 'order', point: 'split-question', seconds: 20 },
		gist: '请把“用途”和“开业条件”分开表决。'
	},
	{
		...{ when: [15, 35], no: 3, stance: 'ask', seconds: 40 },
		gist: '不会用手机的怎么付钱？邵工答：可以办饭卡、收现金。'
	},
	{
		...{ when: [15, 36], no: 10, stance: 'against', seconds: 90, tag: 'disputed' },
		gist: '排烟口对着10号楼，去年小饭馆的事大家记得。'
	},
	{
		...{ when: [15, 38], no: 1, stance: 'for', seconds: 30, tag: 'agreed' },
		gist: '烟的事让10号楼的人来验收，我同意。'
	}
];

/** One meeting and the means to go on with it. */
export class Spoken {
	readonly app: App;
	readonly room: Room;
	readonly clock: Clock;
	#commands = 0;

	constructor(app: App, room: Room, clock: Clock) {
		this.app = app;
		this.room = room;
		this.clock = clock;
	}

	get state() {
		return this.room.committed.state;
	}

	/** Seat id of a role, or of the nth voting seat (from 1). */
	seat(which: string | number): string {
		const { seats, order } = this.state.roll;
		const is = (id: string) =>
			typeof which === 'number' ? seats[id]!.no === which : seats[id]!.role === which;
		return order.find(is)!;
	}

	/** Sends a command as the organiser or, by its own session, as a seat of the desk. */
	async send(as: string, command: Command): Promise<number> {
		const who = as === 'organiser' || as === 'door' ? OWNER : this.#sessions.get(as);
		if (!who) throw new Error(`nobody sits on ${as}`);
		const answer = await this.room.ask({ id: `spoken-${++this.#commands}`, as, command }, who);
		if ('refused' in answer) throw new Error(`${command.type}: ${JSON.stringify(answer)}`);
		return answer.seq;
	}

	#sessions = new Map<string, { session: string | null; owner: boolean; door: boolean }>();

	async sit(seat: string): Promise<void> {
		const { session } = await this.app.sessions.create('seat');
		const who = { session: session.id, owner: false, door: true, proves: seat };
		const command = { type: 'roll.claim', seat } as const;
		await this.room.ask({ id: `sit-${seat}-00000`, as: 'door', command }, who);
		this.#sessions.set(seat, { session: session.id, owner: false, door: true });
	}

	/** Types the gist under a turn, as the clerk's editor would. */
	async note(seq: number, said: Pick<Said, 'gist' | 'tag' | 'relayed'>): Promise<void> {
		const { documents } = this.app;
		const document = await documents.open(this.room.meeting, 'minutes');
		const slot = () =>
			minutesFragment(document.doc)
				.toArray()
				.find((node) => node instanceof Y.XmlElement && node.getAttribute('id') === `g${seq}`);
		if (!slot())
			await new Promise<void>((resolve) =>
				documents.onChanged('minutes', () => {
					if (slot()) resolve();
				})
			);
		await document.change(() => {
			const line = slot() as Y.XmlElement;
			line.insert(0, [new Y.XmlText(said.gist)]);
			if (said.tag) line.setAttribute('tag', said.tag);
			if (said.relayed) line.setAttribute('relayed', true as unknown as string);
		});
	}
}

/** Holds the meeting up to its close, on a server whose clock this is; `before` it opens. */
export async function hold(
	app: App,
	clock: Clock,
	before: (it: Spoken) => Promise<unknown> = async () => {}
): Promise<Spoken> {
	await seedDemo(app);
	const room = (await app.rooms.byCode(DEMO_CODE))!;
	const it = new Spoken(app, room, clock);
	await before(it);
	const [chair, clerk] = [it.seat('chair'), it.seat('clerk')];
	await it.sit(chair);
	await it.sit(clerk);
	const here = it.state.roll.order.filter(
		(id) => it.state.roll.seats[id]!.votes && it.state.attendance.of[id]?.status !== 'leave'
	);
	const go = async () => {
		const { stages, stageId: from } = it.state.runsheet;
		const to = stages[stages.findIndex(({ id }) => id === from) + 1]!.id;
		await it.send(chair, { type: 'runsheet.go', from: from!, to, force: true });
	};
	await it.send('organiser', { type: 'plan.open' });
	await app.documents.open(room.meeting, 'minutes');
	clock.at = at(14, 25);
	const staff = ['timekeeper', 'observer', 'adviser'].map((role) => it.seat(role));
	await it.send(clerk, {
		type: 'attendance.sign-in-all',
		seats: [chair, clerk, ...staff, ...here]
	});
	for (const when of [at(14, 30), at(14, 40), at(14, 50)]) {
		clock.at = when;
		await go();
	}
	clock.at = at(14, 54);
	await it.send(chair, { type: 'runsheet.acknowledge-hall', seats: here });
	await go();
	await discuss(it, chair, clerk);
	clock.at = at(16, 5);
	await go();
	clock.at = at(16, 10);
	await it.send(clerk, {
		type: 'outcomes.write',
		source: null,
		draft: {
			text: '将近200㎡用房用于老年食堂',
			class: 'act-now',
			owner: { body: '社区党委' },
			measure: '办理用房移交、公开选定设计方案',
			due: Date.UTC(2026, 4, 11, 15, 59)
		}
	});
	await it.send(clerk, {
		type: 'record.summarise',
		decided: [
			'近200平方米用房用于老年食堂，社区党委5月11日前移交。',
			'排烟、消防、下水先改造，10号楼住户参加验收，合格才开业。',
			'成立5人老人膳食委员会，账目公开。'
		],
		open: ['供不供晚餐，试营业后再议（8月11日）。', '八十岁以上补贴多少，报街道定。'],
		doable: ['没到会的，在记录页面写一句。', '想进膳食委员会，4月25日前报名。']
	});
	clock.at = at(16, 30);
	await it.send(chair, { type: 'plan.close' });
	return it;
}

async function discuss(it: Spoken, chair: string, clerk: string): Promise<void> {
	const item = () => it.state.agenda.items.find(({ status }) => status === 'open')!.id;
	for (const said of SAID) {
		const { stance, point, no, seconds } = said;
		it.clock.at = at(...said.when) - 20_000;
		const seat = it.seat(no);
		const join = { type: 'queue.join', seat, item: item(), stance } as const;
		// Who has a phone raises a hand there.
		const own = it.state.roll.seats[seat]!.hasPhone;
		if (own) await it.sit(seat);
		await it.send(own ? seat : clerk, { ...join, ...(point ? { point } : {}) });
		const entry = it.state.queue.entries.find((one) => one.seat === seat)!.id;
		await it.send(chair, { type: 'queue.call', item: item(), expect: entry });
		it.clock.at = at(...said.when);
		const seq = await it.send(chair, { type: 'queue.start', entry });
		await it.note(seq, said);
		it.clock.at += seconds * 1000;
		if (point)
			await it.send(chair, {
				...{ type: 'queue.rule', entry, ruling: 'agreed' },
				words: '同意，分为两题。'
			});
		await it.send(chair, { type: 'queue.end', entry });
	}
	it.clock.at = at(15, 42);
	await it.send(chair, { type: 'agenda.close', item: item() });
}

/** After the meeting: comments answered, an objection answered, sealed, one correction. */
export async function seal(it: Spoken): Promise<void> {
	const { clock, app, room } = it;
	const clerk = it.seat('clerk');
	clock.at = at(18, 0);
	await it.send('organiser', { type: 'minutes.open-objections', until: at(18, 0) + 48 * 60 * MIN });
	const leave = {
		type: 'comments.leave',
		how: 'family',
		name: '丁淑华',
		building: '9号楼'
	} as const;
	await it.send('door', { ...leave, comment: 'w1', text: '支持，门口要有坡道。' });
	await it.send(clerk, { type: 'comments.publish', comment: 'w1' });
	const call = { ...leave, how: 'phone', name: '陶桂兰' } as const;
	await it.send(clerk, { ...call, comment: 'w2', text: '中午能不能送到床前。' });
	await it.send(clerk, { type: 'comments.publish', comment: 'w2' });
	clock.at += 20 * 60 * MIN;
	const text = '采纳，并入改造方案：门口做无障碍坡道。';
	await it.send(clerk, { type: 'comments.reply', comment: 'w1', text });
	const seat = it.seat(10);
	await it.send(seat, { type: 'minutes.object', seat, text: '担心油烟，请写明排烟口朝哪边。' });
	const objection = it.state.minutes.objections[0]!.id;
	const reply = '排烟口改向东侧、由10号楼两户参加验收。';
	await it.send(clerk, { type: 'minutes.answer', objection, agreed: true, text: reply });
	clock.at = at(18, 0) + 49 * 60 * MIN;
	const sealed = await app.minutes.seal(room, OWNER);
	if ('refused' in sealed) throw new Error(sealed.refused);
	clock.at += 24 * 60 * MIN;
	await it.send(clerk, { type: 'minutes.correct', text: '验收由10号楼两户参加。' });
}
