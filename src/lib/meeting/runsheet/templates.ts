/** The runsheets that an organiser can choose from, as data (S1.24, S1.17, S1.18, S3.12, S5.27). */
import type { NewStage } from './runsheet.ts';
import { GUIDONG, OPEN_MOUTH, ROUND_TABLE } from './templates/chengdu.ts';
import { FIVE_STEPS, SIX_STEPS } from './templates/editable.ts';
import { SEVEN_SET, THREE_STAGE, URGENT } from './templates/jinan.ts';
import { MEDIATION } from './templates/mediation.ts';
import { HEARING, PITCHES } from './templates/occasion.ts';
import type { Template } from './templates/template.ts';

export type { Template } from './templates/template.ts';

/** In the order in which they are offered. */
export const TEMPLATES: readonly Template[] = [
	SEVEN_SET,
	THREE_STAGE,
	URGENT,
	GUIDONG,
	MEDIATION,
	ROUND_TABLE,
	HEARING,
	PITCHES,
	FIVE_STEPS,
	SIX_STEPS,
	OPEN_MOUTH
];

/** The template with this id, if there is one. */
export function templateOf(id: string): Template | undefined {
	return TEMPLATES.find((template) => template.id === id);
}

/** Its stages as they enter a plan: copied, so that a later edition of the template changes nothing. */
export function newStages(template: Template): NewStage[] {
	return template.stages.map((stage) => ({ ...stage }));
}
