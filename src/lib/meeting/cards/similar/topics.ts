// Matters that residents write about, with words that give them away: a small list of common knowledge,
// so that 优惠 and 补贴 are found to belong together though they share no sign.

import type { Localised } from '../../names.ts';
import { folded } from './words.ts';

export type Topic = { name: Localised; words: RegExp };

type Names = readonly [hans: string, hant: string, en: string];
const topic = ([hans, hant, en]: Names, words: string): Topic => ({
	name: { 'zh-Hans': hans, 'zh-Hant': hant, en },
	words: new RegExp(words.split(' ').join('|'), 'gu')
});

export const TOPICS: readonly Topic[] = [
	topic(
		['价格与费用', '價格與費用', 'Price and cost'],
		'价 补贴 优惠 收费 费用 免费 缴费 交费 \\d元 [一二三四五六七八九十百]元 钱 贵 便宜 涨价 现金 扫码 付款 支付 老年卡 低保 困难 减免 押金 租金 分摊 出资 筹 贷款 退款 工资'
	),
	topic(
		['饭菜与健康', '飯菜與健康', 'Food and health'],
		'菜 口味 少盐 少油 软烂 营养 糖尿病 忌口 清真 新鲜 食材 剩 菜谱 试吃 饭菜 卫生 健康 体检 医 药'
	),
	topic(
		['油烟、噪声与安全', '油煙、噪音與安全', 'Fumes, noise and safety'],
		'油烟 排烟 烟 噪声 噪音 吵 扰民 气味 异味 臭 明火 消防 火 灶 验收 下水 管道 堵 漏水 污水 影响休息 隔音 安全 隐患 窗户 排污 电线'
	),
	topic(
		['送餐与服务对象', '送餐與服務對象', 'Delivery and who is served'],
		'送餐 送到 上门 送 骑手 卧床 行动不便 轮椅 残疾 年轻人 上班 租户 外来 学生 孩子 预约 晚饭 早饭 晚餐 早餐 开放 几点 营业时间'
	),
	topic(
		['谁来办、谁监督', '誰來辦、誰監督', 'Who runs it, who watches over it'],
		'公司 承包 个人 招标 投标 账目 公布 公示 公开 监督 委员会 管理 负责 物业 业委会 维修 维护 保养 关门 合同 考核 投诉 透明 谁管'
	),
	topic(
		['停车与出行', '停車與出行', 'Parking and getting about'],
		'停车 车位 电动车 充电 自行车 堵车 车辆 路灯 道路 路面 公交 通道 拥堵 出行'
	),
	topic(
		['环境与绿化', '環境與綠化', 'Surroundings and greenery'],
		'垃圾 绿化 树 草坪 卫生死角 脏 乱 宠物 狗 遛 清扫 保洁 杂物'
	),
	topic(
		['采光与房屋', '採光與房屋', 'Daylight and buildings'],
		'采光 挡光 遮光 阳光 一楼 低层 掉价 房价 墙 屋顶 防水 玻璃 日照'
	),
	topic(
		['电梯与楼道', '電梯與樓道', 'Lifts and stairways'],
		'电梯 楼道 楼梯 扶手 单元门 门禁 刷卡 上下楼 抬'
	),
	topic(
		['活动与场地', '活動與場地', 'Activities and places'],
		'活动室 场地 健身 广场舞 唱歌 图书 空调 桌椅 棋牌 儿童 游乐'
	),
	topic(
		['边界与合同', '邊界與合約', 'Boundaries and contracts'],
		'边界 地界 测量 面积 合同 承包费 围栏 到期 草场 地块 旧界 图为准'
	)
];

/** Indexes of the topics whose words the text holds. */
export function topicsOf(text: string): number[] {
	const plain = folded(text);
	return TOPICS.flatMap(({ words }, index) => (plain.search(words) >= 0 ? [index] : []));
}
