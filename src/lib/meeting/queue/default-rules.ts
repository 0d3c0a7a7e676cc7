/** The rules where a meeting names none, with their words: 八条 (requirements 3.7). */
import type { Localised } from '../names.ts';
import { line } from './rule-line.ts';
import type { RulePreset } from './presets.ts';
import { USUAL } from './usual-rules.ts';

const EIGHT: Localised[] = [
	line('先举手，后发言。', '先舉手，後發言。', 'Raise your hand, then speak.'),
	line('先说立场，后说理由。', '先說立場，後說理由。', 'First your stance, then your reasons.'),
	line('一次三分钟。', '一次三分鐘。', 'Three minutes a turn.'),
	line('一事说两次。', '一事說兩次。', 'Two turns on one matter.'),
	line('不插话，不打断。', '不插話，不打斷。', 'Do not cut in or interrupt.'),
	line('对事不对人。', '對事不對人。', 'Speak about the matter, not the person.'),
	line('没说过的先说。', '沒說過的先說。', 'Who has not spoken goes first.'),
	line(
		'少数服从多数，多数尊重少数。',
		'少數服從多數，多數尊重少數。',
		'The minority accepts the decision; the majority respects the minority.'
	)
];

/** The preset in force where a meeting names none. */
export const DEFAULT_RULES: RulePreset = {
	...USUAL,
	name: { 'zh-Hans': '八条（默认）', 'zh-Hant': '八條（預設）', en: 'Eight rules (default)' },
	lines: EIGHT
};
