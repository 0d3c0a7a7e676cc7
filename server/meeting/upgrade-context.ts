/** Who asks for a socket, of the room or of a document: checked once, at the upgrade. */
import type { Caller } from '#server/auth/meeting-access.ts';
import type { Held } from '#server/auth/session.ts';

/** What the upgrade request said about who asks for a socket. */
export interface UpgradeContext extends Caller {
	/** Which meeting: its key, or six digits. */
	address: string;
	/** All sessions it came with: when one of them ends, the socket closes. */
	sessions: readonly string[];
	/** When they were looked up, and by which token; what became of them since is asked once more. */
	asked: number;
	held: readonly Held[];
	/** Where it comes from; see `networkOf`. */
	network: string | null;
	/** When the earlier of the sessions ends. */
	expiresAt: number;
}
