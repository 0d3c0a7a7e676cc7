/** Offers the demo meeting on an empty data folder (DEMO=off leaves it out). */
import type { Refusal } from '#lib/meeting/refusal.ts';
import type { App } from '#server/app.ts';
import type { Room } from '#server/meeting/room.ts';
import { createMeeting } from '#server/meeting/create.ts';
import { demoAnswers, demoCommands, demoRound, demoStart } from './scenario-a.ts';

/** Makes scenario A's meeting if there is no meeting at all. */
export async function seedDemo(app: App): Promise<void> {
	if (await app.store.one('SELECT id FROM meeting LIMIT 1')) return;
	const made = await makeDemo(app, { owner: null });
	if ('refused' in made) throw new Error(`the demo meeting was refused: ${made.refused}`);
}

/** Scenario A's meeting as it is at first, for whoever took it over. */
export async function makeDemo(
	app: App,
	whose: { owner: string | null; community?: string }
): Promise<Room | Refusal> {
	const [create, ...then] = demoCommands('', demoStart(app.now()));
	if (create?.type !== 'plan.create') throw new Error('the demo must begin with its plan');
	const { code, draft, preset, template, items } = create;
	return createMeeting(app, {
		...whose,
		plan: { draft, preset, template, items },
		then: [...then, { type: 'plan.announce' }],
		after: (state) => [...demoAnswers(state), ...demoRound(state)],
		code,
		demo: true
	});
}
