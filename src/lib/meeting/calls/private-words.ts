/** What a page knows of the words of private calls. Pure, and apart from what phones load first. */
import type { SeatId } from '../names.ts';
import { seatIn, type PrivateCall } from './call.ts';

/** [LS21] One of these seats is in a private call: what is said there must not get into the hall. */
export function isApart(apart: readonly PrivateCall[], seats: readonly SeatId[]): boolean {
	return apart.some(({ call }) => seats.some((seat) => seatIn(call, seat)?.is === 'in'));
}

/** What was written, each line with a key of its own that stays while older ones go. */
export function keyedLines(lines: PrivateCall['lines']): (PrivateCall['lines'][number] & {
	key: string;
})[] {
	const times: Record<string, number> = {};
	return lines.map((line) => {
		const said = `${line.at} ${line.seat}`;
		times[said] = (times[said] ?? 0) + 1;
		return { ...line, key: `${said} ${times[said]}` };
	});
}
