/** The last parts: how to check the paper, and where to sign. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { roleName } from '#lib/i18n/seat-words.ts';
import type { Block } from './paper.ts';
import { text, type Pen } from './writing.ts';

export function checkBlocks({ source }: Pen, zone: string): Block[] {
	const { record, told } = source;
	const { minutes } = told;
	const { code } = record.meeting;
	const blocks = [
		text('body', { text: m.export_chain_head({ code, seq: record.seq }) }),
		text('hash', { text: record.head })
	];
	if (minutes.sealed)
		blocks.push(
			text('body', { text: m.export_chain_seal() }),
			text('hash', { text: minutes.sealed.hash })
		);
	const { fingerprint, publicKey } = source.signer;
	blocks.push(
		text('body', { text: m.export_signer({ fingerprint }) }),
		text('hash', { text: publicKey })
	);
	blocks.push(text('body', { text: m.export_zone({ zone: zoneName(zone) }) }));
	return blocks;
}

/** 中国标准时间. */
function zoneName(zone: string): string {
	const parts = new Intl.DateTimeFormat(getLocale(), { timeZone: zone, timeZoneName: 'long' });
	const name = parts.formatToParts(0).find(({ type }) => type === 'timeZoneName')?.value;
	return name ?? zone;
}

/** 主持人, 记录员 and a resident; on the desk's copy everybody who came. */
export function signatureBlocks(pen: Pen): Block[] {
	const { meeting, attendance } = pen.source.record;
	const row = (name: string, role: string) => [role, name, '', ''];
	const blocks: Block[] = [
		signing([
			...meeting.chairs.map((seat) => row(pen.name(seat), roleName('chair'))),
			...meeting.clerks.map((seat) => row(pen.name(seat), roleName('clerk'))),
			row('', m.export_witness())
		])
	];
	const came = attendance.people.filter(
		({ votes, came: how }) => votes && (how === 'present' || how === 'left')
	);
	if (came.length > 0)
		blocks.push(
			text('turn', { text: m.export_sign_present(), bold: true }),
			signing(came.map(({ seat }) => row(pen.name(seat), pen.about(seat))))
		);
	return blocks;
}

function signing(rows: string[][]): Block {
	return {
		is: 'table',
		widths: [30, 20, 30, 20],
		middle: [0, 1],
		head: [m.export_sign_role(), m.export_sign_name(), m.export_sign(), m.export_sign_date()],
		rows,
		tall: true
	};
}
