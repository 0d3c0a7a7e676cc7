import { defineConfig } from 'drizzle-kit';

const TABLES = ['schema', 'hidden-tables', 'recovery', 'guests'];

export default defineConfig({
	dialect: 'sqlite',
	schema: TABLES.map((file) => `./server/db/${file}.ts`),
	out: './server/db/migrations'
});
