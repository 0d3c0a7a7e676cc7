/**
 * Raises events of older versions to today's shape before `evolve` sees them; the stored line, which
 * was hashed, stays as it is.
 */
import type { Weighed, WeighedPart } from './cards/cards.ts';
import { mergeChannels } from './channels.ts';
import { ANONYMOUS, EVENT_VERSION } from './event.ts';
import type { MeetingEvent } from './registry.ts';

/** Returns the event in today's shape; throws when it comes from a newer release. */
export function upcast(event: MeetingEvent): MeetingEvent {
	if (event.v > EVENT_VERSION) throw new Error(`event version ${event.v} is from a newer release`);
	let raised = event;
	if (event.v < 2) raised = toVersion2(raised);
	if (event.v < 3) raised = toVersion3(raised);
	if (event.v < 4) raised = toVersion4(raised);
	if (event.v < 5) raised = toVersion5(raised);
	return raised;
}

/** Up to version 4. */
interface EarlierWeighed {
	phone: Record<string, number>;
	hall: Record<string, number>;
	/** Of `phone`, where five and more of each place had not all said the same. */
	online: Record<string, number> | null;
	ballots: number;
	people: number;
}

function toVersion5(event: MeetingEvent): MeetingEvent {
	switch (event.type) {
		case 'cards.weighed': {
			const { weighed: earlier, ...body } = event.body;
			const { phone, hall, online, ...rest } = earlier as unknown as EarlierWeighed;
			const weighed = { ...rest, parts: partsOf(phone, hall, online, rest) } as Weighed;
			return { ...event, body: { ...body, weighed } };
		}
		case 'cards.counted': {
			// Whose a paper card was may have been said; how many were, nobody counted.
			const { count } = event.body;
			const unclaimed = count.papers > 0 ? { unclaimed: count.papers } : {};
			return { ...event, body: { ...event.body, count: { ...count, ...unclaimed } } };
		}
		default:
			return event;
	}
}

/** Up to version 4 one phone's dots stood beside those of the hall. */
function partsOf(
	phone: Record<string, number>,
	hall: Record<string, number>,
	online: Record<string, number> | null,
	{ ballots, people }: Pick<EarlierWeighed, 'ballots' | 'people'>
): WeighedPart[] {
	const merged = mergeChannels([
		{ ways: ['hall', 'online'], people: ballots, counts: phone },
		{ ways: ['on-behalf'], people, counts: hall }
	]).map(({ ways, counts }) => ({ ways, points: counts }));
	if (online === null) return merged;
	const here: Record<string, number> = { ...hall };
	for (const [group, n] of Object.entries(phone))
		here[group] = (here[group] ?? 0) + n - (online[group] ?? 0);
	return [
		{ ways: people > 0 ? ['hall', 'on-behalf'] : ['hall'], points: here },
		{ ways: ['online'], points: online }
	];
}

/** Up to version 3 comments on the record were called answers, and what nobody signed was `unsigned`. */
function toVersion4(event: MeetingEvent): MeetingEvent {
	const signed = event.actor === 'unsigned' ? { ...event, actor: ANONYMOUS } : event;
	const { type } = event as { type: string };
	if (!type.startsWith('answers.')) return signed;
	const { answer, ...rest } = event.body as { answer?: string };
	const body = { comment: answer, ...rest };
	return { ...signed, type: type.replace('answers', 'comments'), body } as MeetingEvent;
}

/** Up to version 2 whoever had the address of a planned meeting read the invitation: it stays so [P12]. */
function toVersion3(event: MeetingEvent): MeetingEvent {
	if (event.type !== 'plan.created') return event;
	return { ...event, body: { ...event.body, announced: true } };
}

function toVersion2(event: MeetingEvent): MeetingEvent {
	switch (event.type) {
		case 'cards.hinted':
			return withoutWords(event);
		case 'attendance.answered':
		case 'attendance.excused':
			return withoutReason(event);
		default:
			return event;
	}
}

/** Up to version 1 a theme held words that its cards share; now they are read from the cards' texts (L18). */
function withoutWords(event: Extract<MeetingEvent, { type: 'cards.hinted' }>): MeetingEvent {
	const { hints, ...body } = event.body;
	const themes = hints.themes.map(({ cards }) => ({ cards }));
	return { ...event, body: { ...body, hints: { ...hints, themes } } };
}

/** Up to version 1 the reason for being away stood there as a text; it is hidden now [A12]. */
function withoutReason(event: MeetingEvent): MeetingEvent {
	const body: typeof event.body & { reason?: unknown } = { ...event.body };
	delete body.reason;
	return { ...event, body } as MeetingEvent;
}
