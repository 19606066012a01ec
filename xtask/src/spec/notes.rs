//! What a note prints of its value in wordings that recur: the facts with which readings are compared. A wording that may
//! mean something else is not a fact.

use indexmap::IndexMap;

use super::bounds::Bounds;

/// The facts of a note.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Note {
    /// The codes, each with what it means as far as the note tells.
    pub codes: IndexMap<String, String>,
    /// Whether the value is `true` or `false`.
    pub is_bool: bool,
    pub default: Option<String>,
    pub length: Option<Bounds>,
    pub range: Option<Bounds>,
}

/// Where a part of a note ends.
const ENDS: [char; 16] = [
    '，', ',', '。', '；', ';', '、', '\n', '（', '）', '(', ')', '[', ']', '【', '】',
    '|',
];
/// What stands between a code and its meaning.
const SEPARATORS: [&str; 10] =
    ["表示", "代表", "：", ":", "–", "—", "-", "=", "是", "为"];
/// What makes a number a quantity or an ordinal where nothing separates the two.
const UNITS: [&str; 24] = [
    "条", "天", "个", "秒", "毫秒", "分钟", "小时", "位", "字", "次", "年", "月", "日",
    "时", "章", "人", "以", "和", "与", "或", "到", "至", "中", "之",
];
/// Words before and behind codes that are listed without a meaning.
const CHOICE_BEFORE: [&str; 3] = ["值为", "可选值", "取值"];
const CHOICE_BEHIND: [&str; 7] =
    ["中的一个", "中可选", "中选", "中之一", "之一", "三者", "两者"];
const DEFAULTS: [&str; 2] = ["默认", "缺省"];
/// Words for a parameter that is left out; what that means stands behind one of [`IS`].
const ABSENT: [&str; 12] = [
    "不填",
    "不填则",
    "不填时",
    "不填即",
    "不传",
    "不传则",
    "不传时",
    "不传即",
    "留空",
    "留空则",
    "留空时",
    "留空即",
];
const IS: [char; 5] = ['为', '是', '：', ':', '='];
/// The digits and the places of numbers in words.
const DIGITS: &str = "零一二三四五六七八九";
const PLACES: [(char, i64); 3] = [('十', 10), ('百', 100), ('千', 1000)];
/// What stands before the bounds of a number, besides the word for a range; each bound alone; and what stands behind.
const RANGES: [&str; 2] = ["取值", "介于"];
const MOST: [&str; 2] = ["最大值", "上限"];
const LEAST: [&str; 2] = ["最小值", "下限"];
const BETWEEN: &str = "之间";
const AT_MOST: [&str; 14] = [
    "不能超过",
    "不得超过",
    "不可超过",
    "不超过",
    "不能大于",
    "不大于",
    "最大为",
    "最大",
    "最多为",
    "最多",
    "最长为",
    "最长",
    "小于等于",
    "≤",
];
const AT_LEAST: [&str; 9] = [
    "不能少于",
    "不少于",
    "不能小于",
    "不小于",
    "至少",
    "最少",
    "最小",
    "大于等于",
    "≥",
];
const FILLERS: [&str; 13] =
    ["为", "是", "：", ":", "（", "(", "在", "应", "需", "必须", "限制", "范围", " "];
const DASHES: [&str; 7] = ["-", "~", "～", "–", "—", "到", "至"];
/// What a length of text is not measured in.
const OTHER_UNITS: [&str; 9] =
    ["秒", "分", "小时", "毫秒", "天", "ms", "字节", "K", "M"];
const CHARACTERS: [&str; 4] = ["个字符", "字符", "个字", "个汉字"];
/// Words of a sentence that speaks of the time between two moments.
const SPANS: [&str; 6] = ["间隔", "跨度", "时间段", "时间范围", "相差", "之间"];

