/** Forms filled in as no page would end no process and no page. Where one asks for a password it waits, by design. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoMeeting, startBuilt } from '../live/built.ts';
import { walkForms } from '../live/form-walk.ts';
import { grouped, type Prove } from './program.ts';

export const prove: Prove = async ({ size }) => {
	const dataDir = mkdtempSync(join(tmpdir(), 'yitang-forms-'));
	const built = await startBuilt(dataDir, { LOG_LEVEL: 'error' });
	const forms = await walkForms(built, await demoMeeting(built), size === 'full');
	await built.stop();
	rmSync(dataDir, { recursive: true, force: true });
	for (const fault of forms.faults.slice(0, 40)) console.error(`${fault}\n`);
	return [
		{
			promise: 'Every field of every form, filled in as no page would: a refusal, never 5xx',
			figure: `${grouped(forms.sent)} forms, ${forms.faults.length} faults`,
			held: forms.faults.length === 0
		}
	];
};
