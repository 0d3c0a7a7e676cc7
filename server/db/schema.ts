/**
 * The tables of the one SQLite file, with `recovery.ts`. Migrations are
 * generated from both (`npx drizzle-kit generate --name what-it-does`).
 *
 * Invariants: rows of `event` are only ever added; `text` and `person` rows may lose salt and body
 * (erasure) and the chain still verifies; of secrets only SHA-256 is stored.
 */
import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** One row: who we are, so that a restored copy is known as such. */
export const installation = sqliteTable('installation', {
	id: integer('id').primaryKey(),
	/** Changes at every restore; phones that knew the old one start from a snapshot. */
	epoch: text('epoch').notNull(),
	createdAt: integer('created_at').notNull(),
	/** Public half of the key that signs backups (`auth/signing-key.ts`), base64url. */
	publicKey: text('public_key'),
	/** A print of the keys it is used with (`Links.print`); null until a start has seen some. */
	keys: text('keys'),
	/** How many events and document updates were stored, counted in their COMMIT (`stored-mark.ts`). */
	stored: integer('stored').notNull().default(0)
});

export const account = sqliteTable('account', {
	id: text('id').primaryKey(),
	login: text('login').notNull().unique(),
	name: text('name').notNull(),
	passwordHash: text('password_hash').notNull(),
	createdAt: integer('created_at').notNull()
});

/** One-time links that let somebody make an account. */
export const invitation = sqliteTable('invitation', {
	tokenHash: text('token_hash').primaryKey(),
	createdAt: integer('created_at').notNull(),
	usedAt: integer('used_at'),
	/** The account made with it, so that the same form again finds it. Accounts are never deleted. */
	account: text('account').references(() => account.id),
	/** Into which community it lets the new account; null: into none. */
	community: text('community').references(() => community.id)
});

/** 社区: whose the roll, its buildings, the organisers and the meetings are (`server/community`). */
export const community = sqliteTable('community', {
	id: text('id').primaryKey(),
	/** Empty until somebody names it: that of meetings from before there were communities. */
	name: text('name').notNull().default(''),
	createdAt: integer('created_at').notNull()
});

/** Who organises in it: everything of it is theirs, and nobody else's. */
export const communityOrganiser = sqliteTable(
	'community_organiser',
	{
		account: text('account')
			.notNull()
			.references(() => account.id, { onDelete: 'cascade' }),
		community: text('community')
			.notNull()
			.references(() => community.id),
		since: integer('since').notNull()
	},
	(table) => [primaryKey({ columns: [table.account, table.community] })]
);

/** The roll of a community. Whoever is taken off is gone: there is no row. */
export const communityPerson = sqliteTable(
	'community_person',
	{
		community: text('community')
			.notNull()
			.references(() => community.id),
		id: text('id').notNull(),
		/** Place in the list. */
		no: integer('no').notNull(),
		/** JSON of a `RollEntry`, without what is of one meeting alone. */
		body: text('body').notNull()
	},
	(table) => [primaryKey({ columns: [table.community, table.id] })]
);

export const session = sqliteTable(
	'session',
	{
		id: text('id').primaryKey(),
		kind: text('kind', { enum: ['account', 'seat', 'display'] }).notNull(),
		secretHash: text('secret_hash').notNull(),
		account: text('account').references(() => account.id, { onDelete: 'cascade' }),
		/** The meeting that a display is paired with. */
		meeting: text('meeting'),
		createdAt: integer('created_at').notNull(),
		/** More was given to it than when its token was made (`auth/renewal.ts`). */
		raised: integer('raised', { mode: 'boolean' }).notNull().default(false),
		/** Written at most hourly. */
		seenAt: integer('seen_at').notNull(),
		expiresAt: integer('expires_at').notNull()
	},
	(table) => [
		index('session_account').on(table.account),
		index('session_meeting').on(table.meeting)
	]
);

export const meeting = sqliteTable(
	'meeting',
	{
		id: text('id').primaryKey(),
		/** Six digits, for people to type at `/join`. */
		code: text('code').notNull().unique(),
		/** The unguessable part of its public addresses (`server/auth/address-key.ts`). */
		addressKey: text('address_key').notNull().default('').unique(),
		/** Counts how often its display link was changed; older links open nothing. */
		displayRound: integer('display_round').notNull().default(0),
		/** The account that made it; null for the demo before somebody takes it over. Who may do what follows from `community`. */
		owner: text('owner').references(() => account.id, { onDelete: 'set null' }),
		/** Whose it is: its organisers organise it. Null for the demo before somebody takes it over. */
		community: text('community').references(() => community.id),
		demo: integer('demo', { mode: 'boolean' }).notNull().default(false),
		/** 演练: the meeting that it rehearses; null: it is no rehearsal. */
		rehearses: text('rehearses'),
		createdAt: integer('created_at').notNull(),
		/** For lists only; the journal is the truth. */
		title: text('title').notNull().default(''),
		phase: text('phase').notNull().default('planned'),
		/** Whether its address means it to whoever has it: asked without opening the meeting. */
		announced: integer('announced', { mode: 'boolean' }).notNull().default(false),
		/** Nobody finds it but those who take part [P18]. */
		private: integer('private', { mode: 'boolean' }).notNull().default(false),
		startsAt: integer('starts_at'),
		/** When something happens by itself next. */
		dueAt: integer('due_at')
	},
	(table) => [
		index('meeting_owner').on(table.owner),
		index('meeting_community').on(table.community),
		index('meeting_due').on(table.dueAt)
	]
);

