/** The door of secret ballots, from outside: without cookies, and not through the socket that knows who we are. */
import type { BoardBallot } from '#lib/meeting/ballots/ballots.ts';
import { refuse, type Refusal } from '#lib/meeting/refusal.ts';

/** Nothing over this page can be listened to, and what is needed for large numbers is here. */
export function canVoteSecretly(): boolean {
	return globalThis.isSecureContext && (crypto as Partial<Crypto>).subtle !== undefined;
}

/** A secret card on its way. */
export interface SecretCard {
	board: string;
	card: string;
	key: string;
	text: string;
	stance: string;
	token: string;
	signature: string;
}

/** That it was taken, signed by the installation whose public key is `by`; base64url. */
export interface SignedReceipt {
	receipt: string;
	by: string;
}

/** Hands in a ballot, or a card; `origin` where that is not the page's. `expired`: no answer came, and it may have been counted; the same may be said again. */
export async function handIn(
	addressKey: string,
	ballot: (BoardBallot & { vote: string }) | SecretCard,
	origin = ''
): Promise<SignedReceipt | Refusal> {
	try {
		const answer = await fetch(`${origin}/ballot/${addressKey}`, {
			method: 'POST',
			credentials: 'omit',
			cache: 'no-store',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(ballot)
		});
		if (answer.status >= 500) return refuse('expired');
		return (await answer.json()) as SignedReceipt | Refusal;
	} catch {
		return refuse('expired');
	}
}

/** The board of a vote that is over, as anybody may fetch it; null where it does not come. */
export async function fetchBoard(addressKey: string, vote: string): Promise<BoardBallot[] | null> {
	try {
		const answer = await fetch(`/r/${addressKey}/ballots/${vote}/board.json`);
		if (!answer.ok) return null;
		return ((await answer.json()) as { ballots: BoardBallot[] }).ballots;
	} catch {
		return null;
	}
}
