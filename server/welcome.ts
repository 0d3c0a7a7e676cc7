/**
 * What a newcomer reads when the server has started: where it is, and for the demo meeting the link
 * that each person in the room holds, with a QR for phones.
 */
import { eq } from 'drizzle-orm';
import { renderUnicodeCompact } from 'uqr';
import type { SeatRole } from '#lib/meeting/names.ts';
import { shareOrigin } from './addresses.ts';
import type { App } from './app.ts';
import { meeting as meetings } from './db/schema.ts';
import { seatLink } from './meeting/links.ts';
import type { Room } from './meeting/room.ts';

const ROLES: [SeatRole, string][] = [
	['chair', '主持人 chair'],
	['clerk', '记录员 clerk'],
	['timekeeper', '计时员 timekeeper'],
	['helper', '帮手 helper']
];

/** The lines for a server listening on `port`. */
export async function welcome(app: App, port: number): Promise<string> {
	const local = `http://localhost:${port}`;
	const share = shareOrigin(app.config, port);
	const lines = ['', `  议堂 Yitang  ${local}`, ''];
	if (share !== local) lines.push(`  on the hall's network: ${share}`, '');
	if (!app.config.publicUrl)
		lines.push(
			'  No PUBLIC_URL is set: phones must be on the same Wi-Fi; no secret votes, no microphone.',
			'  没有设置 PUBLIC_URL：只有会场 Wi-Fi 能进；不能秘密投票、不能用麦克风。',
			''
		);
	if (app.accounts.none)
		lines.push(`  First organiser 第一位组织者: ${local}/welcome#${app.accounts.invite()}`, '');
	const demo = app.connection.tables.select().from(meetings).where(eq(meetings.demo, true)).get();
	const room = demo && (await app.rooms.byId(demo.id));
	if (room) lines.push(...demoLinks(app, room, local, share));
	return lines.join('\n') + '\n';
}

function demoLinks(app: App, room: Room, local: string, share: string): string[] {
	const { seats, order } = room.stored.state.roll;
	const lines = ['  Demo meeting 演示会议: 老年食堂怎么办 · ' + room.code, ''];
	const link = (origin: string, id: string) => seatLink(app, origin, room, id);
	for (const [role, name] of ROLES) {
		const id = order.find((seat) => seats[seat]?.role === role);
		if (id) lines.push(`  ${name.padEnd(18)} ${link(local, id)}`);
	}
	const phone = order.find((seat) => seats[seat]?.no === 2);
	if (phone) lines.push(`  ${'手机 phone (2号)'.padEnd(17)} ${link(local, phone)}`);
	lines.push(`  ${'大屏 hall'.padEnd(17)} ${local}/hall/${room.code}`);
	lines.push(`  ${'旁观 watch'.padEnd(17)} ${local}/m/${room.code}/watch`, '');
	if (phone) {
		const qr = renderUnicodeCompact(link(share, phone), { border: 1 });
		lines.push('  Scan as seat 2 扫码坐2号席:', ...qr.split('\n').map((line) => `    ${line}`), '');
	}
	return lines;
}
