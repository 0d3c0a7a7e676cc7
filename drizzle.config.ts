import { defineConfig } from 'drizzle-kit';

const TABLES = ['schema', 'recovery'];

export default defineConfig({
	dialect: 'sqlite',
	schema: TABLES.map((file) => `./server/db/${file}.ts`),
	out: './server/db/migrations'
});
