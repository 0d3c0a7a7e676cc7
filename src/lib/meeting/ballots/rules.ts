/** What the room knows of votes: who may say what, how it is decided, what of it is hidden. */
import type { RulesOf } from '../registry.ts';
import { CHAIRS, OFFICE, SEATED } from '../role-groups.ts';
import { voteNow } from './ballots.ts';
import { ballotsView } from './private-view.ts';
import { closeWithMeeting } from './close-vote.ts';
import { decideBallots } from './decide.ts';
import { ballotsDisclosure } from './disclosure.ts';
import { dueBallots } from './due.ts';
import { ballotsFacts } from './facts.ts';
import { hiddenBallots, hiddenVote } from './hidden.ts';
import { hasVoted } from './turnout.ts';
import { derivedWords } from './derived-words.ts';
import { standsIn } from './proxies.ts';
import { auditVotes } from './recount.ts';
import { ballotsCommands } from './schema.ts';
import { secretDoor } from './secret-ballots.ts';

/** Whoever counts in the hall, two of them (L9). */
const COUNTING = ['chair', 'cochair', 'clerk', 'timekeeper', 'supervisor'] as const;

/** Changes of these tell nobody anything. */
const SILENT: readonly string[] = ['ballots', 'ballots-keys', 'ballots-board', 'ballots-papers'];

export const ballotsRules: RulesOf<'ballots'> = {
	commands: ballotsCommands,
	permits: {
		'ballots.prepare': { any: OFFICE },
		'ballots.change': { any: OFFICE },
		'ballots.drop': { any: OFFICE },
		'ballots.option': { any: OFFICE },
		'ballots.exclude': { any: OFFICE },
		'ballots.readmit': { any: OFFICE },
		'ballots.register': { any: OFFICE },
		'ballots.adopt': { any: OFFICE },
		'ballots.proxy': { any: OFFICE },
		'ballots.proxy-end': { any: OFFICE },
		'ballots.open': { any: CHAIRS },
		// Whoever has no vote reads so in a sentence (E5).
		'ballots.cast': { self: SEATED, others: ['clerk'], helped: true, chairAlone: true, standsIn },
		'ballots.token': { self: SEATED, others: ['clerk'], helped: true, chairAlone: true },
		'ballots.cast-secret': { any: ['anonymous'] },
		'ballots.void': { any: ['clock'] },
		'ballots.take-back': { others: ['clerk'], helped: true, chairAlone: true },
		'ballots.extend': { any: CHAIRS },
		'ballots.close-phones': { any: CHAIRS },
		'ballots.print': { any: OFFICE },
		'ballots.enter-paper': { any: COUNTING },
		'ballots.count': { any: COUNTING },
		'ballots.close': { any: [...CHAIRS, 'clock'] },
		'ballots.annul': { any: CHAIRS },
		'ballots.open-afterwards': { any: [...CHAIRS, 'organiser'] },
		'ballots.tell-turnout': { any: ['clock'] }
	},
	decide: decideBallots,
	due: dueBallots,
	hidden: hiddenBallots,
	lots: {
		ballots: 'sealed',
		'ballots-cast': 'plain',
		'ballots-counted': 'sealed',
		'ballots-keys': 'sealed',
		'ballots-issued': 'plain',
		'ballots-board': 'plain',
		'ballots-papers': 'plain',
		'ballots-entries': 'sealed'
	},
	givesUp: ['ballots.void'],
	onHistory: ({ ballots }, { epoch }) => {
		const vote = voteNow(ballots);
		return vote?.blind && vote.blind.epoch !== epoch
			? { type: 'ballots.void', vote: vote.id }
			: null;
	},
	/** Without its key every ballot is lost: everybody may vote again. */
	lost: (lot, of) =>
		lot === 'ballots' && of !== undefined
			? [{ slice: 'ballots', lot: 'ballots-cast', of, clear: true }]
			: [],
	touches(write, before) {
		if (SILENT.includes(write.lot)) return {};
		const everybody = { desk: true, roles: ['helper', 'timekeeper', 'supervisor'] as const };
		if (write.lot === 'ballots-counted' || write.lot === 'ballots-entries') return everybody;
		if (write.clear) {
			const { cast, issued } = hiddenVote(before.ballots, write.of);
			return { ...everybody, seats: [...cast.keys(), ...issued.keys()] };
		}
		return { seats: [write.key], desk: true, roles: ['helper'] };
	},
	view: ballotsView,
	facts: ballotsFacts,
	disclosure: ballotsDisclosure,
	derives: ({ type, body }, { ballots }) =>
		type === 'ballots.changed' ? derivedWords(ballots, body.vote) : [],
	secretDoor,
	onClose: closeWithMeeting,
	tookPart: hasVoted,
	audit: auditVotes
};
