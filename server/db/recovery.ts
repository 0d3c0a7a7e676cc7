/** The table of links for forgotten passwords; like all tables it is part of the one file (`schema.ts`). */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { account } from './schema.ts';

/** One-time links with which an organiser who forgot the password chooses another. */
export const recovery = sqliteTable('recovery', {
	tokenHash: text('token_hash').primaryKey(),
	account: text('account')
		.notNull()
		.references(() => account.id, { onDelete: 'cascade' }),
	createdAt: integer('created_at').notNull(),
	usedAt: integer('used_at')
});
