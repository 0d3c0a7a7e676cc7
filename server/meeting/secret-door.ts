/**
 * The door of secret ballots: what comes is a signed ballot and nothing else. No session is looked up, no cookie read,
 * no address noted, and no line written of it; behind the door it is a command like all others, in the name of nobody
 * (docs/decisions/0022-secret-ballots.md).
 *
 * Invariants: the answer leaves after the COMMIT; the same ballot gets the same answer; over a line that others can
 * listen to nothing is taken.
 */
import { receiptText } from '#lib/meeting/receipt.ts';
import { refuse, type Refusal } from '#lib/meeting/refusal.ts';
import type { Command, MeetingState } from '#lib/meeting/registry.ts';
import { RULES } from '#lib/meeting/rules.ts';
import type { Answer } from '#lib/meeting/wire.ts';
import type { App } from '#server/app.ts';
import { newId } from '#server/auth/arrival.ts';
import { Limiter } from '#server/auth/limiter.ts';
import { isSigned } from './blind-keys.ts';
import { parseCommand } from './commands.ts';
import type { Room } from './room.ts';
import { WorkSlices } from './work-slices.ts';

/** A command that came signed, from nobody knows whom. */
type Signed = Extract<Command, { token: string; signature: string }>;

/** Any slice's: which one was read off what came, so the command is its own. */
interface Door {
	readonly command: Signed['type'];
	readonly names: string;
	keyOf(state: MeetingState, command: Signed): string | Refusal;
	receipt(command: Signed): readonly string[];
}

/** What slices take here: ballots, cards. */
const DOORS = Object.values(RULES).flatMap((rules) =>
	'secretDoor' in rules ? (rules.secretDoor as unknown as Door) : []
);

/** Far above what a ballot takes, bytes. */
export const MOST_BALLOT = 8192;

/**
 * Of one ballot, however it comes: whose address it comes from is nobody's business, and a hall has one for all. What
 * is not signed never reaches the room, so that nobody's noise keeps anybody else's ballot out.
 */
const limiter = new Limiter(20, 1);

/** What comes from all phones of a hall, where many come at one instant. */
const ballots = new WorkSlices();

/** What was counted, signed by this installation: with it a voter whose ballot is not on the board can show so. */
export interface Receipt {
	receipt: string;
	/** The public half of the key that signed it. */
	by: string;
}

/** A ballot, or a secret card, that somebody handed in. `secure`: nobody else can have read it on its way. */
export async function takeBallot(
	app: Pick<App, 'access' | 'sign' | 'signer'>,
	addressKey: string,
	body: string,
	secure: boolean
): Promise<Receipt | Refusal> {
	if (!secure) return refuse('vote-needs-https');
	if (body.length > MOST_BALLOT) return refuse('too-large');
	const room = await app.access.forBallot(addressKey);
	if (!room) return refuse('no-such-vote');
	const handed = await ballots.do(() => handOver(room, body));
	if ('refused' in handed) return handed;
	const answer = await handed.answer;
	if ('refused' in answer) return answer;
	const { door, command } = handed;
	const receipt = app.sign(receiptText(room.meeting, door.receipt(command)));
	return { receipt, by: app.signer.publicKey };
}

/** Looks at it, and hands it to the room. */
function handOver(
	room: Room,
	body: string
): { door: Door; command: Signed; answer: Promise<Answer> } | Refusal {
	const came = readBallot(body);
	if ('refused' in came) return came;
	const { door, command } = came;
	// Before anything waits for the room: forging costs 0.04 ms here. The room looks again.
	const key = door.keyOf(room.committed.state, command);
	if (typeof key !== 'string') return key;
	if (!isSigned(key, command.token, command.signature)) return refuse('token-forged');
	if (!limiter.take(`${room.meeting} ${command.token}`)) return refuse('too-fast');
	const nobody = { session: null, owner: false, door: true };
	const answer = room.ask({ id: newId(), as: 'anonymous', command }, nobody);
	return { door, command, answer };
}

/** What a text says, as the command that it is by the slice whose field it has. */
function readBallot(body: string): { door: Door; command: Signed } | Refusal {
	const said = objectIn(body);
	const door = DOORS.find(({ names }) => Object.hasOwn(said, names));
	if (!door) return refuse('malformed');
	const command = parseCommand({ ...said, type: door.command } as Command);
	return 'refused' in command ? command : { door, command: command as Signed };
}

function objectIn(body: string): object {
	try {
		const said: unknown = JSON.parse(body);
		return typeof said === 'object' && said !== null ? said : {};
	} catch {
		return {};
	}
}
