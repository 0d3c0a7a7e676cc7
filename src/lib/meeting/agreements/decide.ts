/** Decides the text of agreement. Rules: `RULES.md`, quoted as [AG1] …. */
import { isPresent } from '../attendance/attendance.ts';
import { isRefusal, type Context, type Outcome } from '../context.ts';
import { parseText } from '../parse-text.ts';
import { refuseUnlessOpen } from '../phase.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { Hidden, MeetingState } from '../registry.ts';
import { signsIn } from '../person-seats.ts';
import { seatOf, type Seat } from '../roll/roll.ts';
import {
	CLAUSE_LENGTH,
	DIFFERS_LENGTH,
	hasAgreement,
	MOST_CLAUSES,
	MOST_PHOTOS,
	signatureOf,
	signsAs,
	textBefore,
	type AgreementsCommand,
	type OfferedText,
	type SigningWay,
	type SignsAs
} from './agreements.ts';
import { isDrawn, isOwnName } from './legible.ts';
import { eraseAll, erasePhoto, eraseSignature, keepPhoto, keepSignature } from './rows.ts';

type Of<T extends AgreementsCommand['type']> = Extract<AgreementsCommand, { type: T }>;

/** Events and hidden writes, or why not. */
export function decideAgreements(
	state: MeetingState,
	hidden: Hidden,
	command: AgreementsCommand,
	context: Context
): Outcome {
	if (!hasAgreement(state)) return refuse('no-sides');
	// What is erased is erased whenever somebody asks [AG13].
	if (command.type === 'agreements.erase-photo') return dropPhoto(state, command);
	if (command.type === 'agreements.erase-signature') return eraseOne(state, command);
	const shut = refuseUnlessOpen(state);
	if (shut) return shut;
	switch (command.type) {
		case 'agreements.draft':
			return draft(state, command, context);
		case 'agreements.offer':
			return offer(state, command, context);
		default: {
			const text = textBefore(state.agreements);
			if (!text) return refuse('agreement-not-offered');
			if (command.version !== text.version) return refuse('agreement-changed');
			return ofText(state, hidden, text, command, context);
		}
	}
}

function ofText(
	state: MeetingState,
	hidden: Hidden,
	text: OfferedText,
	command: Exclude<
		AgreementsCommand,
		Of<
			| 'agreements.draft'
			| 'agreements.offer'
			| 'agreements.erase-photo'
			| 'agreements.erase-signature'
		>
	>,
	context: Context
): Outcome {
	switch (command.type) {
		case 'agreements.take-back':
			return takeBack(text, command);
		case 'agreements.sign':
			return sign(state, hidden, text, command);
		case 'agreements.differ':
			return differ(state, text, command, context);
		case 'agreements.withdraw':
			return withdraw(text, command);
		case 'agreements.on-paper':
			return onPaper(state, text, command);
		case 'agreements.photo':
			return photo(hidden, text, command, context);
	}
}

/** [AG1] [AG2] */
function draft(
	{ agreements }: MeetingState,
	{ clauses: typed, revision }: Of<'agreements.draft'>,
	context: Context
): Outcome {
	const before = textBefore(agreements);
	if (before) return refuse(before.settledAt === null ? 'agreement-offered' : 'agreement-settled');
	if (revision !== agreements.revision) return refuse('agreement-moved');
	if (typed.length === 0) return refuse('agreement-empty');
	if (typed.length > MOST_CLAUSES) return refuse('agreement-too-many', { max: MOST_CLAUSES });
	const clauses: string[] = [];
	for (const one of typed) {
		const clause = parseText(one, { max: CLAUSE_LENGTH });
		if (typeof clause !== 'string') return clause;
		if (clause === '') return refuse('agreement-empty');
		clauses.push(clause);
	}
	const body = { clauses: clauses.map((one) => context.text(one)) };
	return { events: [{ type: 'agreements.drafted', body }] };
}

/** [AG2] */
function offer(
	{ agreements }: MeetingState,
	{ revision }: Of<'agreements.offer'>,
	context: Context
): Outcome {
	const { clauses, offered } = agreements;
	const before = textBefore(agreements);
	if (before) return refuse(before.settledAt === null ? 'agreement-offered' : 'agreement-settled');
	if (clauses.length === 0) return refuse('agreement-empty');
	if (revision !== agreements.revision) return refuse('agreement-moved');
	const version = (offered?.version ?? 0) + 1;
	// Of the salted hashes: from this nobody can find out what was typed.
	const digest = context.digest(
		JSON.stringify([version, clauses.map(({ id, hash }) => [id, hash])])
	);
	return { events: [{ type: 'agreements.offered', body: { version, digest, clauses } }] };
}

/** [AG8] [AG9] */
function takeBack(text: OfferedText, { version, signed }: Of<'agreements.take-back'>): Outcome {
	if (text.settledAt !== null) return refuse('agreement-settled');
	if (signed !== text.signatures.length) return refuse('agreement-moved');
	return {
		events: [{ type: 'agreements.taken-back', body: { version, signed } }],
		hidden: eraseAll()
	};
}

