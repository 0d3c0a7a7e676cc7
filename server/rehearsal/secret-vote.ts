/**
 * How an invented resident votes secretly: a ballot is asked for from the seat, and cast through the door in nobody's
 * name, as phones do (decision 0022). It is not blinded: of somebody who is invented there is nothing to hide, and
 * blinding three hundred would take ten seconds of this machine.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Vote } from '#lib/meeting/ballots/ballots.ts';
import { keyOf } from '#lib/meeting/ballots/blind-vote.ts';
import { hiddenVote } from '#lib/meeting/ballots/hidden.ts';
import type { SeatId } from '#lib/meeting/names.ts';
import type { Command } from '#lib/meeting/registry.ts';
import { newId } from '#server/auth/arrival.ts';
import type { Room } from '#server/meeting/room.ts';

/** Of a key of 2,048 bits, and of SHA-384, in bytes. */
const KEY_BYTES = 256;
const HASH_BYTES = 48;
/** 1 bit less than the key has. */
const FIRST_BITS = 0x7f;

/** Fetches a ballot, and casts it; what is refused was too late, or there is none for this seat. */
export async function castSecretly(
	room: Room,
	vote: Vote,
	{ seat, session, choice }: { seat: SeatId; session: string; choice: readonly string[] }
): Promise<void> {
	const token = randomBytes(64);
	const blinded = encodedForSigning(token).toString('base64url');
	const ask = { type: 'ballots.token', vote: vote.id, seat, blinded } as const;
	const given = await room.ask({ id: newId(), as: seat, command: ask }, { session, owner: false });
	const { state, hidden } = room.committed;
	const issued = hiddenVote(hidden.ballots, vote.id).issued.get(seat);
	if ('refused' in given || !issued) return;
	const cast: Command = {
		...({ type: 'ballots.cast-secret', vote: vote.id, token: token.toString('hex') } as const),
		...{ key: keyOf(state.ballots, vote, seat), signature: issued.signature, choice: [...choice] }
	};
	const nobody = { session: null, owner: false, door: true };
	await room.ask({ id: newId(), as: 'anonymous', command: cast }, nobody);
}

/** What is signed of a message: EMSA-PSS with SHA-384 and a salt as long as that (RFC 8017, 9.1.1). */
export function encodedForSigning(message: Buffer): Buffer {
	const salt = randomBytes(HASH_BYTES);
	const hash = sha384(Buffer.alloc(8), sha384(message), salt);
	const padding = Buffer.alloc(KEY_BYTES - 2 * HASH_BYTES - 2);
	const block = Buffer.concat([padding, Buffer.of(1), salt]);
	const mask = maskOf(hash, block.length);
	const masked = block.map((byte, at) => byte ^ mask[at]!);
	masked[0]! &= FIRST_BITS;
	return Buffer.concat([masked, hash, Buffer.of(0xbc)]);
}

/** MGF1 of RFC 8017. */
function maskOf(seed: Buffer, length: number): Buffer {
	const blocks = Array.from({ length: Math.ceil(length / HASH_BYTES) }, (_, n) => {
		const counter = Buffer.alloc(4);
		counter.writeUInt32BE(n);
		return sha384(seed, counter);
	});
	return Buffer.concat(blocks);
}

function sha384(...parts: readonly Buffer[]): Buffer {
	return createHash('sha384').update(Buffer.concat(parts)).digest();
}
