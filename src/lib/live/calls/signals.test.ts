import { describe, expect, it } from 'vitest';
import type { SignalDown, SignalUp } from '#lib/meeting/calls/signal.ts';
import type { CallGrant } from '#lib/meeting/calls/grant.ts';
import { CallSignals, type SignalHandlers, type SignalLine } from './signals.ts';

const GRANT: CallGrant = {
	...{ engine: 'mesh', iceServers: [], icePolicy: 'all', cap: 6, expiresAt: null }
} as CallGrant;

/** A line, what was said on it, and what the handlers heard. */
function world() {
	const said: SignalUp[] = [];
	const heard: string[] = [];
	const line: SignalLine = { signal: (message: SignalUp) => void said.push(message) };
	const handlers: SignalHandlers = {
		entered: (_grant, peers) => heard.push(`entered ${peers.length}`),
		peers: (peers) => heard.push(`peers ${peers.length}`),
		said: ({ id }) => heard.push(`said ${id}`),
		ended: ({ refused }) => heard.push(`ended ${refused}`)
	};
	const signals = new CallSignals(line, 'hall', 's1');
	signals.enter(handlers);
	const comes = (message: object | null) =>
		line.signalled?.(message && ({ room: 'hall', as: 's1', ...message } as SignalDown));
	return { signals, said, heard, comes };
}

const entered = { is: 'entered', grant: GRANT, peers: [] } as const;
const refused = (code: string) => ({ is: 'refused', why: { refused: code } });

describe('a place in a call', () => {
	it('[LS9] is entered again in the same name whenever the line is back', () => {
		const { signals, said, heard, comes } = world();
		comes(entered);
		comes(null);
		comes(entered);
		expect(said).toEqual(
			[1, 2].map(() => ({
				...{ room: 'hall', as: 's1', do: 'enter', instance: signals.instance }
			}))
		);
		expect(heard).toEqual(['entered 0', 'entered 0']);
	});

	it('hears what is for it, and nothing that is for another place of this phone', () => {
		const { heard, comes } = world();
		comes(entered);
		comes({ is: 'said', from: 'station', instance: 'x', data: { candidate: null } });
		comes({ as: 's2', is: 'peers', peers: [] });
		comes({ room: 'other', is: 'peers', peers: [] });
		expect(heard).toEqual(['entered 0', 'said station']);
	});

	it('ends with a refusal before it was let in, and when the room ends it', () => {
		const first = world();
		first.comes(refused('too-fast'));
		first.comes(entered);
		expect(first.heard).toEqual(['ended too-fast']);
		const later = world();
		later.comes(entered);
		later.comes({ is: 'ended', why: { refused: 'hall-sound-off' } });
		later.comes(entered);
		expect(later.heard.at(-1)).toBe('ended hall-sound-off');
	});

	it('goes on when something said did not count, and asks anew when the room forgot it', () => {
		const { said, heard, comes } = world();
		comes(entered);
		comes(refused('too-fast'));
		expect(said).toHaveLength(1);
		comes(refused('not-in-call'));
		expect(said.at(-1)).toMatchObject({ do: 'enter' });
		expect(heard).toEqual(['entered 0']);
	});

	it('is left once', () => {
		const { signals, said, heard, comes } = world();
		signals.leave();
		signals.leave();
		expect(said.filter((one) => one.do === 'leave')).toHaveLength(1);
		comes(entered);
		expect(heard).toEqual([]);
	});
});
