/** What was decided about the record, after one event. */
import type { MeetingEvent } from '../event.ts';
import type { RecordState } from './publication.ts';

/** The same reference when the event does not touch it. */
export function evolveRecord(record: RecordState, event: MeetingEvent): RecordState {
	switch (event.type) {
		case 'record.summarised':
			return { ...record, summary: { ...event.body, at: event.at } };
		case 'record.was-set':
			return { ...record, ...event.body };
		default:
			return record;
	}
}
