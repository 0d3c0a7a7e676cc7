/**
 * The demo meeting, scenario A (requirements §6.A): an old people's canteen in 200 m² that the
 * community got back. A list of commands and nothing else, so that it takes the path every meeting
 * takes. The summaries of policies are invented.
 */
import type { Command, MeetingState } from '#lib/meeting/registry.ts';
import type { InvitedUnit } from '#lib/meeting/plan/plan.ts';
import { LEAVES, PEOPLE } from './people.ts';

export const DEMO_CODE = '110411';

/** 2026-04-11 14:30 in Jinan. */
const STARTS_AT = Date.UTC(2026, 3, 11, 6, 30);
const HALF_HOUR = 30 * 60_000;
const LASTS = 4 * HALF_HOUR;

/** Money is involved, so three units are invited (S1.50); whether they came. */
const UNITS: readonly [name: string, status: InvitedUnit['status']][] = [
	['街道财政', 'came'],
	['街道纪检', 'leave'],
	['审计（已发函）', 'absent']
];

/** When a demo begins that is looked at now: a full or half hour, far enough ahead that the hall screen opens its sign-in. */
export function demoStart(now: number): number {
	return Math.ceil((now + 1.5 * HALF_HOUR) / HALF_HOUR) * HALF_HOUR;
}

/** Makes the meeting and its roll. `meeting` is the random id that the server gives to a room. */
export function demoCommands(meeting: string, startsAt = STARTS_AT): Command[] {
	return [
		{
			type: 'plan.create',
			meeting,
			code: DEMO_CODE,
			draft: {
				title: '老年食堂怎么办',
				body: '甸柳新村街道第一社区',
				matter: '社区回收的一处近200平方米自有用房，是否、怎样用来办老年食堂？',
				background:
					'社区收回一处近200平方米的自有用房，闲置至今。不少老人独自做饭，一顿菜吃三天；附近没有便宜、软烂、少盐的饭。用房紧邻10号楼，住户担心油烟、噪声和消防。今天把各方请到一起，先把能定的定下来。',
				decides: '用房用途、开业条件、供餐时段。',
				leaves: '补贴金额（超出社区权限，报街道）。',
				policies: [
					{
						text: '办食堂先取得食品经营许可，从业人员持健康证明上岗。',
						source: '食品经营许可（摘要为虚构）'
					},
					{
						text: '用房改变用途的，开业前办理消防验收或备案。',
						source: '消防验收（摘要为虚构）'
					},
					{
						text: '厨房油烟经净化后高空排放，排烟口避开居民窗户。',
						source: '油烟排放（摘要为虚构）'
					}
				],
				place: '第一社区党群服务中心二楼议事厅',
				startsAt,
				endsAt: startsAt + LASTS,
				units: UNITS.map(([name]) => ({ name, reason: 'money' })),
				quorum: { num: 1, den: 2, strict: true },
				// Everybody in it is invented, so hall and watchers may read whole names (L18).
				publicNames: 'full'
			},
			preset: 'twelve-rules',
			template: 'seven-set',
			items: [
				{ title: '用途', minutes: 20, goal: '这间房用不用来办老年食堂' },
				{ title: '开业条件', minutes: 25, goal: '油烟、消防、下水做到什么样才能开业' },
				{ title: '供餐时段', minutes: 18, goal: '开业初期供哪几顿' }
			]
		},
		{ type: 'roll.add', entries: [...PEOPLE] }
	];
}

/**
 * What was answered before the meeting: three leaves and the units. Needs the state after
 * `demoCommands`, because ids are made by the room.
 */
export function demoAnswers(state: MeetingState): Command[] {
	const commands: Command[] = [];
	for (const { no, reason } of LEAVES) {
		const seat = state.roll.order.find((id) => state.roll.seats[id]?.no === no);
		if (seat) commands.push({ type: 'attendance.rsvp', seat, rsvp: 'leave', reason });
	}
	for (const [index, unit] of (state.plan.details?.units ?? []).entries()) {
		const status = UNITS[index]?.[1];
		if (status) commands.push({ type: 'plan.unit', unit: unit.id, status });
	}
	return commands;
}

/**
 * The scenario's round of cards (卡片协商), prepared for the first item, so that a stranger's chair has
 * only to press 写卡. Needs the state after `demoCommands`.
 */
export function demoRound({ agenda }: MeetingState): Command[] {
	const item = agenda.items[0];
	const question = '这间近200平方米的房子办老年食堂，您最希望怎么办？最担心什么？';
	return item ? [{ type: 'cards.prepare', item: item.id, question }] : [];
}
