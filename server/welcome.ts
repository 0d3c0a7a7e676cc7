/**
 * What a newcomer reads when the server has started: where it is, and for the demo meeting the link
 * that each person in the room holds, with a QR for phones.
 */
import { renderUnicodeCompact } from 'uqr';
import type { SeatRole } from '#lib/meeting/names.ts';
import { hallOrigins, listensOnLoopbackOnly, originAt, shareOrigin } from './addresses.ts';
import type { App } from './app.ts';
import { displayPath, seatLink } from './meeting/links.ts';
import { demoMeeting } from './meeting/meeting-lists.ts';
import type { Room } from './meeting/room.ts';

const ROLES: [SeatRole, string][] = [
	['chair', '主持人 chair'],
	['clerk', '记录员 clerk'],
	['timekeeper', '计时员 timekeeper'],
	['helper', '帮手 helper']
];

/** The lines for a server that listens. */
export async function welcome(app: App): Promise<string> {
	const local = originAt(app.config, 'localhost', app.port);
	const share = shareOrigin(app.config, app.port);
	const lines = ['', `  议堂 Yitang  ${local}`, '', ...whereFrom(app)];
	if (app.newKey)
		lines.push(
			`  Backups are signed with ${app.signer.fingerprint}; every record names this key too.`,
			`  备份用这把钥匙签名：${app.signer.fingerprint}；每份公开记录都写着它。`,
			''
		);
	if (await app.accounts.none()) {
		const token = await app.accounts.invite();
		lines.push(`  First organiser 第一位组织者: ${local}/welcome#${token}`, '');
	}
	const demo = await demoMeeting(app);
	const room = demo && (await app.rooms.byId(demo.id));
	if (room) lines.push(...(await demoLinks(app, room, local, share)));
	return lines.join('\n') + '\n';
}

/** How the hall reaches this server, likeliest address first; never a promise that can't be kept. */
function whereFrom({ config, port }: Pick<App, 'config' | 'port'>): string[] {
	if (config.publicUrl) return [`  for everybody: ${config.publicUrl}`, ''];
	if (listensOnLoopbackOnly(config))
		return [
			`  HOST is ${config.host}: only this computer reaches the server, no phone and no hall screen.`,
			`  HOST 是 ${config.host}：只有这台电脑能进，手机和大屏都进不来。`,
			''
		];
	const [first, ...others] = hallOrigins(config, port);
	if (!first)
		return [
			'  This computer is on no network: phones cannot reach it yet. Start again when it is.',
			'  这台电脑没有连上网络：手机还进不来。连上后请重新启动。',
			''
		];
	return [
		`  on the hall's network: ${first}`,
		...(others.length > 0 ? [`  other addresses 其他地址: ${others.join('  ')}`] : []),
		'',
		...(config.https ? ACCEPT : PLAIN),
		''
	];
}

const PLAIN = [
	'  No PUBLIC_URL is set: phones must be on the same Wi-Fi; no secret votes, no microphone.',
	'  没有设置 PUBLIC_URL：只有会场 Wi-Fi 能进；不能秘密投票、不能用麦克风。',
	'  HTTPS=on npm start: a certificate of its own, with which both work. 用自己的证书，两样都能用。'
];
/** How a phone takes the certificate, what that unlocks, and where it may not work. */
const ACCEPT = [
	'  A certificate of its own: a phone is asked once. Chrome, Edge, Android: 高级 Advanced, then 继续前往 Proceed.',
	'  Safari, iPhone: 显示详细信息 Show Details, then 访问此网站 visit this website.',
	'  自己的证书：手机第一次会问一句，照上面点一次就好。',
	'  It unlocks secret votes, the microphone and the camera. 能秘密投票、用麦克风和相机。',
	'  WeChat may refuse it, and some iPhones the live line: open the link in the browser, or use paper.',
	'  微信里可能打不开，有的 iPhone 连不上实时画面：请用浏览器打开，或者用纸质票。'
];

/** False when no phone can open a link, so that a QR code would be worse than none. */
function reachable({ config, port }: App): boolean {
	return config.publicUrl !== null || hallOrigins(config, port).length > 0;
}

async function demoLinks(app: App, room: Room, local: string, share: string): Promise<string[]> {
	const { seats, order } = room.committed.state.roll;
	const lines = ['  Demo meeting 演示会议: 老年食堂怎么办 · ' + room.code, ''];
	const link = (origin: string, id: string) => seatLink(app, origin, room, id);
	for (const [role, name] of ROLES) {
		const id = order.find((seat) => seats[seat]?.role === role);
		if (id) lines.push(`  ${name.padEnd(18)} ${link(local, id)}`);
	}
	const phone = order.find((seat) => seats[seat]?.no === 2);
	if (phone) lines.push(`  ${'手机 phone (2号)'.padEnd(17)} ${link(local, phone)}`);
	lines.push(`  ${'大屏 hall'.padEnd(17)} ${local}${await displayPath(app, room)}`);
	lines.push(`  ${'旁听 watch'.padEnd(17)} ${local}/m/${room.addressKey}/watch`, '');
	if (phone && reachable(app)) {
		const qr = renderUnicodeCompact(link(share, phone), { border: 1 });
		lines.push('  Scan as seat 2 扫码坐2号:', ...qr.split('\n').map((line) => `    ${line}`), '');
	}
	return lines;
}
