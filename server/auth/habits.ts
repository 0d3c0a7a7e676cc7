/**
 * What people who think in Chinese choose as passwords, which no English list knows: pinyin, names, dates,
 * telephone and QQ numbers, lucky numbers, sayings. Each is folded into few letters that nobody uses, so
 * that an estimator counts it as the few guesses it costs.
 */

/** Numbers that are words: 一生一世, 我爱你, 发 … */
const LUCKY =
	'5201314|1314520|1314521|5211314|7758521|7758258|9527|2333|1314|520|521|666666|66666|6666|666|888888|88888|8888|888|168|1688|518|588|886|999999|9999|999|111111|1111|111|000000|0000|000|123456789|12345678|1234567|123456|12345|1234|123|654321|54321|4321|321|110|119|120|10086|10010|95588|985|211|996|007|250|233';

/** Words that stand alone in many passwords, in pinyin; the longest first. */
const PINYIN_WORDS =
	'woaizhongguo|zhonghuarenmin|woaibeijingtiananmen|tiantianxiangshang|haohaoxuexi|gongxifacai|xinniankuaile|shengrikuaile|wanshiruyi|dajidali|yilupingan|pinganxifu|weirenminfuwu|zhimakaimen|woshishui|nishishui|woaiwojia|woainimen|wodemima|womenjia|woaini|woxihuanni|wangjile|wobuzhidao|xiexieni|nihaoma|nihao|mima|mimama|denglu|guanliyuan|guanli|laopo|laogong|baobao|baobei|qinaide|baba|mama|gege|jiejie|didi|meimei|yeye|nainai|erzi|nver|pengyou|tongxue|laoshi|zhongguo|zhonghua|beijing|shanghai|guangzhou|shenzhen|tianjin|chongqing|chengdu|hangzhou|nanjing|wuhan|xian|suzhou|jinan|qingdao|shandong|guangdong|jiangsu|zhejiang|sichuan|henan|hebei|hunan|hubei|anhui|fujian|jiangxi|yunnan|guizhou|shanxi|liaoning|jilin|heilongjiang|dalian|shenyang|harbin|haerbin|xiamen|ningbo|wuxi|zhengzhou|changsha|kunming|xianggang|aomen|taiwan|taibei|lixia|dianliu|shequ|jiedao|juweihui|yitang|yishi|xieshang|huiyi|chunjie|yuanxiao|qingming|duanwu|zhongqiu|chongyang|guoqing|chuxi|zhengyue|layue|laoren|shitang|gongan|zhengfu|yinhang|gongsi|diannao|shouji|weixin|zhifubao|taobao|tengxun|baidu|alibaba|huawei|xiaomi|qq|pingan|jiankang|kuaile|xingfu|facai|xiaoming|zhangsan|lisi|wangwu|kaixin|gaosu|diyi|yiqi|xihuan|mingtian|jintian';

/** Sayings and words in hanzi that many choose. */
const HANZI_WORDS =
	'中华人民共和国|中国共产党|共产党|万岁|上山打老虎|老年食堂|怎么办|我爱北京天安门|为人民服务|好好学习天天向上|好好学习|天天向上|床前明月光|疑是地上霜|举头望明月|低头思故乡|春眠不觉晓|处处闻啼鸟|白日依山尽|黄河入海流|锄禾日当午|汗滴禾下土|人之初性本善|人之初|性本善|千里之行始于足下|世界和平|新年快乐|生日快乐|恭喜发财|万事如意|大吉大利|一路平安|平安喜乐|心想事成|年年有余|步步高升|马到成功|芝麻开门|天王盖地虎|宝塔镇河妖|我爱你一生一世|一生一世|我爱你们|我爱你|我爱我家|我爱中国|我的密码|密码|忘记了|不知道|有事好商量|好商量|你好吗|你好|谢谢你|谢谢|再见|老婆|老公|宝宝|宝贝|亲爱的|爸爸|妈妈|爷爷|奶奶|哥哥|姐姐|弟弟|妹妹|儿子|女儿|朋友|同学|老师|中国|中华|北京|上海|广州|深圳|天津|重庆|成都|杭州|南京|武汉|西安|苏州|济南|青岛|山东|广东|江苏|浙江|四川|河南|河北|湖南|湖北|安徽|福建|江西|云南|贵州|山西|陕西|辽宁|吉林|黑龙江|台湾|台北|香港|澳门|历下区|甸柳|社区|街道|居委会|居民|议堂|议事|协商|会议|管理员|登录|春节|元宵|清明|端午|中秋|重阳|国庆|除夕|正月|腊月|初一|十五|公安|政府|银行|公司|一二三四五六七八九十|一二三四五六|一二三四五|一二三四|甲乙丙丁|张三|李四|王五|小明|中華民國|我愛你|新年快樂|生日快樂|恭喜發財|媽媽|爸爸|密碼|臺灣|臺北';

