// What a short card is made of: single signs and pairs of neighbouring signs, without the words that
// every card may hold. Chinese is not cut into words; pairs do nearly as well and need no dictionary.

import { normalized } from '../../words.ts';

/** Signs of the other script, for words that this folder knows. Texts themselves are never changed. */
const SAME: ReadonlyMap<string, string> = new Map(
	(
		'補补貼贴錢钱價价費费優优難难貴贵現现掃扫碼码貧贫減减飯饭譜谱鹽盐軟软爛烂營营養养試试煙烟聲声擾扰氣气竈灶電电驗验開开業业關关' +
		'門门對对響响髒脏亂乱樓楼輛辆車车場场賬账帳账監监責责誰谁標标約约維维護护產产選选員员會会議议單单辦办幾几個个時时間间問问題题' +
		'無无沒没還还裡里這这邊边點点讓让給给從从請请嗎吗該该麼么樣样應应當当為为與与過过後后擔担憂忧寫写騎骑臥卧輪轮殘残療疗醫医藥药' +
		'學学綠绿樹树燈灯壞坏漲涨衛卫潔洁備备設设質质調调籌筹裝装牆墙陽阳擋挡構构層层兒儿園园線线隱隐遊游樂乐圖图書书閉闭戶户區区據据' +
		'實实舊旧買买賣卖雙双類类項项總总網网廣广擁拥絕绝紙纸館馆'
	)
		.match(/../gu)
		?.map((two) => [two[0]!, two[1]!])
);

/** Questions of the form A-not-A ask, they do not deny. */
const ASKING = /(.)不\1/gu;
const ASKED_LONG = /可不可以|是不是|有没有|能否|可否|是否/gu;

/** What a card says about itself, not about its matter. */
const STOP_WORDS =
	/希望|建议|担心|担忧|害怕|应该|应当|可以|最好|能够|需要|一定|一下|一个|一些|一直|已经|怎么办|怎么样|怎么|怎样|为什么|什么|如何|多少|哪里|哪些|我们|咱们|大家|他们|这个|那个|这些|那些|时候|如果|因为|所以|而且|或者|还是|就是|不是|只是|以上|以内|以后|以前|的话|问题|事情/gu;
const STOP_SIGNS = new Set(
	'的了是在也就都还又很太更最把被给和与或及而则吗呢吧啊呀哦嘛我你您他她它们这那哪谁能会可该要想请让对从向到为以于等个位些点边里上下一人怕有用做说再'
);
const DENYING = /不|没|别|无|未|勿|非|禁止|反对|拒绝|取消/gu;

const PAIRS_OF_OPPOSITES: readonly (readonly [RegExp, RegExp])[] = [
	[/涨|提高|增加|上调|增/u, /降|下调|减/u],
	[/允许|开放|同意|支持/u, /禁止|关闭|反对/u],
	[/装|建|修建/u, /拆/u]
];

export type CardWords = {
	/** Single signs (one sign) and pairs (two), words of other scripts whole; once each. */
	grams: readonly string[];
	/** How often the card denies: odd or even decides. */
	denies: boolean;
	/** The text as it is compared. */
	folded: string;
};

/** Simplified signs where known, small letters, full-width forms narrowed. */
export function folded(text: string): string {
	return [...normalized(text, 'NFKC').toLowerCase()].map((sign) => SAME.get(sign) ?? sign).join('');
}

export function wordsOf(text: string): CardWords {
	const plain = folded(text);
	const stated = plain.replace(ASKED_LONG, ' ').replace(ASKING, ' ');
	const denies = (stated.match(DENYING)?.length ?? 0) % 2 === 1;
	const bare = stated.replace(STOP_WORDS, ' ').replace(DENYING, ' ');
	const grams = new Set<string>();
	for (const [run] of bare.matchAll(/\p{Script=Han}+|[\p{L}\p{N}]+/gu)) {
		if (/\p{Script=Han}/u.test(run)) gramsOf(run).forEach((gram) => grams.add(gram));
		else grams.add(run);
	}
	return { grams: [...grams], denies, folded: plain };
}

function gramsOf(run: string): string[] {
	const signs = [...run];
	const stops = signs.map((sign) => STOP_SIGNS.has(sign));
	const single = signs.filter((_, at) => !stops[at]);
	const pairs = signs.slice(1).flatMap((sign, at) => {
		const pair = signs[at]! + sign;
		return stops[at] || stops[at + 1] ? [] : [pair];
	});
	return [...single, ...pairs];
}

/** Whether two texts pull in opposite directions: one denies and the other does not, or up and down. */
export function opposed(a: CardWords, b: CardWords): boolean {
	if (a.denies !== b.denies) return true;
	return PAIRS_OF_OPPOSITES.some(
		([one, other]) =>
			(one.test(a.folded) &&
				!other.test(a.folded) &&
				other.test(b.folded) &&
				!one.test(b.folded)) ||
			(one.test(b.folded) && !other.test(b.folded) && other.test(a.folded) && !one.test(a.folded))
	);
}