/** Whose seat it is and for whom it signs, or why not. [AG4] */
function signer(
	{ roll, attendance }: MeetingState,
	id: string
): { seat: Seat; as: SignsAs } | Refusal {
	const seat = seatOf(roll, id);
	if (!seat) return refuse('no-such-seat');
	const as = signsAs(seat);
	if (as === null) return refuse('agreement-not-party');
	if (signsIn(seat) && !isPresent(attendance, seat.id)) return refuse('not-present');
	return { seat, as };
}

/** [AG4] [AG5] [AG6] */
function sign(
	state: MeetingState,
	hidden: Hidden,
	text: OfferedText,
	{ seat: id, version, digest, signed }: Of<'agreements.sign'>
): Outcome {
	const who = signer(state, id);
	if (isRefusal(who)) return who;
	const { seat, as } = who;
	if (digest !== text.digest) return refuse('agreement-changed');
	if (signatureOf(text, seat.id)) return refuse('agreement-signed');
	if ('name' in signed) {
		const person = hidden.roll.people.get(seat.id);
		if (!person || !isOwnName(signed.name, person.name)) return refuse('agreement-other-name');
	} else if (!isDrawn(signed.strokes)) return refuse('agreement-unreadable');
	const way = 'name' in signed ? 'typed' : 'drawn';
	return {
		events: [signing(text, seat.id, as, way)],
		hidden: [keepSignature(seat.id, { version, signed })]
	};
}

/** [AG9] */
function signing(text: OfferedText, seat: string, as: SignsAs, way: SigningWay) {
	const sides = new Set([...text.signatures.map((one) => one.as), as]);
	const settles = text.settledAt === null && sides.has('a') && sides.has('b');
	const { version } = text;
	return { type: 'agreements.signed', body: { seat, as, version, way, settles } } as const;
}

/** [AG7] */
function differ(
	state: MeetingState,
	text: OfferedText,
	{ seat: id, text: typed }: Of<'agreements.differ'>,
	context: Context
): Outcome {
	const who = signer(state, id);
	if (isRefusal(who)) return who;
	if (signatureOf(text, who.seat.id)) return refuse('agreement-signed');
	const words = parseText(typed, { max: DIFFERS_LENGTH, required: true });
	if (typeof words !== 'string') return words;
	const body = { seat: who.seat.id, text: context.text(words) };
	return { events: [{ type: 'agreements.differed', body }] };
}

/** [AG8] [AG9] */
function withdraw(text: OfferedText, { seat }: Of<'agreements.withdraw'>): Outcome {
	const own = signatureOf(text, seat);
	if (!own) return refuse('agreement-not-signed');
	if (text.settledAt !== null) return refuse('agreement-settled');
	return {
		events: [{ type: 'agreements.withdrawn', body: { seat: own.seat } }],
		hidden: [eraseSignature(own.seat)]
	};
}

/** [AG10] */
function onPaper(
	state: MeetingState,
	text: OfferedText,
	{ seat: id }: Of<'agreements.on-paper'>
): Outcome {
	const seat = seatOf(state.roll, id);
	if (!seat) return refuse('no-such-seat');
	const as = signsAs(seat);
	if (as === null) return refuse('agreement-not-party');
	if (signatureOf(text, seat.id)) return refuse('agreement-signed');
	if (text.photos.length === 0) return refuse('agreement-photo-first');
	return { events: [signing(text, seat.id, as, 'paper')] };
}

/** [AG11] */
function photo(
	{ lots }: Hidden,
	text: OfferedText,
	{ take, picture }: Of<'agreements.photo'>,
	context: Context
): Outcome {
	const kept = [...lots['agreement-photos'].values()];
	if (kept.some((one) => one.take === take)) return { events: [] };
	if (text.photos.length >= MOST_PHOTOS)
		return refuse('agreement-photos-full', { max: MOST_PHOTOS });
	const id = context.newId('ap');
	return {
		events: [{ type: 'agreements.photographed', body: { photo: id, by: context.actor.id } }],
		hidden: [keepPhoto(id, { take, picture })]
	};
}

/** [AG13] One that is gone already is gone. */
function dropPhoto(
	{ agreements }: MeetingState,
	{ photo: id }: Of<'agreements.erase-photo'>
): Outcome {
	const known = agreements.offered?.photos.find((one) => one.id === id);
	if (!known) return { events: [] };
	return {
		events: [{ type: 'agreements.photo-erased', body: { photo: known.id } }],
		hidden: [erasePhoto(known.id)]
	};
}

/** [AG13] That it was signed stays. */
function eraseOne(
	{ agreements }: MeetingState,
	{ seat }: Of<'agreements.erase-signature'>
): Outcome {
	const own = signatureOf(agreements.offered, seat);
	if (!own) return refuse('agreement-not-signed');
	if (own.erased || own.way === 'paper') return { events: [] };
	return {
		events: [{ type: 'agreements.signature-erased', body: { seat: own.seat } }],
		hidden: [eraseSignature(own.seat)]
	};
}
