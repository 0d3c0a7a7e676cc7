/** Tables of the lobby, beside `schema.ts`; read and written by `server/meeting/roll.ts`. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Guests by the shared code: when and whence they came, and who says to be whom while they wait. */
export const guestArrival = sqliteTable(
	'guest_arrival',
	{
		meeting: text('meeting').notNull(),
		id: text('id').notNull(),
		session: text('session').notNull(),
		at: integer('at').notNull(),
		/** `hall`, `elsewhere` or `unknown`. */
		place: text('place').notNull(),
		/** The same for one network; made with a key that is kept nowhere. */
		lane: text('lane').notNull(),
		/** null: waits in the lobby. */
		seat: text('seat'),
		/** JSON of {name, building, channel} while they wait. */
		waiting: text('waiting')
	},
	(table) => [primaryKey({ columns: [table.meeting, table.id] })]
);
