/** Hidden rows of the slice `roll` in tables of their own: the directory, who holds which seat, who asks for it. */
import { canonical } from '#lib/meeting/canonical.ts';
import type { Person } from '#lib/meeting/names.ts';
import type { RollWrite, SeatRequest } from '#lib/meeting/roll/hidden.ts';
import type { TableRows } from './hidden-tables.ts';

const PUT_PERSON = `INSERT INTO person (meeting, seat, salt, body) VALUES (?, ?, ?, ?)
	ON CONFLICT (meeting, seat) DO UPDATE SET salt = excluded.salt, body = excluded.body`;
const FORGET = 'UPDATE person SET salt = NULL, body = NULL WHERE meeting = ? AND seat = ?';
const HOLD = `INSERT INTO seat_holder (meeting, seat, session) VALUES (?, ?, ?)
	ON CONFLICT (meeting, seat) DO UPDATE SET session = excluded.session`;
const ASK = 'INSERT INTO seat_request (meeting, id, seat, session, at) VALUES (?, ?, ?, ?, ?)';
const SETTLE = 'DELETE FROM seat_request WHERE meeting = ? AND id = ?';
const LET_GO = 'DELETE FROM seat_holder WHERE meeting = ? AND seat = ?';

interface PersonRow {
	seat: string;
	salt: string | null;
	/** null: erased. */
	body: string | null;
}

export const rollRows: TableRows<'roll'> = {
	save(meeting, write) {
		switch (write.op) {
			case 'person': {
				const { seat, salt, person } = write;
				return { sql: PUT_PERSON, args: [meeting, seat, salt, canonical(person)] };
			}
			case 'forget':
				return { sql: FORGET, args: [meeting, write.seat] };
			case 'hold':
				return { sql: HOLD, args: [meeting, write.seat, write.session] };
			case 'let-go':
				return { sql: LET_GO, args: [meeting, write.seat] };
			case 'ask': {
				const { id, seat, session, at } = write.request;
				return { sql: ASK, args: [meeting, id, seat, session, at] };
			}
			case 'settle':
				return { sql: SETTLE, args: [meeting, write.request] };
		}
	},

	async read(meeting, all) {
		const people = await all<PersonRow>(
			'SELECT seat, salt, body FROM person WHERE meeting = ?',
			meeting
		);
		const holders = await all<{ seat: string; session: string }>(
			'SELECT seat, session FROM seat_holder WHERE meeting = ?',
			meeting
		);
		const requests = await all<SeatRequest>(
			'SELECT id, seat, session, at FROM seat_request WHERE meeting = ? ORDER BY at, id',
			meeting
		);
		return [
			...people.map(({ seat, salt, body }): RollWrite => {
				const person = personIn(body);
				if (person === null || salt === null) return { slice: 'roll', op: 'forget', seat };
				return { slice: 'roll', op: 'person', seat, salt, person };
			}),
			...holders.map(({ seat, session }): RollWrite => {
				return { slice: 'roll', op: 'hold', seat, session };
			}),
			...requests.map((request): RollWrite => ({ slice: 'roll', op: 'ask', request }))
		];
	}
};

/** Whom a row names; null where it was erased, or damaged: `npm run verify` names it, and the meeting goes on. */
function personIn(body: string | null): Person | null {
	try {
		const person = JSON.parse(body ?? 'null') as Person | null;
		return typeof person?.name === 'string' ? person : null;
	} catch {
		return null;
	}
}
