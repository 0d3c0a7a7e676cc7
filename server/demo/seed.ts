/** Offers the demo meeting on an empty data folder (DEMO=off leaves it out). */
import type { App } from '#server/app.ts';
import { createMeeting } from '#server/meeting/create.ts';
import { demoAnswers, demoCommands, demoRound, demoStart } from './scenario-a.ts';

/** Makes scenario A's meeting if there is no meeting at all. */
export async function seedDemo(app: App): Promise<void> {
	if (await app.store.one('SELECT id FROM meeting LIMIT 1')) return;
	const [create, ...then] = demoCommands('', demoStart(app.now()));
	if (create?.type !== 'plan.create') throw new Error('the demo must begin with its plan');
	const { code, draft, preset, template, items } = create;
	const made = await createMeeting(app, {
		owner: null,
		plan: { draft, preset, template, items },
		then: [...then, { type: 'plan.announce' }],
		after: (state) => [...demoAnswers(state), ...demoRound(state)],
		code,
		demo: true
	});
	if ('refused' in made) throw new Error(`the demo meeting was refused: ${made.refused}`);
}
