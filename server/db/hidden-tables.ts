/**
 * Tables of what is hidden in its rows: lots of any slice, and what is sealed with keys outside the
 * database (decision 0007).
 */
import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * Hidden rows of every slice that needs no table of its own, by lot (`src/lib/meeting/lots.ts`). Of a
 * plain lot `id` is the row's own key, `key` is empty and `body` JSON; of a sealed one see `card_sealed`.
 */
export const hidden = sqliteTable(
	'hidden',
	{
		meeting: text('meeting').notNull(),
		lot: text('lot').notNull(),
		id: text('id').notNull(),
		/** Which sealing key; empty where the lot is plain. */
		key: text('key').notNull(),
		body: blob('body', { mode: 'buffer' }).notNull()
	},
	(table) => [primaryKey({ columns: [table.meeting, table.lot, table.id] })]
);

/**
 * Cards and ballots before they are shown or counted. `body` is sealed with a key outside the database,
 * `id` is keyed too: without that key nothing here can be read or matched (decision 0007).
 */
export const cardSealed = sqliteTable(
	'card_sealed',
	{
		meeting: text('meeting').notNull(),
		board: text('board').notNull(),
		lot: text('lot').notNull(),
		id: text('id').notNull(),
		/** Which key. */
		key: text('key').notNull(),
		body: blob('body', { mode: 'buffer' }).notNull()
	},
	(table) => [primaryKey({ columns: [table.meeting, table.board, table.lot, table.id] })]
);

/** Shown cards and the random key by which their writer is known; no person, no time, random order. */
export const cardKey = sqliteTable(
	'card_key',
	{
		meeting: text('meeting').notNull(),
		board: text('board').notNull(),
		card: text('card').notNull(),
		key: text('key').notNull()
	},
	(table) => [primaryKey({ columns: [table.meeting, table.board, table.card] })]
);

/** A file beside the cards, sealed with a key of its own; `id` is random and names nothing (`sealed-files.ts`). */
const sealedFile = (name: string) =>
	sqliteTable(
		name,
		{
			meeting: text('meeting').notNull(),
			board: text('board').notNull(),
			id: text('id').notNull(),
			key: text('key').notNull(),
			body: blob('body', { mode: 'buffer' }).notNull()
		},
		(table) => [primaryKey({ columns: [table.meeting, table.board, table.id] })]
	);

/** Recordings of voice cards until they are typed; who spoke, and the sound, are sealed (C9). */
export const cardVoice = sealedFile('card_voice');

/** Photographs of paper cards until the cards are shown; whose, by whom and the picture are sealed (C7). */
export const cardPhoto = sealedFile('card_photo');

/** Faces of the mood check, sealed like `card_sealed`; and, closed, what the chair was told of them. */
export const moodSealed = sqliteTable(
	'mood_sealed',
	{
		meeting: text('meeting').notNull(),
		id: text('id').notNull(),
		/** Which key. */
		key: text('key').notNull(),
		body: blob('body', { mode: 'buffer' }).notNull()
	},
	(table) => [primaryKey({ columns: [table.meeting, table.id] })]
);

/** Who has given a face; never which. */
export const moodGave = sqliteTable(
	'mood_gave',
	{ meeting: text('meeting').notNull(), seat: text('seat').notNull() },
	(table) => [primaryKey({ columns: [table.meeting, table.seat] })]
);

/** What is only counted: cards and ballots of a seat, paper numbers in use, dots called in the hall. */
export const cardCount = sqliteTable(
	'card_count',
	{
		meeting: text('meeting').notNull(),
		board: text('board').notNull(),
		what: text('what').notNull(),
		who: text('who').notNull(),
		n: integer('n').notNull()
	},
	(table) => [primaryKey({ columns: [table.meeting, table.board, table.what, table.who] })]
);
