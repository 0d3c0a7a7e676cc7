/** The small words every slice shares: ids, roles, channels, texts. No behaviour. */

/** A seat in one meeting: `s1`, `s2`, … Staff have seats too. A seat is not a voter. */
export type SeatId = string;
/** An agenda item of one meeting. */
export type ItemId = string;
/** A stage of the runsheet. */
export type StageId = string;
/** A text typed by somebody, kept apart from the journal so that it can be erased. */
export type TextId = string;
/** Milliseconds since 1970, from the room's clock. */
export type Instant = number;

/** What a seat may be. `guest` came by the shared code and is bound to no roll entry. */
export const SEAT_ROLES = [
	'chair',
	'cochair',
	'clerk',
	'helper',
	'timekeeper',
	'member',
	'guest',
	'adviser',
	'observer',
	'supervisor'
] as const;
export type SeatRole = (typeof SEAT_ROLES)[number];

/**
 * Who can act or look: a seat's role, or one of the roles without a seat. `documents` says what was
 * written in a shared document, in this process only (docs/decisions/0006-documents.md); `anonymous` brings a secret
 * ballot, and it is known of nobody who that is (docs/decisions/0022-secret-ballots.md).
 */
export type Role =
	SeatRole | 'organiser' | 'hall' | 'watch' | 'clock' | 'documents' | 'door' | 'anonymous';

/** Where a person takes part: 现场, 线上, 电话. */
export const CHANNELS = ['hall', 'online', 'phone'] as const;
export type Channel = (typeof CHANNELS)[number];

/** A sentence in the three languages; templates and presets are data of this shape. */
export interface Localised {
	'zh-Hans': string;
	'zh-Hant': string;
	en: string;
}

/** What an event carries of a typed text: its id and SHA-256(salt ‖ body) in hex. */
export interface TextRef {
	id: TextId;
	hash: string;
}

/** Who somebody is, for the directory; never in the journal. */
export interface Person {
	name: string;
	/** 楼栋 or unit. */
	building: string;
	/** 身份, as introduced: 居民代表, 楼长 … */
	title: string;
	/** How they are called where their name is shortened: 先生, 女士; missing where the list does not say it. */
	honorific?: Honorific;
}

export const HONORIFICS = ['mr', 'ms'] as const;
export type Honorific = (typeof HONORIFICS)[number];
