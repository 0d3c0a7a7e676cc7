import { afterAll, describe, expect, it } from 'vitest';
import { PasswordStrength } from './strength.ts';

const strength = new PasswordStrength(process.cwd());
afterAll(() => strength.stop());
const of = (password: string) => strength.fault(password, ['zhouyaqin', '周雅琴']);

/** What is tried first: English lists, and the habits of those who think in Chinese. */
const WEAK = `
	password12345 woaini1314520 20001231zs woaini520520 wodemima123 wodemima2026 nihao123456 a123456789
	1234567890 0987654321 13800138000 138001380001 qq123456789 zs13912345678 20081208beijing beijing2008
	beijing20080808 shanghai2010 jinan19870512 dianliu110411 yitang2026 yitang123456 huiyi20261129 admin123456
	administrator zhangwei1990 wangxiaoming wangxiaoming123 liudehua888 zhangsanlisi woaizhongguo
	woaizhongguo1949 gongxifacai888 xinniankuaile tiantianxiangshang zhimakaimen iloveyou1314 iloveyou520
	5201314woaini aini5201314 qwertyuiop qwerty123456 1qaz2wsx3edc qazwsxedc123 asdfghjkl123 zxcvbnm12345
	1q2w3e4r5t6y poiuytrewq abcdefghij abc123456789 aaaaaaaaaa aaabbbccc111 abababababab 1212121212
	p@ssw0rd2026 P@ssword123! Admin@123456 Passw0rd123 welcome2026! letmein12345 superman123 iloveyouforever
	chunjie2026 zhongqiu20260925 guoqing1949 19491001guoqing 2026-11-29-2026 1987.05.12 zhouyaqin123
	zhouyaqin周雅琴 zhouyaqin1987 370102198705121234 laopowoaini laogong5201314 baobei123456 mama19621120
	shitang123456 shequ2026 juweihui888 qinaide1314 zhang19870512 woshizhongguoren woshibeijingren woaishanghairen
	buyaogaosuni woshiyigeren kaixinmeiyitian diyimingdiyi
`;
const WEAK_HANZI = `
	我爱北京天安门|为人民服务为人民服务|好好学习天天向上|床前明月光疑是地上霜|恭喜发财恭喜发财|新年快乐2026
	中华人民共和国|我爱你一生一世|密码密码密码密码|周雅琴周雅琴周雅琴|王小明1990|我的密码123456|芝麻开门888888|老婆我爱你520
	春眠不觉晓处处闻啼鸟|世界和平2026|中国共产党万岁|老年食堂怎么办|一二三四五上山打老虎
`;
const GOOD = `
	食堂 油烟 槐树 早饭|食堂油烟槐树早饭|食堂　油烟　槐树　早饭|蜻蜓 砚台 拖拉机 薄荷|蜻蜓砚台拖拉机薄荷|雨伞 螃蟹 钢琴 萝卜
	豆浆 灯塔 算盘 麻雀|棉被 骆驼 邮票 韭菜|火车 月饼 剪刀 鲸鱼|窗帘胡椒风筝扁担|梧桐 酱油 蜡烛 自行车|樱桃 雷达 毛笔 蘑菇
	糯米 滑梯 望远镜 辣椒|石榴算盘围巾铁锅|雨傘 螃蟹 鋼琴 蘿蔔|correct horse battery staple|purple-kettle-walrus-stair|lantern mango forty bricks
	shitang youyan huaishu zaofan|qingting yantai tuolaji bohe|yusan pangxie gangqin luobo|Tr7#kPw92!xqLm|v9$Gh2!tRq8z|gK4mXw8bNq2ZpT
	8fj2-kd93-qpw7-zmx1|槐树下的早饭很香而且便宜|dragonfly 砚台 tractor 薄荷|油烟33 huaishu 早饭 pang|mWqz84!rTbn2|sunny otter plays banjo
	ꆈꌠꁱꂷ ꉬꄉ|ꃅꄿꐨꐥꌠꊿꂷ|나무 등대 주판 참새|la maison jaune du canal|三只麻雀偷吃韭菜饺子|zebra-ladle-quartz-moss|Ny8!dromedary?Fig
`;
const words = (list: string, by: RegExp) =>
	list
		.split(by)
		.map((one) => one.trim())
		.filter(Boolean);

describe('a new password', () => {
	it('of ninety weak ones none is taken, and each is told why', async () => {
		const weak = [...words(WEAK, /\s+/u), ...words(WEAK_HANZI, /[|\n]/u)];
		expect(weak.length).toBeGreaterThanOrEqual(90);
		const taken = [];
		for (const password of weak) if ((await of(password)) === null) taken.push(password);
		expect(taken).toEqual([]);
	});

	it('of thirty good ones, four words in any writing among them, none is refused', async () => {
		const good = words(GOOD, /[|\n]/u);
		expect(good.length).toBeGreaterThanOrEqual(30);
		const refused = [];
		for (const password of good) {
			const fault = await of(password);
			if (fault) refused.push([password, fault]);
		}
		expect(refused).toEqual([]);
	});

	it.each([
		['123456789', 'short'],
		['x7!kq2', 'short'],
		['食堂油烟', 'short'],
		['ꆈꌠꁱꂷ', 'short'],
		['ꆈꌠꆈꌠꆈꌠ', 'repeated'],
		['138 0013 8000', 'digits'],
		['aaaaaaabbbbb', 'repeated'],
		['zhouyaqin123', 'own-name'],
		['ＺＨＯＵＹＡＱＩＮ１２３', 'own-name'],
		['password12345', 'common'],
		['20001231zs', 'date'],
		['wangxiaoming88', 'pinyin'],
		['x'.repeat(150) + 'yz12'.repeat(20), 'long']
	])('"%s" is refused as %s', async (password, fault) => expect(await of(password)).toBe(fault));

	it('whose first half is weak and whose second is good will do', async () => {
		expect(await of('password12345 蜻蜓 砚台 拖拉机 薄荷')).toBeNull();
	});
});