/** The characters of a third of all writing: one of these is hardly a guess. */
const FREQUENT =
	'的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实';

const SURNAMES =
	'wang|li|zhang|liu|chen|yang|zhao|huang|zhou|wu|xu|sun|hu|zhu|gao|lin|he|guo|ma|luo|liang|song|zheng|xie|han|tang|feng|yu|dong|xiao|cheng|cao|yuan|deng|fu|shen|zeng|peng|lv|lu|su|jiang|cai|jia|ding|wei|xue|ye|yan|pan|du|dai|xia|zhong|tian|ren|fan|fang|shi|yao|tan|liao|zou|xiong|jin|hao|kong|bai|cui|kang|mao|qiu|qin|gu|hou|shao|meng|long|wan|duan|qian|yin|ouyang|sima|zhuge';

/** The commonest syllables, of which one is hardly a guess, as with `FREQUENT`. */
const FREQUENT_SYLLABLES = new Set(
	'de|yi|shi|bu|wo|ni|ta|le|zai|you|ren|men|zhe|na|da|xiao|shang|lai|guo|he|di|yao|jiu|hui|dou|hao|mei|tian|xin|ge|nian|ai|ma'.split(
		'|'
	)
);

/** A syllable of pinyin, tried whole runs at a time. */
const SYLLABLE = new RegExp(
	'^(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?(?:i?[aāo]ng|u?ang|iong|iang|uang|ong|eng|ing|ian|uan|iao|uai|ang|ai|ei|ao|ou|an|en|in|un|ie|ve|ue|ui|iu|ia|ua|uo|er|a|o|e|i|u|v)$',
	'u'
);

const WORDS = new Map<string, string>();
for (const list of [LUCKY, PINYIN_WORDS, HANZI_WORDS])
	for (const word of list.split('|')) WORDS.set(word, folded(word, 1));
const LONGEST = Math.max(...[...WORDS.keys()].map((word) => word.length));
const SURNAME = new Set(SURNAMES.split('|'));
/** Letters of which one says as much as two of an alphabet: hanzi, syllables of Yi, of Korean. */
const RICH = /[\p{Script=Han}\p{Script=Yi}\uac00-\ud7a3]/u;

/**
 * `n` letters of the private area, always the same ones for the same text, so that what is repeated is seen
 * to be; an estimator takes ten guesses for each.
 */
function folded(text: string, n: number): string {
	let mark = 0x811c9dc5;
	for (const letter of text) mark = Math.imul(mark ^ letter.codePointAt(0)!, 0x01000193) >>> 0;
	let out = '';
	for (let k = 0; k < n; k += 1) {
		mark = Math.imul(mark ^ (mark >>> 13) ^ (k + 1), 0x5bd1e995) >>> 0;
		out += String.fromCharCode(0xe000 + (mark % 6400));
	}
	return out;
}

/** Hanzi and syllables as an estimator can count them, the rest as it is: the reading of somebody without habits. */
export function plainReading(text: string): string {
	return [...text].map((one) => (RICH.test(one) ? counted(one) : one)).join('');
}