/** The journal. `line` is the exact canonical string that was hashed. */
export const event = sqliteTable(
	'event',
	{
		meeting: text('meeting').notNull(),
		seq: integer('seq').notNull(),
		line: text('line').notNull(),
		hash: text('hash').notNull()
	},
	(table) => [primaryKey({ columns: [table.meeting, table.seq] })]
);

/** State folded so far, so that opening a long meeting is fast. */
export const snapshot = sqliteTable('snapshot', {
	meeting: text('meeting').primaryKey(),
	seq: integer('seq').notNull(),
	head: text('head').notNull(),
	/** Release of the state's shape; another one is thrown away and folded anew. */
	shape: integer('shape').notNull(),
	state: text('state').notNull()
});

/** Accepted answers, so that a command sent twice is done once. */
export const answer = sqliteTable(
	'answer',
	{
		meeting: text('meeting').notNull(),
		actor: text('actor').notNull(),
		command: text('command').notNull(),
		digest: text('digest').notNull(),
		seq: integer('seq').notNull()
	},
	(table) => [primaryKey({ columns: [table.meeting, table.actor, table.command] })]
);

/** Texts typed by people. Erased: salt and body are null. */
export const textBody = sqliteTable(
	'text',
	{
		meeting: text('meeting').notNull(),
		id: text('id').notNull(),
		salt: text('salt'),
		body: text('body')
	},
	(table) => [primaryKey({ columns: [table.meeting, table.id] })]
);

/** The directory. Erased: salt and body are null. */
export const person = sqliteTable(
	'person',
	{
		meeting: text('meeting').notNull(),
		seat: text('seat').notNull(),
		salt: text('salt'),
		/** Canonical JSON of {building, name, title}. */
		body: text('body')
	},
	(table) => [primaryKey({ columns: [table.meeting, table.seat] })]
);

/** Which session holds which seat. */
export const seatHolder = sqliteTable(
	'seat_holder',
	{
		meeting: text('meeting').notNull(),
		seat: text('seat').notNull(),
		session: text('session').notNull()
	},
	(table) => [
		primaryKey({ columns: [table.meeting, table.seat] }),
		index('seat_holder_session').on(table.session)
	]
);

/** Phones that ask for a seat somebody else holds. */
export const seatRequest = sqliteTable(
	'seat_request',
	{
		meeting: text('meeting').notNull(),
		id: text('id').notNull(),
		seat: text('seat').notNull(),
		session: text('session').notNull(),
		at: integer('at').notNull()
	},
	(table) => [primaryKey({ columns: [table.meeting, table.id] })]
);

/** A shared document; one epoch at a time. Its words are in `document_update`. */
export const document = sqliteTable(
	'document',
	{
		meeting: text('meeting').notNull(),
		name: text('name').notNull(),
		/** Changes when the words were written anew (erasure, repair): older copies never merge. */
		epoch: text('epoch').notNull(),
		/** Number of the last update when it was made or written anew; later ones are rows. */
		version: integer('version').notNull(),
		createdAt: integer('created_at').notNull(),
		/** Nothing changes after this. */
		sealedAt: integer('sealed_at')
	},
	(table) => [primaryKey({ columns: [table.meeting, table.name] })]
);

/** Yjs updates (V1) in the order in which they were stored; the first may be everything before it. */
export const documentUpdate = sqliteTable(
	'document_update',
	{
		meeting: text('meeting').notNull(),
		name: text('name').notNull(),
		version: integer('version').notNull(),
		bytes: blob('bytes', { mode: 'buffer' }).notNull(),
		/** SHA-256 of the bytes, base64url; null in rows of older releases. */
		digest: text('digest'),
		/** Could not be read back; kept for whoever looks into it, never applied again. */
		quarantinedAt: integer('quarantined_at')
	},
	(table) => [primaryKey({ columns: [table.meeting, table.name, table.version] })]
);

/** Which session writes under which Yjs client id; `server` is ours. */
export const documentClient = sqliteTable(
	'document_client',
	{
		meeting: text('meeting').notNull(),
		name: text('name').notNull(),
		client: integer('client').notNull(),
		session: text('session').notNull()
	},
	(table) => [primaryKey({ columns: [table.meeting, table.name, table.client] })]
);

/**
 * Hidden rows of every slice, by lot (`src/lib/meeting/lots.ts`). Of a plain lot `id` is the row's own
 * key, `key` is empty and `body` JSON. Of a sealed one `body` is sealed with a key outside the database,
 * `id` is keyed too or random: without that key nothing here can be read or matched (decision 0007).
 */
export const hidden = sqliteTable(
	'hidden',
	{
		meeting: text('meeting').notNull(),
		/** Of one of many lots its own name stands behind: `cards b1`. */
		lot: text('lot').notNull(),
		id: text('id').notNull(),
		/** Which sealing key; empty where the lot is plain. */
		key: text('key').notNull(),
		body: blob('body', { mode: 'buffer' }).notNull()
	},
	(table) => [primaryKey({ columns: [table.meeting, table.lot, table.id] })]
);
