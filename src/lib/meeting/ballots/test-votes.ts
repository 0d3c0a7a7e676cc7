/** Votes for tests: an open meeting in which everybody has said a word to the first item. */
import { opened, plan } from '../runsheet/test-meetings.ts';
import type { TestRoom } from '../test-room.ts';
import { voteOf, type OptionId, type Vote, type VoteId } from './ballots.ts';
import type { VoteDraft } from './commands.ts';

export const CHAIR = '周雅琴';
export const CLERK = '孙晓彤';
export const PEOPLE = ['甲', '乙', '丙', '丁', '戊', '己', '庚'];

/** Open, with these people signed in, and the first item talked about. */
export function talked(people: readonly string[] = PEOPLE): TestRoom {
	const room = opened(plan({ preset: 'thirteen' }), people);
	for (const stage of room.state.runsheet.stages) {
		if (
			room.state.runsheet.stages.find(({ id }) => id === room.state.runsheet.stageId)?.kind ===
			'discussion'
		)
			break;
		if (stage.id !== room.state.runsheet.stageId) room.go(stage.id, { force: true, reason: '试' });
	}
	const item = room.state.agenda.items[0]!.id;
	room.do(CHAIR, { type: 'agenda.open', item });
	const seat = room.seat(people[0]!);
	room.do(people[0]!, { type: 'queue.join', seat, item, stance: 'for' });
	const entry = room.state.queue.entries[0]!.id;
	room.do(CHAIR, { type: 'queue.call', item, expect: entry });
	room.do(CHAIR, { type: 'queue.start', entry });
	room.pass(20_000).do(CHAIR, { type: 'queue.end', entry });
	room.pass(20_000);
	return room;
}

export const DRAFT: VoteDraft = { question: '同意办老年食堂', settings: { kind: 'yes-no' } };

/** Prepares a vote on the first item; its id. */
export function prepare(room: TestRoom, draft: Partial<VoteDraft> = {}): VoteId {
	const item = room.state.agenda.items[0]!.id;
	room.do(CHAIR, { type: 'ballots.prepare', item, draft: { ...DRAFT, ...draft } });
	return room.state.ballots.votes.at(-1)!.id;
}

/** Prepares one and opens it. */
export function begin(room: TestRoom, draft: Partial<VoteDraft> = {}): VoteId {
	const vote = prepare(room, draft);
	room.do(CHAIR, { type: 'ballots.open', vote });
	return vote;
}

/** One ballot by the person's own phone, or entered by somebody else. */
export function cast(
	room: TestRoom,
	who: string,
	choice: OptionId | OptionId[],
	{ by = who, ballot = `ballot-of-${who}-0123456789` }: { by?: string; ballot?: string } = {}
): string {
	const vote =
		room.state.ballots.votes.find(({ step }) => step === 'open') ??
		room.state.ballots.votes.at(-1)!;
	const chosen = Array.isArray(choice) ? choice : [choice];
	return room.send(by, {
		type: 'ballots.cast',
		vote: vote.id,
		seat: room.seat(who),
		ballot,
		choice: chosen
	});
}

/** Ends it; what it is then. */
export function close(room: TestRoom, vote: VoteId): Vote {
	room.do(CHAIR, { type: 'ballots.close', vote });
	return voteOf(room.state.ballots, vote)!;
}
