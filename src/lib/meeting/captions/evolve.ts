/** How events change the captions. */
import type { MeetingEvent, StateOf } from '../registry.ts';
import { boundSeat, boundSeats } from '../roll/roll.ts';
import { LINES_KEPT, type CaptionsState } from './captions.ts';

/** The slice as every phone loads it. */
export const captionsState: StateOf<'captions'> = {
	shape: 2,
	empty: () => ({ writers: [], lines: [] }),
	evolve: evolveCaptions
};

function evolveCaptions(captions: CaptionsState, { type, body, at }: MeetingEvent): CaptionsState {
	const { writers, lines } = captions;
	if (type === 'captions.asked') {
		const others = writers.filter((one) => one !== body.seat);
		return { lines, writers: body.on ? [...others, body.seat] : others };
	}
	if (type === 'captions.written')
		return {
			writers,
			lines: [...lines, { text: body.text, by: body.seat, at }].slice(-LINES_KEPT)
		};
	if (type === 'captions.taken-back')
		return { writers, lines: lines.filter(({ text }) => text.id !== body.line) };
	if (type === 'roll.bound') {
		const is = boundSeat(body);
		return {
			writers: boundSeats(writers, body),
			lines: lines.map((line) => ({ ...line, by: is(line.by) }))
		};
	}
	return type === 'captions.ended' ? { writers: [], lines: [] } : captions;
}
