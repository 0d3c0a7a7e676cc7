import { defineConfig } from 'drizzle-kit';

export default defineConfig({
	dialect: 'sqlite',
	schema: ['./server/db/schema.ts', './server/db/recovery.ts', './server/db/guests.ts'],
	out: './server/db/migrations'
});
