/** Hidden rows of the slice `roll`: directory, holders of seats, phones that ask. */
import type { Person } from '#lib/meeting/names.ts';
import type { GuestArrival, HiddenRoll, RollWrite, SeatRequest } from '#lib/meeting/roll/hidden.ts';
import { canonical } from '#lib/meeting/canonical.ts';
import type { Sqlite } from '#server/db/connection.ts';

type Waiting = GuestArrival['waiting'];
type ArrivalRow = Omit<GuestArrival, 'waiting'> & { waiting: string | null };

/** The slice's `save` and `read` on one connection. */
export function rollRows(sqlite: Sqlite) {
	const putPerson = sqlite.prepare(
		'INSERT OR REPLACE INTO person (meeting, seat, salt, body) VALUES (?, ?, ?, ?)'
	);
	const forget = sqlite.prepare(
		'UPDATE person SET salt = NULL, body = NULL WHERE meeting = ? AND seat = ?'
	);
	const hold = sqlite.prepare(
		'INSERT OR REPLACE INTO seat_holder (meeting, seat, session) VALUES (?, ?, ?)'
	);
	const letGo = sqlite.prepare('DELETE FROM seat_holder WHERE meeting = ? AND seat = ?');
	const ask = sqlite.prepare(
		'INSERT INTO seat_request (meeting, id, seat, session, at) VALUES (?, ?, ?, ?, ?)'
	);
	const settle = sqlite.prepare('DELETE FROM seat_request WHERE meeting = ? AND id = ?');
	const arrive = sqlite.prepare(
		`INSERT INTO guest_arrival (meeting, id, session, at, place, lane, seat, waiting)
		 VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
	);
	const admit = sqlite.prepare(
		'UPDATE guest_arrival SET seat = ?, waiting = NULL WHERE meeting = ? AND id = ?'
	);
	const depart = sqlite.prepare('DELETE FROM guest_arrival WHERE meeting = ? AND id = ?');
	const arrivals = sqlite.prepare(
		`SELECT id, session, at, place, lane, seat, waiting FROM guest_arrival
		 WHERE meeting = ? ORDER BY at, rowid`
	);
	const people = sqlite.prepare('SELECT seat, body FROM person WHERE meeting = ?');
	const holders = sqlite.prepare('SELECT seat, session FROM seat_holder WHERE meeting = ?');
	const requests = sqlite.prepare(
		'SELECT id, seat, session, at FROM seat_request WHERE meeting = ? ORDER BY at, id'
	);

	return {
		save(meeting: string, write: RollWrite): void {
			switch (write.op) {
				case 'person':
					putPerson.run(meeting, write.seat, write.salt, canonical(write.person));
					return;
				case 'forget':
					forget.run(meeting, write.seat);
					return;
				case 'hold':
					hold.run(meeting, write.seat, write.session);
					return;
				case 'let-go':
					letGo.run(meeting, write.seat);
					return;
				case 'ask': {
					const { id, seat, session, at } = write.request;
					ask.run(meeting, id, seat, session, at);
					return;
				}
				case 'settle':
					settle.run(meeting, write.request);
					return;
				case 'arrive': {
					const { id, session, at, place, lane, seat, waiting } = write.arrival;
					const words = waiting && canonical(waiting);
					arrive.run(meeting, id, session, at, place, lane, seat, words);
					return;
				}
				case 'admit':
					admit.run(write.seat, meeting, write.arrival);
					return;
				case 'depart':
					depart.run(meeting, write.arrival);
			}
		},
		read(meeting: string): HiddenRoll {
			return {
				people: new Map(
					(people.all(meeting) as { seat: string; body: string | null }[]).map((row) => [
						row.seat,
						row.body === null ? null : (JSON.parse(row.body) as Person)
					])
				),
				holders: new Map(
					(holders.all(meeting) as { seat: string; session: string }[]).map((row) => [
						row.seat,
						row.session
					])
				),
				requests: requests.all(meeting) as SeatRequest[],
				arrivals: (arrivals.all(meeting) as ArrivalRow[]).map((row) => ({
					...row,
					waiting: row.waiting === null ? null : (JSON.parse(row.waiting) as Waiting)
				}))
			};
		}
	};
}
