/** A text of agreement, for the test of what is typed: written, refused, taken back, signed in all ways, erased. */
import { opened, plan } from '#lib/meeting/runsheet/test-meetings.ts';
import type { TestRoom } from '#lib/meeting/test-room.ts';
import { A, B, CHAIR, CLERK, draft, run, typed } from './typed-signs.ts';

export function agreement(): TestRoom {
	const room = opened(plan({ preset: 'mediation', template: 'seven-mediation' }, draft()), [A, B]);
	const [a, b] = [room.seat(A), room.seat(B)];
	run(
		room,
		CLERK,
		{ type: 'roll.side', seat: a, side: 'a' },
		{ type: 'roll.side', seat: b, side: 'b' }
	);
	const offer = () => {
		const { revision } = room.state.agreements;
		run(room, CLERK, { type: 'agreements.draft', clauses: [typed(), typed()], revision });
		run(room, CHAIR, { type: 'agreements.offer', revision: room.state.agreements.revision });
		return room.state.agreements.offered!;
	};
	const { version } = offer();
	run(room, A, { type: 'agreements.differ', seat: a, version, text: typed() });
	run(room, CHAIR, { type: 'agreements.take-back', version, signed: 0 });
	const text = offer();
	const read = { version: text.version, digest: text.digest };
	const signed = { strokes: [[0, 0, 500, 300]] };
	run(room, A, { type: 'agreements.sign', seat: a, ...read, signed });
	run(room, A, { type: 'agreements.withdraw', seat: a, version: read.version });
	run(room, A, { type: 'agreements.sign', seat: a, ...read, signed: { name: A } });
	const take = 'abcdefghijkl';
	run(room, CLERK, { type: 'agreements.photo', version: read.version, take, picture: typed() });
	run(room, CLERK, { type: 'agreements.on-paper', seat: b, version: read.version });
	const [photo] = room.state.agreements.offered!.photos;
	run(room, CLERK, { type: 'agreements.erase-photo', photo: photo!.id });
	run(room, A, { type: 'agreements.erase-signature', seat: a });
	return room;
}
