/** The record lies beside its page, as the same bytes for everybody. */
import { fetchBeside } from '#lib/live/beside.ts';
import type { PublicRecord } from '#lib/meeting/record/public.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, fetch }) => {
	const { whole } = data.published as { whole?: PublicRecord };
	const published = whole ?? (await fetchBeside<PublicRecord>(`/r/${data.key}/record.json`, fetch));
	return { ...data, published };
};
