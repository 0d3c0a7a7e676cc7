/** Changes of tables as data: made without a database, applied by whoever has one. */

export type Value = string | number | null | Uint8Array;

/** One change, in SQL that several databases understand: `?`, ON CONFLICT. */
export interface Write {
	sql: string;
	args: Value[];
}
