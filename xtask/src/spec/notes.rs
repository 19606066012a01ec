//! What a note prints of its value in wordings that recur: the facts with which readings are compared. A wording that may
//! mean something else is not a fact.
//!
//! A wording is a regular expression; `{…}` in it stands for one of [`WORDS`].

mod codes;

use std::sync::LazyLock;

use indexmap::IndexMap;
use regex::{Captures, Regex};

use super::bounds::Bounds;
pub use codes::listed_codes;

/// The facts of a note.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Note {
    /// The codes, each with what the note says of it, if anything.
    pub codes: IndexMap<String, String>,
    /// Whether the value is `true` or `false`.
    pub is_bool: bool,
    /// Whether the value is a day without a time.
    pub is_day: bool,
    pub default: Option<String>,
    pub length: Option<Bounds>,
    pub range: Option<Bounds>,
}

/// Words that several wordings share; those above can name those below.
const WORDS: [(&str, &str); 9] = [
    (
        "{bounds}",
        r"{fill}(?:{at_most}{fill}(?<most>{number})|{at_least}{fill}(?<least>{number})|{between})",
    ),
    ("{between}", r"(?<from>{number})\s*[-~～–—到至]\s*(?<to>{number})"),
    ("{number}", r"(?:-?\d+|[零一二三四五六七八九十百千两]+)"),
    ("{fill}", r"(?:为|是|：|:|（|\(|在|应|需|必须|限制|范围|\s)*"),
    ("{at_most}", "(?:不[能得可]超过|不超过|不能大于|不大于|最[大多长]为?|小于等于|≤)"),
    ("{at_least}", "(?:不能少于|不少于|不能小于|不小于|至少|最少|最小|大于等于|≥)"),
    ("{characters}", "(?:个?字符|个字|个汉字)"),
    ("{is}", r#"[ 为是：:=“"]*"#),
    ("{value}", "(?<value>-?[A-Za-z0-9_.]*)"),
];

/// The wordings of each fact, the surest first.
struct Wordings {
    length: [Regex; 4],
    range: [Regex; 3],
    /// The ends of a range that are told apart.
    least: Regex,
    most: Regex,
    default: [Regex; 2],
    /// The two words, where they are not the value of another parameter.
    truth: [Regex; 2],
    days: Regex,
    /// A sentence that speaks of the time between two moments.
    span: Regex,
}

static WORDINGS: LazyLock<Wordings> = LazyLock::new(|| Wordings {
    length: [
        "长度{bounds}",
        "最大长度{fill}(?<most>{number})",
        r"{at_most}\s*(?<most>{number})\s*(?<unit>{characters})",
        r"{between}\s*(?<unit>{characters})",
    ]
    .map(wording),
    range: ["(?<of>长度)?范围{bounds}", "(?:取值|介于){bounds}", r"{between}\s*之间"]
        .map(wording),
    least: wording("(?:最小值|下限){fill}(?<least>{number})"),
    most: wording("(?:最大值|上限){fill}(?<most>{number})"),
    default: [
        "(?:默认|缺省)值?(?<is>{is}){value}",
        "(?:不填|不传|留空)[则时即]?(?<is>[为是：:=]{is}){value}",
    ]
    .map(wording),
    truth: ["true", "false"].map(|word| {
        wording(&format!("(?i)(?:^|[^a-z0-9=为是 ])[=为是 ]*{word}(?:[^a-z0-9]|$)"))
    }),
    days: wording(r"{at_most}\s*(?<most>{number})\s*[天日]"),
    span: wording("间隔|跨度|时间段|时间范围|相差|之间|开始.*结束|结束.*开始"),
});

fn wording(form: &str) -> Regex {
    let words = WORDS.iter();
    let form =
        words.fold(form.to_owned(), |form, (name, words)| form.replace(name, words));
    Regex::new(&form).expect("a wording is a regular expression")
}

/// Where a part of a note ends.
const ENDS: [char; 16] = [
    '，', ',', '。', '；', ';', '、', '\n', '（', '）', '(', ')', '[', ']', '【', '】',
    '|',
];
/// What a length of text is not measured in.
const OTHER_UNITS: [&str; 9] =
    ["秒", "分", "小时", "毫秒", "天", "ms", "字节", "K", "M"];

impl Note {
    pub fn of(note: &str) -> Self {
        let codes = listed_codes(note);
        let default = default(note, &codes);
        let is_truth = |word: &str| ["true", "false"].contains(&word);
        let is_bool = WORDINGS.truth.iter().all(|word| word.is_match(note))
            || default.as_deref().is_some_and(is_truth);
        let is_day = note.contains("yyyy-MM-dd") && !note.contains("mm");
        Self {
            is_bool,
            is_day,
            length: length(note),
            range: range(note),
            codes,
            default,
        }
    }
}

/// The most days between two moments that `text` allows, in a sentence about the time between them; in any sentence where
/// the text stands `beside` one of the moments.
pub fn days(text: &str, beside: bool) -> Option<i64> {
    let sentences = text.split(['。', '；', ';', '\n']);
    let of_span = sentences.filter(|it| beside || WORDINGS.span.is_match(it));
    let mut days = of_span.flat_map(|it| WORDINGS.days.captures_iter(it));
    days.find_map(|found| number(&found["most"]).filter(|days| *days > 0))
}

/// The value behind a word for the default: a word, a number, or the code with the meaning that stands there.
fn default(note: &str, codes: &IndexMap<String, String>) -> Option<String> {
    let mut found = WORDINGS.default.iter().flat_map(|form| form.captures_iter(note));
    found.find_map(|found| {
        let text = &note[found.name("value")?.start()..];
        let value = found["value"].trim_end_matches(['.', '-']);
        let behind = text[value.len()..].chars().next().unwrap_or('。');
        let is_plain =
            value.parse::<f64>().is_ok() || ["true", "false"].contains(&value);
        let is_whole = is_plain || !found["is"].is_empty() && !behind.is_alphabetic();
        if !value.is_empty() && is_whole && !":/%~-".contains(behind) {
            return Some(value.to_owned());
        }
        let clause = text.split(ENDS).next()?.trim();
        let means =
            |words: &str| words.split(ENDS).next().map(str::trim) == Some(clause);
        let mut codes = codes.iter().filter(|(_, words)| !words.is_empty());
        codes.find(|(_, words)| means(words)).map(|(code, _)| code.clone())
    })
}

fn length(note: &str) -> Option<Bounds> {
    let mut found = WORDINGS.length.iter().flat_map(|form| form.captures_iter(note));
    found.find_map(|found| {
        let behind = note[found.get(0)?.end()..].trim_start();
        let is_text = found.name("unit").is_some()
            || !OTHER_UNITS.iter().any(|unit| behind.starts_with(unit));
        bounds(&found).filter(|it| is_text && it.min.is_none_or(|min| min >= 0))
    })
}

fn range(note: &str) -> Option<Bounds> {
    let found = WORDINGS.range.iter().flat_map(|form| form.captures_iter(note));
    let mut found = found.filter(|found| found.name("of").is_none());
    found.find_map(|found| bounds(&found)).or_else(|| {
        let end = |form: &Regex, name| number(&form.captures(note)?[name]);
        let (min, max) = (end(&WORDINGS.least, "least"), end(&WORDINGS.most, "most"));
        Bounds { min, max }.to_string().parse().ok()
    })
}

/// The bounds that a wording names; none where they hold nothing.
fn bounds(found: &Captures<'_>) -> Option<Bounds> {
    let end = |names: [&str; 2]| {
        names.into_iter().find_map(|name| number(found.name(name)?.as_str()))
    };
    let bounds = Bounds { min: end(["least", "from"]), max: end(["most", "to"]) };
    bounds.to_string().parse().ok()
}

/// A number in digits or in words: 十五.
fn number(text: &str) -> Option<i64> {
    const DIGITS: &str = "零一二三四五六七八九";
    const PLACES: [(char, i64); 3] = [('十', 10), ('百', 100), ('千', 1000)];
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let (mut sum, mut digit) = (0, None);
    for c in text.replace('两', "二").chars() {
        let place = PLACES.iter().find(|(name, _)| *name == c);
        let value = (0..).zip(DIGITS.chars()).find(|(_, name)| *name == c);
        match (place, value) {
            (Some((_, place)), _) => sum += digit.take().unwrap_or(1) * place,
            (_, Some((value, _))) if digit.is_none_or(|it| it == 0) => {
                digit = Some(value);
            }
            _ => return None,
        }
    }
    Some(sum + digit.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The facts of a note in one line.
    fn told(note: &str) -> String {
        let Note { codes, is_bool, is_day, default, length, range } = Note::of(note);
        let code = |(code, meaning): (&String, &String)| match meaning.as_str() {
            "" => code.clone(),
            meaning => format!("{code} {meaning}"),
        };
        let codes: Vec<_> = codes.iter().map(code).collect();
        let facts = [
            (!codes.is_empty()).then(|| codes.join(", ")),
            is_bool.then(|| "bool".to_owned()),
            is_day.then(|| "day".to_owned()),
            default.map(|it| format!("default {it}")),
            length.map(|it| format!("length {it}")),
            range.map(|it| format!("range {it}")),
        ];
        facts.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn a_note_is_taken_for_what_it_says() {
        for (note, expected) in [
            ("0:矢量；1:图片备注：不填为矢量", "0 矢量, 1 图片; default 0"),
            ("值为（0,1,2）中的一个", "0, 1, 2"),
            (
                "值为（0,1）\n0：标准版\n1：轻量版\n默认为标准版",
                "0 标准版, 1 轻量版; default 0",
            ),
            ("0表示success,1表示fail,2表示正在转码。", "0 success, 1 fail, 2 正在转码"),
            (
                "值说明：\n0  PC客户端\n12\u{a0}\u{a0}电话端\n24小程序sdk 安卓端\n25 鸿蒙端",
                "0 PC客户端, 12 电话端, 24 小程序sdk 安卓端, 25 鸿蒙端",
            ),
            ("状态：\n0 – 未开始。\n99 – 已终止", "0 未开始, 99 已终止"),
            ("类型（0 – 单选；1 – 多选）", "0 单选, 1 多选"),
            ("终端（0 – 电脑；1 – 平板(SDK)）", "0 电脑, 1 平板(SDK)"),
            (
                "0 – 未开始，但有客户端加入。\n1: 准备（未点击‘开始’）\n2: 开启，同时接受\n默认（不用时）是全部",
                "0 未开始，但有客户端加入, 1 准备（未点击‘开始’）, 2 开启，同时接受",
            ),
            (
                "旧:（不建议使用）1文档为主，2视频为主；\n新: 1和2均为视频",
                "1 文档为主, 2 视频为主",
            ),
            ("1-xx，2-yy", "1 xx, 2 yy"),
            ("1是三分屏，3是视频为主,默认值为1", "1 三分屏, 3 视频为主; default 1"),
            ("4:zoom in\n5: zoom out\n6:恢复1", "4 zoom in, 5 zoom out, 6 恢复1"),
            ("0转换中 1转换成功 -1 失败", "0 转换中, 1 转换成功, -1 失败"),
            ("0、3、4：录制件，1：多媒体", "0 录制件, 3 录制件, 4 录制件, 1 多媒体"),
            ("0xED  Mobile\n237 移动设备", "0xED Mobile, 237 移动设备"),
            ("default – 默认\ngray – 灰色", "default 默认, gray 灰色"),
            (
                "角色 admin-管理员;user-普通用户, 默认为user",
                "admin 管理员, user 普通用户; default user",
            ),
            ("皮肤，gray, blue, green三者中可选", "gray, blue, green"),
            ("是否公开，默认为false(true|false)", "bool; default false"),
            ("true或false", "bool"),
            ("True显示，false不显示", "bool"),
            ("当pwdRequired为true时必填，isLive=false时不填", ""),
            ("true:表示加密", ""),
            ("日期  格式为\"yyyy-MM-dd\"", "day"),
            ("时间，格式为yyyy-MM-dd HH:mm:ss", ""),
            ("默认：2", "default 2"),
            ("缺省值20条", "default 20"),
            ("默认为-1。", "default -1"),
            ("默认为16:9，默认为标准版，默认首页", ""),
            ("默认web端加入", ""),
            ("水印文字（长度：1-20）", "length 1..20"),
            ("口令，最大长度不能超过160", "length ..160"),
            ("最大长度为32", "length ..32"),
            ("长度不少于6位", "length 6.."),
            ("不超过20个字符", "length ..20"),
            ("长度范围：1~20", "length 1..20"),
            ("视频长度不能超过60秒", ""),
            ("长度：20-1", ""),
            ("昵称（1-20个字符）", "length 1..20"),
            ("密码，不超过二十个字", "length ..20"),
            ("清晰度，取值1-5", "range 1..5"),
            ("音量在1到100之间", "range 1..100"),
            ("数量，最大值为50", "range ..50"),
            ("最小值1，最大值为50", "range 1..50"),
            ("0:浅色；1:深色；不填为深色", "0 浅色, 1 深色; default 1"),
            ("个数，不传则为3", "default 3"),
            ("不填或者填入其他值，不做改动", ""),
            ("开始时间和结束时间之间", ""),
            ("第一个和第二个之间，取值见5.1", ""),
            (
                "次数（默认值为1）当command=0-5\n取值范围为1-20。",
                "default 1; range 1..20",
            ),
            ("范围：-5～5", "range -5..5"),
            ("截屏时长 最长600000ms；1-20；每页50条，保留7天", ""),
            ("1个月，2年，3.3章节，16:9", ""),
            ("gscoursewareId--点播id\ngsstatus--点播状态ok", ""),
        ] {
            assert_eq!(told(note), expected, "{note}");
        }
    }

    #[test]
    fn days_stand_in_a_sentence_about_a_span() {
        for (text, beside, expected) in [
            ("开始时间和结束时间间隔不能超过7天。", false, Some(7)),
            ("时间跨度最多 30 天", false, Some(30)),
            ("间隔不超过七天", false, Some(7)),
            ("间隔不超过三十一天", false, Some(31)),
            ("间隔不能超过一百零五天", false, Some(105)),
            ("间隔不能超过十五天，最多十次", false, Some(15)),
            ("不能超过7天", true, Some(7)),
            ("数据最多保留7天；最多7天", false, None),
            ("间隔不能超过7小时", false, None),
            ("开始时间和结束时间相差最大0天", false, None),
        ] {
            assert_eq!(days(text, beside), expected, "{text}");
        }
    }
}
