/**
 * Makes a meeting: a row, a code, and then commands through its room like everybody else. Nothing is
 * left behind when the plan is refused.
 */
import type { Command, MeetingState } from '#lib/meeting/registry.ts';
import { refuse, type Refusal } from '#lib/meeting/refusal.ts';
import type { App } from '#server/app.ts';
import type { OnceId } from '#server/auth/once.ts';
import { newAddressKey } from '#server/auth/address-key.ts';
import { realEnvironment } from './context.ts';
import { parseCommand } from './commands.ts';
import type { Room } from './room.ts';

type Plan = Omit<Extract<Command, { type: 'plan.create' }>, 'type' | 'meeting' | 'code'>;

export interface NewMeeting {
	/** The account that makes it; null for the demo. */
	owner: string | null;
	/** Of which community it is, one of the account's; otherwise of its first. */
	community?: string;
	/** What is planned; a function of the time at which it was first asked for. */
	plan: Plan | ((askedAt: number) => Plan);
	/** The roll. */
	then: Command[];
	/** Further commands that need the seats just made. */
	after?: (state: MeetingState) => Command[];
	/** A code of one's own, for the demo; otherwise six random digits. */
	code?: string;
	demo?: boolean;
	/** The meeting that it rehearses. */
	rehearses?: string;
	/** The page's id: the same form makes, or finishes, the same meeting. */
	once?: OnceId;
}

/** The new room, or the first refusal. */
export function createMeeting(app: App, made: NewMeeting): Promise<Room | Refusal> {
	const { once } = made;
	if (!once) return create(app, realEnvironment.random(12), made);
	return app.once.alone(once, () => create(app, once.derive('meeting').subarray(0, 12), made));
}

async function create(app: App, name: Buffer, made: NewMeeting): Promise<Room | Refusal> {
	// What is begun now would end without its first event; the next start takes out what did (`openJournal`).
	if (app.stopping) return refuse('not-saved');
	const id = name.toString('base64url');
	const known = await rowOf(app, id);
	const { code, createdAt } = known ?? (await makeRow(app, id, made));
	const room = (await app.rooms.byId(id))!;
	const plan = typeof made.plan === 'function' ? made.plan(createdAt) : made.plan;
	const refused =
		(await send(room, 'plan', [
			{
				...{ type: 'plan.create', meeting: id, code, ...plan },
				...(made.rehearses ? { rehearsal: true as const } : {})
			}
		])) ?? (await send(room, 'then', made.then));
	if (refused) {
		// What was made before, by the same page, stays.
		if (known) return refused.refused === 'conflict' ? refuse('page-used') : refused;
		await app.rooms.discard(room);
		return refused;
	}
	return (made.after && (await send(room, 'after', made.after(room.committed.state)))) ?? room;
}

/** Says commands as the organiser, one after another; stops at the first refusal. */
async function send(room: Room, step: string, commands: Command[]): Promise<Refusal | null> {
	for (const [index, command] of commands.entries()) {
		const said = parseCommand(command);
		if ('refused' in said) return said;
		const answer = await room.ask(
			{ id: `created-${step}-${index}`, as: 'organiser', command },
			{ session: null, owner: true, door: true }
		);
		if ('refused' in answer) return answer;
	}
	return null;
}

interface Row {
	code: string;
	createdAt: number;
}

function rowOf({ store }: App, id: string): Promise<Row | undefined> {
	const sql = 'SELECT code, created_at AS "createdAt" FROM meeting WHERE id = ?';
	return store.one<Row>(sql, id);
}

const MAKE = `INSERT INTO meeting (id, owner, community, demo, rehearses, created_at, code, address_key)
	VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;

/** The row with six digits that no other meeting uses. */
async function makeRow(app: App, id: string, made: NewMeeting): Promise<Row> {
	const { owner, demo, code } = made;
	const community = made.community ?? (owner && (await app.communities.firstOf(owner)));
	for (;;) {
		const digits = code ?? randomCode();
		const args = [
			id,
			owner,
			community,
			demo ? 1 : 0,
			made.rehearses ?? null,
			app.now(),
			digits,
			newAddressKey()
		];
		await app.store.write([{ sql: MAKE, args }]);
		const row = await rowOf(app, id);
		if (row) return row;
		if (code) throw new Error(`another meeting has the code ${code}`);
	}
}

function randomCode(): string {
	return String(100_000 + (realEnvironment.random(4).readUInt32BE(0) % 900_000));
}
