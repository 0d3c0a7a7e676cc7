/** What can be said about the minutes, and what is then true. */
import type { Instant, SeatId, TextId, TextRef } from '../names.ts';
import type { Change, GistLine, Sealed } from './minutes.ts';

/** A gist line as it is written; when, the room says. */
type NotedLine = Omit<GistLine, 'at' | 'writtenAt' | 'later'>;

/** What is to be corrected; what was written, the room knows. */
export type ChangeAsked = Change extends infer One
	? One extends { was: unknown }
		? Omit<One, 'was'>
		: never
	: never;

export type MinutesCommand =
	/** From the document host: gist lines that changed; `text` undefined: only the rest changed. */
	| {
			type: 'minutes.note';
			lines: (Omit<NotedLine, 'text'> & { text?: string })[];
			gone: string[];
	  }
	/** That is what they meant, or not; `text` names the words they were asked about. */
	| {
			type: 'minutes.read-back';
			seat: SeatId;
			line: string;
			text: TextId;
			right: boolean;
			meant?: string;
	  }
	| { type: 'minutes.allow'; seat: SeatId; allowed: boolean }
	/** `reason`: why the time ends sooner than was said. */
	| { type: 'minutes.open-objections'; until: Instant; reason?: string }
	/** `phone`: clerk or organiser takes it down while the person telephones; `paper`: they copy what was handed in. */
	| {
			type: 'minutes.object';
			seat: SeatId;
			text: string;
			fact?: number;
			phone?: true;
			paper?: true;
	  }
	| { type: 'minutes.answer'; objection: string; agreed: boolean; text: string }
	/** Only from this process, with the frozen document's blocks; `upTo` is the last fact in them. */
	| { type: 'minutes.seal'; blocks: Sealed<string>[]; upTo: number }
	/** Before sealing with `change`, and `text` says why; after it without. */
	| { type: 'minutes.correct'; text: string; fact?: number; change?: ChangeAsked };

export type MinutesEvent =
	/** `dropped`: former texts of these lines, which no screen shows any more; their bodies go. */
	| {
			type: 'minutes.noted';
			body: { lines: NotedLine[]; gone: string[]; dropped: TextId[] };
	  }
	| { type: 'minutes.allowed'; body: { seat: SeatId; allowed: boolean } }
	/** `sooner`: until when they were taken before, and why no longer. */
	| {
			type: 'minutes.objections-opened';
			body: { until: Instant; sooner?: { was: Instant; reason: TextRef } };
	  }
	| {
			type: 'minutes.objected';
			body: {
				id: string;
				seat: SeatId;
				fact: number | null;
				text: TextRef;
				phone?: true;
				paper?: true;
			};
	  }
	| { type: 'minutes.answered'; body: { id: string; agreed: boolean; text: TextRef } }
	| {
			type: 'minutes.sealed';
			body: { blocks: Sealed<TextRef>[]; upTo: number; hash: string };
	  }
	| {
			type: 'minutes.corrected';
			body: { id: string; fact: number | null; text: TextRef; change?: Change };
	  };
