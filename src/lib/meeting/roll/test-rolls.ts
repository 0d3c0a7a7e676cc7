/** Small meetings for the tests of roll, attendance and notes, with a second between two commands. */
import { emptyMeeting } from '../meeting.ts';
import { emptyPlan, type PlanDetails } from '../plan/plan.ts';
import type { MeetingState } from '../registry.ts';
import type { Stage } from '../runsheet/runsheet.ts';
import { TestRoom } from '../test-room.ts';
import type { RollEntry } from './roll.ts';

const DETAILS: PlanDetails = {
	title: { id: 't', hash: '' },
	body: null,
	matter: { id: 'm', hash: '' },
	background: null,
	decides: null,
	leaves: null,
	policies: [],
	place: null,
	outsideLink: null,
	startsAt: null,
	endsAt: null,
	units: [],
	quorum: { num: 1, den: 2, strict: true },
	urgentReason: null,
	publicNames: 'full',
	capacity: 200
};

const words = (text: string) => ({ 'zh-Hans': text, 'zh-Hant': text, en: text });
const stage = (id: string, kind: Stage['kind']): Stage => ({
	id,
	kind,
	title: words(id),
	minutes: 5,
	script: null,
	notes: [],
	spent: 0
});

/** One line of a roll; a voting member in the hall unless said otherwise. */
export function resident(name: string, change: Partial<RollEntry> = {}): RollEntry {
	return {
		name,
		building: '1号楼',
		title: '居民代表',
		role: 'member',
		votes: true,
		official: false,
		channel: 'hall',
		hasPhone: true,
		...change
	};
}

/** A planned meeting with sign-in, rules and discussion, and nobody on the roll. */
export function planned(details: Partial<PlanDetails> = {}): MeetingState {
	const empty = emptyMeeting();
	return {
		...empty,
		plan: { ...emptyPlan(), phase: 'planned', details: { ...DETAILS, ...details } },
		runsheet: {
			...empty.runsheet,
			stages: [stage('in', 'signin'), stage('rules', 'rules'), stage('talk', 'discussion')]
		}
	};
}

/** A room in this meeting. */
export function roomOf(start: MeetingState = planned()): TestRoom {
	const room = new TestRoom(start);
	room.pace = 1000;
	return room;
}

/** A meeting with these people, open, in its first stage. */
export function opened(...entries: RollEntry[]): TestRoom {
	const room = roomOf();
	if (entries.length > 0) room.send('organiser', { type: 'roll.add', entries });
	room.pass(1000).tell([{ type: 'plan.opened', body: { stage: 'in' } }]);
	return room;
}

/** Puts these people on the list as the organiser does. */
export const add = (room: TestRoom, ...entries: RollEntry[]) =>
	room.send('organiser', { type: 'roll.add', entries });

/** The seat of somebody by name. */
export const seatOf = (room: TestRoom, name: string) => room.state.roll.seats[room.seat(name)]!;

/** The phone that holds somebody's seat, by name. */
export const holderOf = (room: TestRoom, name: string) =>
	room.hidden.roll.holders.get(room.seat(name));
