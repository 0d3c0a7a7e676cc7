/**
 * Scenario A's meeting, held without screens from its plan to its seal, one step after the other: what each page shows
 * in each of them is for others to look at.
 */
import { arriveQuietly, type Quiet } from '../e2e/headless.ts';
import { CARDS, GROUPS, HERE, QUESTION, STANCE } from '../scenario-a.ts';
import type { Command } from '#lib/meeting/registry.ts';
import type { OutcomeDraft, OutcomeLine } from '#lib/meeting/outcomes/outcomes.ts';
import { speakingOrder } from '#lib/meeting/queue/speaking-order.ts';
import { rulesOf } from '#lib/meeting/queue/waiting.ts';

/** The people whose seats act; everybody else is signed in by the clerk. */
export class Evening {
	#quiet = new Map<string, Quiet>();
	readonly #linkOf: (name: string) => string;

	constructor(linkOf: (name: string) => string) {
		this.#linkOf = linkOf;
	}

	/** A seat over a socket of its own, sat down once. */
	async seat(name: string): Promise<Quiet> {
		const known = this.#quiet.get(name);
		if (known) return known;
		const made = await arriveQuietly(this.#linkOf(name));
		this.#quiet.set(name, made);
		return made;
	}

	/** Takes over a socket that another page's cookie made. */
	use(name: string, quiet: Quiet): void {
		this.#quiet.set(name, quiet);
	}

	async send(name: string, command: Command): Promise<void> {
		await (await this.seat(name)).send(command);
	}

	async state() {
		return (await (await this.seat('周雅琴')).latest()).state;
	}

	close(): void {
		for (const one of this.#quiet.values()) one.close();
	}
}

type Step = (it: Evening) => Promise<void>;

const CHAIR = '周雅琴';
const CLERK = '孙晓彤';
const SPOKEN = ['王桂芳', '李建国', '赵敏', '杨振东', '刘玉珍', '马素英', '许志强'];

async function go(it: Evening, kind: string): Promise<void> {
	const { stages, stageId } = (await it.state()).runsheet;
	const to = stages.find((stage) => stage.kind === kind)!.id;
	const from = stageId ?? stages[0]!.id;
	await it.send(CHAIR, { type: 'runsheet.go', from, to, force: true });
}

async function seatOf(it: Evening, name: string): Promise<string> {
	return (await it.seat(name)).seat;
}

async function join(it: Evening, name: string, stance: 'for' | 'against' | 'ask'): Promise<void> {
	const { agenda } = await it.state();
	const seat = await seatOf(it, name);
	await it.send(name, { type: 'queue.join', seat, item: agenda.items[0]!.id, stance });
}

/** Calls whoever is next, and begins their turn. */
async function next(it: Evening, writing = false): Promise<string> {
	const state = await it.state();
	const [first] = speakingOrder(state.queue, rulesOf(state), state.roll.seats);
	const entry = first!.entry.id;
	await it.send(CHAIR, { type: 'queue.call', item: state.queue.item!, expect: entry });
	await it.send(CHAIR, { type: 'queue.start', entry, ...(writing ? { writing } : {}) });
	return entry;
}

const board = async (it: Evening) => (await it.state()).cards.boards.at(-1)!;
const vote = async (it: Evening) => (await it.state()).ballots.votes.at(-1)!;

async function turnTo(
	it: Evening,
	to: 'writing' | 'collecting' | 'revealed' | 'reading' | 'grouping' | 'naming' | 'dots' | 'result'
) {
	const { id, step } = await board(it);
	await it.send(CHAIR, { type: 'cards.go', board: id, from: step, to, force: true, untyped: true });
}

const DAY = 24 * 3_600_000;
let now = Date.now();
const RESULTS: readonly OutcomeDraft[] = [
	{
		text: '房子用来办老年食堂',
		class: 'act-now',
		owner: { body: '社区居委会' },
		measure: '本周登记用途',
		due: (now += 10 * DAY)
	},
	{
		text: '油烟、消防、下水验收合格再开业',
		class: 'commitment',
		owner: { body: '物业公司' },
		measure: '排烟口改向东侧，10号楼住户到场验收',
		due: (now += 20 * DAY),
		parts: {
			timetable: '周一到周五 11:00-12:30\n周末休息',
			rules: '凭饭卡或现金\n剩菜当天处理，不留到第二天',
			rota: '周一9:00-11:00：王桂芳\n周一下午\n周二上午\n周二下午',
			costs: '物业公司：3000元\n社区：1.2万元\n居民自筹：1,500.50元'
		}
	},
	{
		text: '补贴金额报街道定',
		class: 'recommendation',
		owner: { body: '社区居委会' },
		receiver: { body: '甸柳新村街道' },
		measure: '一周内报上去',
		due: (now += 10 * DAY)
	},
	{
		text: '开业初期供不供晚饭',
		class: 'set-aside',
		owner: { body: '议事会' },
		measure: '开业三个月后再议',
		due: (now += 30 * DAY),
		early: '会上意见相当，再议也一样'
	}
];

/** In their order; the name says what has been done when it is over. */
export const STEPS: readonly [name: string, step: Step][] = [
	['planned', async (it) => void (await it.seat(CHAIR), await it.seat(CLERK))],
	[
		'signin',
		async (it) => {
			await it.send(CHAIR, { type: 'plan.open' });
			const { roll } = await it.state();
			const seats = roll.order.filter(
				(id) => (roll.seats[id]!.no ?? 0) > 0 && roll.seats[id]!.no <= 12
			);
			await it.send(CLERK, {
				type: 'attendance.sign-in-all',
				seats: seats.filter((id) => roll.seats[id]!.no !== 2)
			});
		}
	],
	['matter', (it) => go(it, 'matter')],
	[
		'parties',
		async (it) => {
			await go(it, 'parties');
			await it.send(CHAIR, { type: 'runsheet.introduce', seat: await seatOf(it, '李建国') });
		}
	],
	[
		'rules',
		async (it) => {
			const { roll, attendance } = await it.state();
			const rest = roll.order.filter(
				(id) =>
					roll.seats[id]!.no > 0 &&
					roll.seats[id]!.no <= HERE.length &&
					attendance.of[id]?.status !== 'present'
			);
			for (const seat of rest)
				await it.send(CLERK, {
					type: 'attendance.sign-in',
					seat,
					channel: roll.seats[seat]!.channel
				});
			await go(it, 'rules');
			for (const name of ['王桂芳', '陈立新', '赵敏'])
				await it.send(name, { type: 'runsheet.acknowledge', seat: await seatOf(it, name) });
		}
	],
	[
		'discussion',
		async (it) => {
			await go(it, 'discussion');
			const { agenda } = await it.state();
			await it.send(CHAIR, { type: 'agenda.open', item: agenda.items[0]!.id });
		}
	],
	[
		'speaking',
		async (it) => {
			for (const [n, name] of SPOKEN.entries())
				await join(it, name, (['for', 'against', 'ask'] as const)[n % 3]!);
			const first = await next(it);
			await it.send(CHAIR, { type: 'queue.end', entry: first });
			await next(it);
		}
	],
	[
		'writing',
		async (it) => {
			const { queue } = await it.state();
			await it.send(CHAIR, { type: 'queue.end', entry: queue.speaker!.entry.id });
			const entry = await next(it, true);
			const speaker = (await it.state()).queue.speaker!.entry.seat;
			const names = await Promise.all(
				SPOKEN.map(async (name) => [name, await seatOf(it, name)] as const)
			);
			const name = names.find(([, seat]) => seat === speaker)![0];
			await it.send(name, {
				type: 'queue.write',
				entry,
				text: '可以先定用途，再把验收写成硬条件。排烟口对着10号楼，去年小饭馆的事大家都记得，请先把油烟说清楚。'
			});
		}
	],
	[
		'point',
		async (it) => {
			const { queue, agenda } = await it.state();
			await it.send(CHAIR, { type: 'queue.end', entry: queue.speaker!.entry.id });
			const seat = await seatOf(it, '宋立军');
			await it.send('宋立军', {
				type: 'queue.join',
				seat,
				item: agenda.items[0]!.id,
				stance: 'order',
				point: 'split-question'
			});
			await next(it);
		}
	],
	[
		'cards-writing',
		async (it) => {
			const { queue, cards } = await it.state();
			const entry = queue.speaker!.entry.id;
			await it.send(CHAIR, { type: 'queue.rule', entry, ruling: 'agreed', words: '分开表决' });
			await it.send(CHAIR, { type: 'queue.end', entry });
			if (cards.boards.length === 0)
				await it.send(CHAIR, { type: 'cards.prepare', item: queue.item!, question: QUESTION });
			await turnTo(it, 'writing');
			const { id } = await board(it);
			for (const [n, { 文字, 立场 }] of CARDS.entries()) {
				const name = HERE[n % HERE.length]!;
				const made = {
					card: `card${id}number${n + 10}`,
					key: `k${id}${String(n).padStart(24, '0')}`
				};
				await it.send(name, {
					type: 'cards.send',
					board: id,
					...made,
					text: 文字,
					stance: STANCE[立场] ?? 'idea',
					seat: await seatOf(it, name)
				});
			}
		}
	],
	[
		'cards-reading',
		async (it) => {
			await turnTo(it, 'reading').catch(async () => {
				await turnTo(it, 'revealed');
				await turnTo(it, 'reading');
			});
			const { id, cards } = await board(it);
			const five = cards.slice(0, 10);
			for (const [n, card] of five.entries())
				await it.send(CLERK, {
					type: 'cards.group',
					board: id,
					cards: [card.id],
					to: n < 5 ? 'new' : `g${(n % 5) + 1}`
				});
			await it.send(CLERK, { type: 'cards.show', board: id, card: cards[10]!.id });
		}
	],
	[
		'cards-naming',
		async (it) => {
			const { id, cards, groups } = await board(it);
			for (const [n, card] of cards.slice(10).entries())
				await it.send(CLERK, {
					type: 'cards.group',
					board: id,
					cards: [card.id],
					to: groups[n % groups.length]!.id
				});
			await turnTo(it, 'grouping');
			await turnTo(it, 'naming');
		}
	],
	[
		'cards-dots',
		async (it) => {
			const { id, groups } = await board(it);
			for (const [n, group] of groups.entries())
				await it.send(CLERK, {
					type: 'cards.name',
					board: id,
					group: group.id,
					name: GROUPS[n]!.簇
				});
			await turnTo(it, 'dots');
			for (const name of ['陈立新', '赵敏', '杨振东']) {
				const quiet = await it.seat(name);
				const ballot = `b${id}${quiet.seat.padEnd(24, '0')}`.replace(/[^a-z0-9]/gi, '');
				await quiet.send({
					type: 'cards.weigh',
					board: id,
					seat: quiet.seat,
					ballot,
					points: { g1: 1, g2: 1, g3: 1 }
				});
			}
		}
	],
	['cards-result', (it) => turnTo(it, 'result')],
	[
		'vote-open',
		async (it) => {
			const { queue } = await it.state();
			const question = '同意将社区回收的近200平方米自有用房用于建设社区老年食堂';
			await it.send(CHAIR, {
				type: 'ballots.prepare',
				item: queue.item,
				draft: { question, settings: { kind: 'yes-no' } }
			});
			await it.send(CHAIR, {
				type: 'ballots.open',
				vote: (await vote(it)).id,
				waive: '上次已经商量过'
			});
			for (const [n, name] of [
				'陈立新',
				'赵敏',
				'杨振东',
				'徐明',
				'郑爱华',
				'田野',
				'魏丽',
				'冯涛'
			].entries()) {
				const quiet = await it.seat(name);
				await quiet.send({
					type: 'ballots.cast',
					vote: (await vote(it)).id,
					seat: quiet.seat,
					ballot: `quietballotnumber0000${n}`,
					choice: [n === 0 ? 'no' : 'yes']
				});
			}
		}
	],
	[
		'vote-result',
		async (it) => it.send(CHAIR, { type: 'ballots.close', vote: (await vote(it)).id })
	],
	[
		'result',
		async (it) => {
			await go(it, 'result');
			for (const draft of RESULTS)
				await it.send(CLERK, { type: 'outcomes.write', source: null, draft });
			const seat = await seatOf(it, '赵敏');
			await it.send('赵敏', {
				type: 'outcomes.dissent',
				seat,
				outcome: null,
				text: '排烟口还是太近'
			});
			const { lines, dissents } = (await it.state()).outcomes;
			const [first, second] = lines as [OutcomeLine, OutcomeLine];
			const text = '改向东侧，由10号楼两户参加验收';
			await it.send(CLERK, { type: 'outcomes.reply', dissent: dissents[0]!.id, text });
			await it.send(CLERK, { type: 'outcomes.await-legal', outcome: second.id, awaited: true });
			const { id, version } = first;
			for (const [n, to] of (['commitment', 'act-now'] as const).entries())
				await it.send(CLERK, {
					type: 'outcomes.revise',
					outcome: id,
					version: version + n,
					draft: { class: to },
					reason: n === 0 ? '还要等街道批' : '街道已经批了'
				});
			const volunteer = await seatOf(it, '李建国');
			const shift = { outcome: second.id, shift: 1, seat: volunteer };
			await it.send('李建国', { type: 'outcomes.take-shift', ...shift });
			const source = { from: 'group', board: (await board(it)).id, group: 'g1' } as const;
			const reason = '先试一个月，再定价格';
			await it.send(CLERK, { type: 'outcomes.answer', source, verdict: 'partly', reason });
		}
	],
	[
		'notice',
		async (it) => {
			await go(it, 'notice');
			const today = new Date();
			today.setHours(0, 0, 0, 0);
			await it.send(CLERK, {
				type: 'outcomes.publish',
				from: today.getTime(),
				until: today.getTime() + 7 * DAY - 60_000
			});
			const { id: outcome, version } = (await it.state()).outcomes.lines[2]!;
			await it.send(CLERK, {
				type: 'outcomes.revise',
				outcome,
				version,
				draft: { measure: '三天内报上去' },
				reason: '写错了时间'
			});
			await it.send(CLERK, {
				type: 'outcomes.set-period',
				from: today.getTime(),
				until: today.getTime() + 10 * DAY - 60_000,
				reason: '中间有假期'
			});
			await it.send(CLERK, { type: 'outcomes.finish', outcome, text: '已经报街道，有回执' });
		}
	],
	['closed', async (it) => it.send(CHAIR, { type: 'plan.close' })]
];
