// Common ground (最大公约数): which statements every opinion group accepts, and which divide them.
// Here are the words of the answer and the numbers below which none is given. Nothing in it says who
// anybody is: people come in as bare answers and go out as counts. RULES.md has the rules, G1 to G12.

/**
 * One person's answers by statement id: 1 agree, 0 pass, −1 disagree, absent where not answered. No name,
 * no seat, no time: a ballot as it lies in the hidden rows.
 */
export type Answers = Readonly<Record<string, number>>;

export type GroundInput = {
	statements: readonly string[];
	people: readonly Answers[];
};

/** Below these numbers there is no answer, or no verdict on a statement (issue 4; reasons: 0008). */
export const GROUND_LIMITS = {
	/** People with enough answers. */
	people: 30,
	/** Statements with enough answers. */
	statements: 7,
	/** Answers, passes among them, that place a person. */
	answersOfPerson: 7,
	/** Of these, agree or disagree: who only passes has shown no view to be placed by. */
	viewsOfPerson: 3,
	/** Answers that let a statement help to find the groups. */
	answersOfStatement: 10,
	/** The smallest group that is shown. */
	groupPeople: 5,
	/** Answers of a group without which nothing is said about it on a statement. */
	groupAnswers: 5,
	/** Statements on which two groups stand against each other: a single one makes no camp. */
	tellingStatements: 2,
	groups: 5,
	/** Below it groups are said not to stand clearly apart: agreement over halves of the statements, thousandths. */
	stability: 200
} as const;

export const GROUP_LABELS = ['A', 'B', 'C', 'D', 'E'] as const;
export type GroupLabel = (typeof GROUP_LABELS)[number];

/** People who answered a statement: `seen` is the sum of the other three. */
export type Support = { agree: number; pass: number; disagree: number; seen: number };

export type Verdict =
	/** Every group accepts it. */
	| 'accepted'
	/** Groups stand against each other, or people within the groups do. */
	| 'divides'
	/** Every group declines it: common ground too, the other way round. */
	| 'declined'
	/** Too few answers, or no clear majority everywhere. */
	| 'unclear';

export type VerdictReason = 'between' | 'within' | 'few' | 'open';

export type GroundStatement = {
	id: string;
	/** Of everybody, placed in a group or not. */
	everyone: Support;
	/** In the order of the groups. */
	groups: readonly Support[];
	verdict: Verdict;
	why: VerdictReason | null;
	/** Product over the groups of (agree + 1) / (seen + 2), in thousandths, rounded down. */
	consensus: number;
};

/** A statement that sets one group apart from the others. */
export type Typical = { id: string; stand: 'agree' | 'disagree' };

export type GroundGroup = { label: GroupLabel; people: number; typical: readonly Typical[] };

/** One or several people on the picture: whole steps from −20 to 20 (rule G11). */
export type GroundDot = { x: number; y: number; group: number; people: number };

export type CommonGround = {
	/** Everybody who answered something. */
	people: number;
	/** Those who answered enough to be placed; the groups share them out. */
	placed: number;
	/** The largest first. A single one: people do not fall into groups. */
	groups: readonly GroundGroup[];
	/**
	 * How far two halves of the statements give the same groups, in thousandths (`stability.ts`). Missing where there is
	 * one group, and in what was computed before it was asked.
	 */
	stability?: number;
	/** Accepted, dividing, declined, unclear; within each the clearest first. */
	statements: readonly GroundStatement[];
	dots: readonly GroundDot[];
};

export type GroundRefusal = {
	code: 'ground-few-people' | 'ground-few-statements' | 'ground-few-answers';
	has: number;
	needs: number;
};

export type GroundOutcome =
	| {
			ok: true;
			ground: CommonGround;
			/** In the order of `people` as they came in: index of the group, null if not placed. */
			groupOf: readonly (number | null)[];
	  }
	| { ok: false; refusal: GroundRefusal };
