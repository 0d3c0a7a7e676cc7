/**
 * The text of agreement on a paper of its own, from the desk to the two sides: to be signed by hand, or with the
 * signatures and photographs that are kept of it. Rules [AG10] [AG12] of `agreements`.
 */
import { formatSignsAs, formatSigningWay } from '#lib/i18n/agreement-words.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { recordWords } from '#lib/i18n/record-words.ts';
import { formatStamp, inZone } from '#lib/i18n/when.ts';
import { signsAs, textBefore, type SignsAs } from '#lib/meeting/agreements/agreements.ts';
import { strokesPath } from '#lib/meeting/agreements/signature-svg.ts';
import { visibleSeats } from '#lib/meeting/roll/view.ts';
import { jpegSize } from '#server/meeting/picture-size.ts';
import type { Room } from '#server/meeting/room.ts';
import { cleaned, type Block, type Paper } from './paper.ts';
import type { ExportSource } from './source.ts';
import { list, text } from './writing.ts';

const ORDER: readonly SignsAs[] = ['a', 'b', 'mediator'];

/** The paper in the language now asked for; null while no text lies before the sides. `source`: of the desk. */
export function agreementPaper(room: Room, source: ExportSource, zone: string): Paper | null {
	return inZone(zone, () => {
		const paper = paperOf(room, source);
		return paper && cleaned(paper);
	});
}

function paperOf(room: Room, source: ExportSource): Paper | null {
	const { state, hidden } = room.committed;
	const offered = textBefore(state.agreements);
	if (!offered) return null;
	const { meeting, seq } = source.record;
	const words = recordWords(() => source);
	const { lots } = hidden;
	const signatures = offered.signatures.map((one) => ({
		...one,
		name: words.name(one.seat),
		kept: lots['agreement-signatures'].get(one.seat)?.signed
	}));
	const people = visibleSeats(state.roll)
		.flatMap((seat) => {
			const as = signsAs(seat);
			return as ? [{ seat: seat.id, as }] : [];
		})
		.sort((one, other) => ORDER.indexOf(one.as) - ORDER.indexOf(other.as));
	const blocks: Block[] = [
		...list(offered.clauses.map(({ id }) => [{ text: room.texts.get(id) ?? m.common_erased() }])),
		text('body', { text: m.agreements_is() }),
		{
			is: 'table',
			widths: [22, 22, 32, 24],
			middle: [0, 1],
			head: [m.agreements_people(), m.export_sign_name(), m.export_sign(), m.export_sign_date()],
			rows: people.map(({ seat, as }) => {
				const own = signatures.find((one) => one.seat === seat);
				const how = own ? formatSigningWay(own.way) : '';
				return [
					...[formatSignsAs(state.plan, as), words.name(seat)],
					...[own?.erased ? `${how} · ${m.agreements_erased()}` : how],
					own ? formatStamp(own.at) : ''
				];
			}),
			tall: true
		},
		...signatures.flatMap(({ name, kept }): Block[] => {
			if (!kept) return [];
			const alt = m.agreements_picture_of({ name });
			return 'strokes' in kept
				? [
						text('turn', { text: alt, bold: true }),
						{ is: 'signature', alt, path: strokesPath(kept.strokes) }
					]
				: [text('turn', { text: alt, bold: true }), text('said', { text: kept.name })];
		}),
		...offered.photos.flatMap(({ id }, at): Block[] => {
			const photo = lots['agreement-photos'].get(id);
			if (!photo) return [];
			const alt = m.agreements_photo_n({ n: at + 1 });
			const jpeg = photo.picture;
			return [
				text('turn', { text: alt, bold: true }),
				{ is: 'photo', alt, jpeg, ...jpegSize(Buffer.from(jpeg, 'base64')) }
			];
		})
	];
	return {
		language: getLocale(),
		title: m.agreements_paper_title({ title: words.maybe(meeting.title) }),
		body: words.maybe(meeting.body),
		mark: m.agreements_version({ n: offered.version }),
		status:
			offered.settledAt !== null
				? m.agreements_both()
				: signatures.length > 0
					? m.agreements_paper_partly()
					: m.agreements_paper_draft(),
		foot: m.export_page({ seq, code: meeting.code }),
		facts: [],
		blocks,
		at: Math.max(offered.at, ...offered.signatures.map(({ at }) => at))
	};
}
