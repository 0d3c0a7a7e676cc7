/** A closed vote counted again from what was published of it (E26): the verifier's, and anybody's. */
import { canonical } from '../canonical.ts';
import { AFTERWARDS_FROM } from './absent-voters.ts';
import { optionsOf, votedIn, type BallotsState, type Vote, type VoteResult } from './ballots.ts';
import { votesByHomes } from './register.ts';
import { reaches, tally, type Tally, type TallyInput } from './tally.ts';

/** What is not so in the published results, a sentence each, naming the vote; empty where all is well. */
export function auditVotes({ votes, afterwards }: BallotsState): string[] {
	return [...votes, ...afterwards].flatMap((vote) => {
		const wrong = [
			...(vote.result ? recount(vote, vote.result) : unresolved(vote)),
			...(vote.after === null ? [] : wrongAfter(vote, votes))
		];
		return wrong.map((what) => `vote ${vote.id}: ${what}`);
	});
}

function unresolved({ step, after, turnout }: Vote): string[] {
	const few = after !== null && votedIn(turnout) < AFTERWARDS_FROM;
	return step === 'closed' && !few ? ['it is closed and has no result'] : [];
}

/** [E47] What was held after another vote names only people who were away, and shows no few of them apart. */
function wrongAfter({ after, voters, turnout, result }: Vote, votes: readonly Vote[]): string[] {
	const first = votes.find(({ id }) => id === after);
	const wrong: string[] = [];
	if (!first || voters.some((seat) => !first.absent.includes(seat)))
		wrong.push('it names people who were not away');
	if (result && votedIn(turnout) < AFTERWARDS_FROM) wrong.push('it shows fewer than five ballots');
	return wrong;
}

function recount(vote: Vote, result: VoteResult): string[] {
	const { box, sources } = result;
	const options = optionsOf(vote);
	const wrong: string[] = [];
	const { settings } = vote;
	// Whose area is how large is the room's business: without it heads are counted again, and the shares looked at.
	const withheld = box.some(({ area }) => area === null);
	const counted = tally({
		kind: settings.kind,
		rule: settings.rule,
		options,
		register: result.tally.register,
		present: result.tally.present,
		// The room's quorum, as it was then.
		room: roomThen(result),
		...(settings.silentFollow
			? { silentFollow: withheld ? (result.tally.followed?.choice ?? false) : true }
			: {}),
		ballots: box
	});
	const other = withheld
		? canonical(headsOf(counted)) !== canonical(headsOf(result.tally)) || !sharesHold(result.tally)
		: canonical(counted) !== canonical(result.tally);
	if (other) wrong.push('its ballots come to another result than it says');
	const { register, present } = result.tally;
	if (!votesByHomes(vote.settings) && register.heads !== vote.voters.length)
		wrong.push('it names other people who might vote than its opening');
	if (present > vote.voters.length) wrong.push('more are said to have been here than might vote');
	const cast = box.reduce((sum, { n }) => sum + n, 0);
	if (cast !== votedIn(vote.turnout)) wrong.push('it has other ballots than people who voted');
	if (cast > vote.voters.length) wrong.push('it has more ballots than people who might vote');
	if (box.some(({ choice }) => choice.some((id) => !options.includes(id))))
		wrong.push('a ballot names what could not be chosen');
	if (result.papers && result.papers.n !== (vote.turnout.paper ?? 0))
		wrong.push('its board of papers has others than were counted');
	if (result.board) {
		const { ballots, issued } = result.board;
		if (ballots !== (vote.turnout.secret ?? 0))
			wrong.push('its board has other ballots than were counted');
		if (ballots > issued) wrong.push('it has more secret ballots than were given out');
		if (issued > vote.voters.length)
			wrong.push('more ballots were given out than people might vote');
	}
	if (vote.settings.secrecy === 'named') {
		const seats = box.flatMap((alike) => alike.seats ?? []);
		if (new Set(seats).size < seats.length) wrong.push('somebody has voted twice');
		if (seats.some((seat) => !vote.voters.includes(seat)))
			wrong.push('somebody has voted who might not');
		if (box.some(({ n, seats: names }) => names?.length !== n))
			wrong.push('it has other ballots than names');
	}
	if (vote.settings.kind === 'ranking') return wrong;
	const bySource = options.map((id) =>
		sources.reduce((sum, { counts }) => sum + (counts[id] ?? 0), 0)
	);
	if (options.some((id, n) => bySource[n] !== counted.options.find((one) => one.id === id)!.heads))
		wrong.push('its sources do not add up to the whole');
	return wrong;
}

function headsOf({ register, cast, options, checks, present, leading, followed }: Tally) {
	return {
		...{ present, leading, register: register.heads, cast: cast.heads },
		followed: followed ? [followed.choice, followed.heads] : null,
		options: options.map(({ id, heads }) => ({ id, heads })),
		checks: checks.filter(({ measure }) => measure === 'heads')
	};
}

/** Each share is what its own numbers say, and the outcome what the shares say. */
function sharesHold({ checks, outcome, cast }: Tally): boolean {
	if (checks.some(({ part, whole, share, met }) => reaches(part, whole, share) !== met))
		return false;
	const failed = checks.filter(({ met }) => !met);
	if (cast.heads === 0 || checks.length === 0) return true;
	const says = failed.some(({ what }) => what === 'takes-part')
		? 'too-few'
		: failed.length > 0
			? 'failed'
			: 'passed';
	return says === outcome;
}

function roomThen({ tally: { checks } }: VoteResult): TallyInput['room'] {
	const check = checks.find(({ what }) => what === 'takes-part');
	return check ? { share: check.share, present: check.part, due: check.whole } : null;
}
