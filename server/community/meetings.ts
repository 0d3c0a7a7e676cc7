/** What meetings and the roll of their community have of each other. */
import { setImmediate as turn } from 'node:timers/promises';
import { savedBack, type AtMeeting, type Listed } from '#lib/community/community-roll.ts';
import { sameKey } from '#lib/meeting/words.ts';
import type { App } from '#server/app.ts';
import type { ListedOwn } from '#server/meeting/meeting-lists.ts';
import type { Room } from '#server/meeting/room.ts';

/** Everybody on a meeting's list whose name was not erased. */
export function peopleAt({ committed }: Room): AtMeeting[] {
	const { order, seats } = committed.state.roll;
	return order.flatMap((id) => {
		const person = committed.hidden.roll.people.get(id);
		return person ? [{ seat: seats[id]!, person }] : [];
	});
}

/** [W7] Which of these meetings name somebody of this name and building. */
export async function alsoNamedIn(
	{ store }: Pick<App, 'store'>,
	meetings: readonly ListedOwn[],
	{ name, building }: { name: string; building: string }
): Promise<{ code: string; title: string; seat: string }[]> {
	const key = sameKey(name, building);
	const named: { code: string; title: string; seat: string }[] = [];
	for (const { id, code, title } of meetings) {
		// Two thousand names each: a hundred meetings would hold everybody for a second (F34).
		await turn();
		const sql = 'SELECT seat, body FROM person WHERE meeting = ? AND body IS NOT NULL';
		for (const { seat, body } of await store.all<{ seat: string; body: string }>(sql, id)) {
			const person = JSON.parse(body) as { name: string; building: string };
			if (sameKey(person.name, person.building) === key) named.push({ code, title, seat });
		}
	}
	return named;
}

/** The community of a meeting as the meeting's own list page shows it; null where it has none. */
export async function communityOf(
	{ communities, communityRoll }: Pick<App, 'communities' | 'communityRoll'>,
	room: Room,
	account: string
): Promise<{ id: string; name: string; roll: Listed[] } | null> {
	const id = await communities.ofMeeting(room.meeting);
	const community = id === null ? undefined : await communities.own(id, account);
	return community ? { ...community, roll: await communityRoll.people(community.id) } : null;
}

/** [W5] What saving the meeting's list back would do to this roll. */
export function wouldSaveBack(room: Room, roll: readonly Listed[]) {
	return savedBack(roll, peopleAt(room));
}
