/** How a class looks: never by colour alone. */
import type { OutcomeClass } from './outcomes.ts';

interface Look {
	tone: 'agreed' | 'fact' | 'waiting' | 'plain';
	shape: 'circle' | 'diamond' | 'square' | 'triangle';
}

export const LOOKS: Readonly<Record<OutcomeClass, Look>> = {
	'act-now': { tone: 'agreed', shape: 'circle' },
	commitment: { tone: 'fact', shape: 'diamond' },
	'set-aside': { tone: 'waiting', shape: 'square' },
	recommendation: { tone: 'plain', shape: 'triangle' }
};