impl Note {
    pub fn of(note: &str) -> Self {
        let codes = codes(note);
        let default = default(note, &codes);
        let truth = |word| default.as_deref() == Some(word);
        Self {
            is_bool: has_word(note, "true") && has_word(note, "false")
                || truth("true")
                || truth("false"),
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
    let is_span = |sentence: &&str| {
        beside
            || SPANS.iter().any(|word| sentence.contains(word))
            || sentence.contains("开始") && sentence.contains("结束")
    };
    text.split(['。', '；', ';', '\n']).filter(is_span).find_map(|sentence| {
        following(sentence, &AT_MOST).find_map(|rest| {
            let (days, rest) = number(rest)?;
            (days > 0 && rest.trim_start().starts_with(['天', '日'])).then_some(days)
        })
    })
}

/// The codes of the kind that the note lists: two or more of them.
fn codes(note: &str) -> IndexMap<String, String> {
    let kinds = [code_number as fn(&str) -> usize, code_word];
    let mut lists = kinds.map(|code| listed(note, code)).into_iter();
    lists.find(|codes| codes.len() > 1).unwrap_or_default()
}

/// Codes by the length of the one with which a text begins.
fn listed(note: &str, code: fn(&str) -> usize) -> IndexMap<String, String> {
    let mut codes = IndexMap::<String, String>::new();
    let mut add = |code: &str, meaning: &str| {
        let known = codes.entry(code.to_owned()).or_default();
        if known.is_empty() {
            meaning.clone_into(known);
        }
    };
    // Codes without a meaning of their own, and the part before them.
    let (mut bare, mut before) = (Vec::new(), "");
    let parts = note.split(ENDS).map(str::trim).filter(|part| !part.is_empty());
    for part in parts.chain(["。"]) {
        let end = code(part);
        if end == part.len() {
            bare.push(part);
            continue;
        }
        let coded = coded(part, code);
        let is_choice = CHOICE_BEHIND.iter().any(|it| part[end..].starts_with(it))
            || CHOICE_BEFORE.iter().any(|it| before.ends_with(it));
        if is_choice {
            bare.extend((end > 0 && coded.is_empty()).then_some(&part[..end]));
            bare.iter().for_each(|code| add(code, ""));
        } else if let Some((_, meaning)) = coded.first().filter(|_| end > 0) {
            bare.iter().for_each(|code| add(code, meaning));
        }
        coded.iter().for_each(|(code, meaning)| add(code, meaning));
        bare.clear();
        before = part;
    }
    codes
}

/// The codes of a part of a note, which begin at its start, behind a colon or behind a blank, with their meanings.
fn coded<'n>(part: &'n str, code: fn(&str) -> usize) -> Vec<(&'n str, &'n str)> {
    let behind = |(at, c): (usize, char)| {
        (c.is_whitespace() || "：:".contains(c)).then_some(at + c.len_utf8())
    };
    let starts = [0].into_iter().chain(part.char_indices().filter_map(behind));
    let found = starts.filter_map(|at| {
        let (found, rest) = part[at..].split_at(code(&part[at..]));
        (!found.is_empty()).then_some(())?;
        let is_word = found.starts_with(|c: char| c.is_ascii_alphabetic());
        Some((at, found, part.len() - meaning(rest, is_word)?.len()))
    });
    let found: Vec<_> = found.collect();
    let ends = found.iter().skip(1).map(|(at, ..)| *at).chain([part.len()]);
    let cut = |((_, code, from), end): (&(usize, &'n str, usize), usize)| {
        (*code, part.get(*from..end).unwrap_or_default().trim())
    };
    found.iter().zip(ends).map(cut).collect()
}

/// What the text behind a code makes it mean.
fn meaning(rest: &str, is_word: bool) -> Option<&str> {
    let blank = rest.trim_start();
    let separated =
        SEPARATORS.iter().find_map(|it| Some((*it, blank.strip_prefix(it)?)));
    let text = separated.map_or(blank, |(_, text)| text).trim_start();
    let first = text.chars().next().filter(|c| c.is_alphabetic())?;
    let is_meant = match separated {
        Some((separator, _)) if is_word => {
            !first.is_ascii() && !["是", "为"].contains(&separator)
        }
        Some(_) => true,
        None => {
            let is_glued = rest == blank && first.is_ascii();
            !is_word && !is_glued && !UNITS.iter().any(|unit| text.starts_with(unit))
        }
    };
    is_meant.then_some(text)
}

/// The length of the number, decimal or in hex digits, with which `text` begins.
fn code_number(text: &str) -> usize {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (digits, is_digit) = match digits.strip_prefix("0x") {
        Some(digits) => (digits, (|c| c.is_ascii_hexdigit()) as fn(char) -> bool),
        None => (digits, (|c| c.is_ascii_digit()) as fn(char) -> bool),
    };
    let rest = digits.trim_start_matches(is_digit);
    let is_decimal = rest
        .strip_prefix('.')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let count = digits.len() - rest.len();
    if (1..=10).contains(&count) && !is_decimal { text.len() - rest.len() } else { 0 }
}

/// The length of the word with which `text` begins, if it may be a code.
fn code_word(text: &str) -> usize {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let word = &text[..text.find(|c| !is_letter(c)).unwrap_or(text.len())];
    let is_truth = ["true", "false"].iter().any(|it| word.eq_ignore_ascii_case(it));
    let is_code = word.starts_with(|c: char| c.is_ascii_alphabetic()) && !is_truth;
    if is_code { word.len() } else { 0 }
}

/// Whether `note` has the word, and not as the value of another parameter.
fn has_word(note: &str, word: &str) -> bool {
    let lower = note.to_ascii_lowercase();
    lower.match_indices(word).any(|(at, _)| {
        let (before, behind) = (&lower[..at], &lower[at + word.len()..]);
        let subject = before.trim_end_matches(['=', '为', '是', ' ']);
        let is_letter = |c: char| c.is_ascii_alphanumeric();
        !behind.starts_with(is_letter) && !subject.ends_with(is_letter)
    })
}

/// The value behind a word for the default: a word, a number, or the code with the meaning that stands there.
fn default(note: &str, codes: &IndexMap<String, String>) -> Option<String> {
    let absent = following(note, &ABSENT).filter(|rest| rest.starts_with(IS));
    following(note, &DEFAULTS).chain(absent).find_map(|rest| {
        let rest = rest.strip_prefix('值').unwrap_or(rest);
        let text = rest.trim_start_matches([' ', '为', '是', '：', ':', '=', '“', '"']);
        let is_part = |c: char| c.is_ascii_alphanumeric() || "_.".contains(c);
        let sign = usize::from(text.starts_with('-'));
        let end = text[sign..].find(|c| !is_part(c)).map_or(text.len(), |it| sign + it);
        let value = text[..end].trim_end_matches(['.', '-']);
        let behind = text[value.len()..].chars().next().unwrap_or('。');
        let is_plain =
            value.parse::<f64>().is_ok() || ["true", "false"].contains(&value);
        let is_whole = is_plain || rest.len() > text.len() && !behind.is_alphabetic();
        if !value.is_empty() && is_whole && !":/%~-".contains(behind) {
            return Some(value.to_owned());
        }
        let clause = text.split(ENDS).next()?.trim();
        let mut codes = codes.iter().filter(|(_, meaning)| !meaning.is_empty());
        codes.find(|(_, meaning)| *meaning == clause).map(|(code, _)| code.clone())
    })
}

fn length(note: &str) -> Option<Bounds> {
    let of_text = |(at, word): (usize, &str)| {
        let rest = &note[at + word.len()..];
        let is_most = note[..at].ends_with("最大");
        let (bounds, rest) = bounds(rest).or_else(|| {
            let (most, rest) = number(unfilled(rest)).filter(|_| is_most)?;
            Some((format!("..{most}").parse().ok()?, rest))
        })?;
        let rest = rest.trim_start();
        let is_text = !OTHER_UNITS.iter().any(|unit| rest.starts_with(unit));
        (is_text && bounds.min.is_none_or(|min| min >= 0)).then_some(bounds)
    };
    let counted = |rest| {
        let (most, rest) = number(rest)?;
        let rest = rest.trim_start();
        let is_text = CHARACTERS.iter().any(|unit| rest.starts_with(unit));
        format!("..{most}").parse().ok().filter(|_| is_text)
    };
    let named = note.match_indices("长度").find_map(of_text);
    let most = || following(note, &AT_MOST).find_map(counted);
    named.or_else(most).or_else(|| {
        clauses(note).find_map(|clause| {
            let (bounds, rest) = bounds(clause)?;
            let rest = rest.trim_start();
            CHARACTERS.iter().any(|unit| rest.starts_with(unit)).then_some(bounds)
        })
    })
}

fn range(note: &str) -> Option<Bounds> {
    let mut places = note.match_indices("范围");
    let named = places.find_map(|(at, word)| {
        let is_length = note[..at].ends_with("长度");
        bounds(&note[at + word.len()..]).map(|(it, _)| it).filter(|_| !is_length)
    });
    let told = || following(note, &RANGES).find_map(|rest| Some(bounds(rest)?.0));
    let between = || {
        clauses(note).find_map(|clause| {
            let (bounds, rest) = bounds(clause)?;
            rest.trim_start().starts_with(BETWEEN).then_some(bounds)
        })
    };
    let ends = || {
        let [least, most] = [&LEAST, &MOST].map(|words| {
            let (end, _) = following(note, words).find_map(|it| number(unfilled(it)))?;
            Some(end.to_string())
        });
        (least.is_some() || most.is_some()).then_some(())?;
        let [least, most] = [least, most].map(Option::unwrap_or_default);
        format!("{least}..{most}").parse().ok()
    };
    named.or_else(told).or_else(between).or_else(ends)
}

/// The parts of a note, each from its first number on.
fn clauses(note: &str) -> impl Iterator<Item = &str> {
    let is_start = |c: char| c == '-' || c.is_ascii_digit() || DIGITS.contains(c);
    note.split(ENDS).filter_map(move |clause| Some(&clause[clause.find(is_start)?..]))
}

/// The bounds with which `text` begins, and what follows them.
fn bounds(text: &str) -> Option<(Bounds, &str)> {
    let text = unfilled(text);
    let one = |words: &[&str]| {
        words.iter().find_map(|it| number(unfilled(text.strip_prefix(it)?)))
    };
    let (bounds, rest) = if let Some((most, rest)) = one(&AT_MOST) {
        (format!("..{most}"), rest)
    } else if let Some((least, rest)) = one(&AT_LEAST) {
        (format!("{least}.."), rest)
    } else {
        let (least, rest) = number(text)?;
        let rest = rest.trim_start();
        let (most, rest) =
            DASHES.iter().find_map(|it| number(rest.strip_prefix(it)?))?;
        (format!("{least}..{most}"), rest)
    };
    Some((bounds.parse().ok()?, rest))
}

/// `text` without the words that say nothing before a number.
fn unfilled(mut text: &str) -> &str {
    while let Some(rest) = FILLERS.iter().find_map(|it| text.strip_prefix(it)) {
        text = rest;
    }
    text
}

/// The number with which `text` begins, and what follows it.
fn number(text: &str) -> Option<(i64, &str)> {
    let text = text.trim_start();
    let digits = text.strip_prefix('-').unwrap_or(text);
    let rest = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    let in_digits = || Some((text[..text.len() - rest.len()].parse().ok()?, rest));
    in_digits().or_else(|| number_in_words(text))
}

/// The same of a number that is written in words: 十五.
fn number_in_words(text: &str) -> Option<(i64, &str)> {
    let (mut sum, mut digit, mut end) = (0, None, 0);
    for c in text.chars() {
        let place = PLACES.iter().find(|(name, _)| *name == c);
        let c_digit =
            if c == '两' { Some(2) } else { DIGITS.chars().position(|it| it == c) };
        match (place, c_digit) {
            (Some((_, place)), _) => sum += digit.take().unwrap_or(1) * place,
            (None, Some(value)) if digit.is_none_or(|known| known == 0) => {
                digit = i64::try_from(value).ok();
            }
            _ => break,
        }
        end += c.len_utf8();
    }
    (end > 0).then(|| (sum + digit.unwrap_or(0), &text[end..]))
}

/// What stands behind each of `words` in `text`.
fn following<'t>(text: &'t str, words: &[&str]) -> impl Iterator<Item = &'t str> {
    let behind = words.iter().flat_map(move |word| {
        text.match_indices(*word).map(|(at, word)| at + word.len())
    });
    let mut behind: Vec<_> = behind.collect();
    behind.sort_unstable();
    behind.into_iter().map(move |at| &text[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The facts of a note in one line.
    fn told(note: &str) -> String {
        let Note { codes, is_bool, default, length, range } = Note::of(note);
        let code = |(code, meaning): (&String, &String)| match meaning.as_str() {
            "" => code.clone(),
            meaning => format!("{code} {meaning}"),
        };
        let codes: Vec<_> = codes.iter().map(code).collect();
        let facts = [
            (!codes.is_empty()).then(|| codes.join(", ")),
            is_bool.then(|| "bool".to_owned()),
            default.map(|it| format!("default {it}")),
            length.map(|it| format!("length {it}")),
            range.map(|it| format!("range {it}")),
        ];
        facts.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn a_note_is_taken_for_what_it_says() {
        for (note, expected) in [
            (
                "0:矢量；1:图片备注：不填为矢量",
                "0 矢量, 1 图片备注：不填为矢量; default 0",
            ),
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