/** Whether one letter weighs as two. */
export function isRich(one: string): boolean {
	return RICH.test(one);
}

function counted(one: string): string {
	return folded(one, FREQUENT.includes(one) ? 1 : 2);
}

/** The same with every habit folded. `text` is in lower case. */
export function knowingReading(text: string): string {
	let out = '';
	for (let at = 0; at < text.length;) {
		const word = wordAt(text, at);
		const run = word ?? numberAt(text, at) ?? pinyinAt(text, at);
		const one = String.fromCodePoint(text.codePointAt(at)!);
		out += run ? run.reading : RICH.test(one) ? counted(one) : one;
		at += run ? run.length : one.length;
	}
	return out;
}

interface Run {
	reading: string;
	length: number;
}

function wordAt(text: string, at: number): Run | null {
	for (let length = Math.min(LONGEST, text.length - at); length >= 2; length -= 1) {
		const word = text.slice(at, at + length);
		const reading = WORDS.get(word);
		if (reading === undefined) continue;
		// `xian` within `xiang` is no city, and 123 within a telephone number no luck.
		if (/^[a-z]/u.test(word) && !wholeSyllables(text, at, length)) continue;
		if (/^\d/u.test(word) && digitsAt(text, at) >= 7 && length < 6) continue;
		return { reading, length };
	}
	return null;
}

function wholeSyllables(text: string, at: number, length: number): boolean {
	const rest = lettersAt(text, at + length);
	return (
		rest === '' ||
		syllablesOf(rest) !== null ||
		syllablesOf(text.slice(at, at + length) + rest) === null
	);
}

/** A date, a telephone, QQ or identity number: what others know, or a short count. */
function numberAt(text: string, at: number): Run | null {
	const length = digitsAt(text, at);
	if (length < 5) return null;
	const digits = text.slice(at, at + length);
	return { reading: folded(digits, length === 6 || length === 8 ? 4 : 5), length };
}

function digitsAt(text: string, at: number): number {
	let end = at;
	while (end < text.length && text[end]! >= '0' && text[end]! <= '9') end += 1;
	return end - at;
}

/** A run of letters that reads as pinyin from end to end, with the words that are known in it. */
function pinyinAt(text: string, at: number): Run | null {
	if (at > 0 && /[a-z]/u.test(text[at - 1]!) && lettersAt(text, at) === '') return null;
	const letters = lettersAt(text, at);
	const syllables = letters.length >= 4 ? syllablesOf(letters) : null;
	if (!syllables) return null;
	const reading = syllables
		.map((one, n) => WORDS.get(one) ?? folded(one, weightOf(one, n)))
		.join('');
	return { reading, length: letters.length };
}

/** Letters in which a syllable is folded: a surname that begins, and what half of all speech is made of, say little. */
function weightOf(syllable: string, n: number): number {
	return FREQUENT_SYLLABLES.has(syllable) || (n === 0 && SURNAME.has(syllable)) ? 1 : 2;
}

function lettersAt(text: string, at: number): string {
	let end = at;
	while (end < text.length && text[end]! >= 'a' && text[end]! <= 'z') end += 1;
	return text.slice(at, end);
}

/** The syllables and known words that make up these letters, as those would guess who know most; or null. */
function syllablesOf(letters: string): string[] | null {
	const best: ({ parts: string[]; weight: number } | null)[] = [{ parts: [], weight: 0 }];
	for (let end = 1; end <= letters.length; end += 1) {
		best[end] = null;
		for (let start = Math.max(0, end - LONGEST); start < end; start += 1) {
			const before = best[start];
			const one = letters.slice(start, end);
			const known = WORDS.has(one);
			if (!before || !(known || (one.length <= 6 && SYLLABLE.test(one)))) continue;
			const weight = before.weight + (known ? 1 : weightOf(one, before.parts.length));
			if (weight >= (best[end]?.weight ?? Infinity)) continue;
			best[end] = { parts: [...before.parts, one], weight };
		}
	}
	return best[letters.length]?.parts ?? null;
}
