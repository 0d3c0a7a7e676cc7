import { codeDesk } from '#server/auth/codes.ts';
import { organiserOf } from '#server/auth/organiser.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, url }) => {
	const { name, login } = await organiserOf(locals, url);
	return { account: { name, login }, guessing: codeDesk.alarmed, diskLow: locals.app.disk.low };
};
