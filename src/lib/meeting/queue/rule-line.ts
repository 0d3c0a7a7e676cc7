/** One line of a rule preset, as its three languages say it. */
import type { Localised } from '../names.ts';

export function line(hans: string, hant: string, en: string): Localised {
	return { 'zh-Hans': hans, 'zh-Hant': hant, en };
}
