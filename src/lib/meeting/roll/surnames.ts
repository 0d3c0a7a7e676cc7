/** Whether some words look like somebody's whole name: for lists in which nicknames stand beside names. */

/** The most common ones in both scripts; a name without any of them is only looked at once more. */
const ONE = new Set(
	'王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高罗羅郑鄭梁谢謝宋唐许許韩韓邓鄧冯馮曹彭曾肖萧蕭田董袁潘于於蒋蔣蔡余余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鐘谭譚陆陸汪范金石廖贾賈夏韦韋付傅方白邹鄒孟熊秦邱江尹薛闫閻段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯温溫康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟殷詹申欧歐耿关關兰蘭焦俞左柳甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢单單季裴霍涂苗谷盛曲翁冉骆駱蓝藍路游辛靳管柴蒙鲍鮑华華喻祁蒲房滕屈饶饒解牟艾尤阳陽时時穆农農司卓古吉缪繆简簡车車项項连連芦蘆麦麥褚娄婁窦竇戚岑景党黨宫宮费費卜冷晏席卫衛米柏宗瞿桂全佟应應臧闵閔苟邬鄔边邊卞姬师師和仇栾欒隋商刁沙荣榮巫寇桑郎甄丛叢仲虞敖巩鞏明佘池查麻苑迟遲邝鄺'
);
const TWO =
	/^(?:欧阳|歐陽|上官|司马|司馬|诸葛|諸葛|司徒|皇甫|尉迟|尉遲|公孙|公孫|慕容|令狐|夏侯|东方|東方|端木|独孤|獨孤|南宫|南宮|闻人|聞人|百里|呼延)\p{Script=Han}{1,2}$/u;
/** 王阿姨, 李大哥, 老张 are somebody, and nobody's whole name. */
const CALLED =
	/(?:阿姨|叔叔?|大[爷爺妈媽姐哥伯叔娘嫂]|[爷爺奶]{2}|[哥姐嫂]|师傅|師傅|老师|老師|[经經]理|[书書][记記]|主任|律[师師]|先生|女士|太太|[爸妈媽]{1,2})$/u;

/** Surname and one or two signs, or two Latin words; nothing that only calls somebody. */
export function isWholeName(words: string): boolean {
	if (CALLED.test(words)) return false;
	if (/^\p{Script=Han}{2,3}$/u.test(words)) return ONE.has([...words][0]!);
	return TWO.test(words) || /^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)+$/u.test(words);
}
