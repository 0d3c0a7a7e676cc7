/** The strict schema of signalling: what is long is refused before it is read [LS8]. */
import * as z from 'zod';
import type { SignalData, SignalUp } from '#lib/meeting/calls/signal.ts';
import { refuse, type Refusal } from '#lib/meeting/refusal.ts';

/** Characters of one session description; of eight people with every codec it has about 12,000. */
export const MAX_SDP = 60_000;

const place = { room: z.string().min(1).max(40), as: z.string().min(1).max(40) };
const instance = z.string().regex(/^[a-z0-9]{8,40}$/);
const data = z.union([
	z.strictObject({
		description: z.strictObject({
			type: z.enum(['offer', 'answer', 'pranswer', 'rollback']),
			sdp: z.string().max(MAX_SDP)
		})
	}),
	z.strictObject({
		candidate: z
			.strictObject({
				candidate: z.string().max(1000),
				sdpMid: z.string().max(40).nullable(),
				sdpMLineIndex: z.int().min(0).max(100).nullable(),
				usernameFragment: z.string().max(300).nullable()
			})
			.nullable()
	})
]);
const signal = z.discriminatedUnion('do', [
	z.strictObject({ ...place, do: z.literal('enter'), instance }),
	z.strictObject({
		...{ ...place, do: z.literal('say'), to: z.string().min(1).max(40), instance, data }
	}),
	z.strictObject({ ...place, do: z.literal('leave') })
]);

/** What was said, or why it can't be taken. */
export function parseSignal(raw: unknown): SignalUp | Refusal {
	const sdp = sdpOf(raw);
	if (typeof sdp === 'string' && sdp.length > MAX_SDP) return refuse('too-large');
	const parsed = signal.safeParse(raw);
	return parsed.success ? parsed.data : refuse('malformed');
}

function sdpOf(raw: unknown): unknown {
	type Loose = { data?: { description?: { sdp?: unknown } | null } | null } | null | undefined;
	return (raw as Loose)?.data?.description?.sdp;
}

/** Whose place and which call, for answering even what is malformed. */
export function placeOf(raw: unknown): { room: string; as: string } {
	const { room, as } = (typeof raw === 'object' && raw !== null ? raw : {}) as {
		room?: unknown;
		as?: unknown;
	};
	const short = (one: unknown) => (typeof one === 'string' && one.length <= 40 ? one : '');
	return { room: short(room), as: short(as) };
}

/** [LS11] Whether it names an address that is no relay's. */
export function namesOwnAddress(said: SignalUp): boolean {
	if (said.do !== 'say') return false;
	const { data } = said;
	const lines =
		'description' in data
			? data.description.sdp.split(/[\r\n]+/).filter((line) => CANDIDATE.test(line))
			: [data.candidate?.candidate ?? ''].filter(Boolean);
	return lines.some((line) => !RELAYED.test(line));
}

/**
 * [LS11] The same, and no relayed candidate says from which address its relay was asked: browsers write there where the
 * relay saw them, some even when they use relays alone (RFC 8839, 5.1, says what stands there instead).
 */
export function withoutRelated(data: SignalData): SignalData {
	if ('description' in data) {
		const { type, sdp } = data.description;
		const lines = sdp.replace(/^a=candidate:.*$/gm, hideRelated);
		return { description: { type, sdp: lines } };
	}
	if (!data.candidate) return data;
	return {
		candidate: { ...data.candidate, candidate: hideRelated(data.candidate.candidate) }
	};
}

const CANDIDATE = /^a=candidate:/;
/** The kind stands in its place: what follows it may be called anything. */
const RELAYED = /^(?:a=)?candidate:\S+ \d+ \S+ \d+ \S+ \d+ typ relay(?: [^\r\n]*)?[\r\n]*$/;

function hideRelated(line: string): string {
	return line
		.replace(/ raddr (\S+)/g, (_, address: string) => ` raddr ${nowhere(address)}`)
		.replace(/ rport \S+/g, ' rport 9');
}

const nowhere = (address: string) => (address.includes(':') ? '::' : '0.0.0.0');
