/** Writes of the hidden rows: signatures and photographs of signed sheets. */
import type { SeatId } from '../names.ts';
import type { WriteOf } from '../registry.ts';
import type { KeptPhoto, KeptSignature, PhotoId } from './agreements.ts';

type Write = WriteOf<'agreements'>;
const slice = 'agreements';

export function keepSignature(key: SeatId, value: KeptSignature): Write {
	return { slice, lot: 'agreement-signatures', key, value };
}

export function eraseSignature(key: SeatId): Write {
	return { slice, lot: 'agreement-signatures', key, value: null };
}

/** What a guest signed is signed by whoever they are on the roll, in place of what those have signed themselves [AG4]. */
export function bindSignature(
	kept: ReadonlyMap<SeatId, KeptSignature>,
	guest: SeatId,
	seat: SeatId
): Write[] {
	const signed = kept.get(guest);
	if (!signed) return [];
	return [eraseSignature(guest), keepSignature(seat, signed)];
}

export function keepPhoto(key: PhotoId, value: KeptPhoto): Write {
	return { slice, lot: 'agreement-photos', key, value };
}

export function erasePhoto(key: PhotoId): Write {
	return { slice, lot: 'agreement-photos', key, value: null };
}

/** The text is taken back: nothing that was signed of it is kept [AG8]. */
export function eraseAll(): Write[] {
	return [
		{ slice, lot: 'agreement-signatures', clear: true },
		{ slice, lot: 'agreement-photos', clear: true }
	];
}
