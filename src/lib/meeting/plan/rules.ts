/** What the room knows of the plan: who may say what, how it is decided, what of it is hidden. */
import type { RulesOf } from '../registry.ts';
import { DESK, OFFICE } from '../role-groups.ts';
import { decidePlan, stayOffWall } from './decide.ts';
import { planFacts } from './facts.ts';
import { planDisclosure } from './disclosure.ts';
import { planCommands } from './schema.ts';
import { dueSignIn, openForHall } from './sign-in.ts';

export const planRules: RulesOf<'plan'> = {
	commands: planCommands,
	permits: {
		'plan.create': { any: ['organiser'] },
		'plan.amend': { any: ['organiser'] },
		'plan.announce': { any: OFFICE },
		'plan.open-sign-in': { any: [...OFFICE, 'clock'] },
		'plan.open': { any: OFFICE },
		'plan.close': { any: ['organiser', 'chair', 'cochair'] },
		'plan.cancel': { any: ['organiser'] },
		'plan.cover': { any: DESK },
		'plan.off-wall': { any: DESK },
		'plan.unit': { any: OFFICE },
		'plan.erase': { any: ['organiser'] }
	},
	decide: decidePlan,
	onDerived: ({ plan }, made) => stayOffWall(plan, made),
	due: dueSignIn,
	onHallScreen: openForHall,
	erases: ['plan.erase'],
	reseats: ['plan.closed', 'plan.cancelled'],
	renames: ['plan.amended', 'plan.opened'],
	facts: planFacts,
	disclosure: planDisclosure,
	leaving(event) {
		if (event.type !== 'plan.erased') return {};
		const { what, id } = event.body;
		return what === 'text' ? { erased: [id], forGood: true } : { forgotten: [id], forGood: true };
	}
};
