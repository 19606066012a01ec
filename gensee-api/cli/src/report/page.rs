//! The page of a report: its frame, and what webcasts and months have in common.

use gensee_api::{OpenEnum as _, Time};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::chart::thousands;
use super::load::{Asked, Attendance};
use crate::command::title;
use crate::lang::Lang;

/// Nothing is fetched and nothing is run, whatever a nickname holds.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

const HOUR: i128 = 3_600_000;

/// The whole file.
pub fn page(lang: Lang, subject: &str, content: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(lang.pick("en", "zh-CN")) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(concat!("gensee ", env!("CARGO_PKG_VERSION")));
                title { (subject) }
                style { (PreEscaped(include_str!("style.css"))) }
            }
            body { main { (content) } }
        }
    };
    page.into_string()
}

/// A part of the report; a refusal is told in its place.
pub fn section<T>(
    lang: Lang,
    heading: &str,
    asked: &Asked<T>,
    show: impl FnOnce(&T) -> Markup,
) -> Markup {
    html! {
        section {
            h2 { (heading) }
            @match asked {
                Ok(answer) => (show(answer)),
                Err(error) => (refused(lang, error)),
            }
        }
    }
}

/// That the site has refused something, with the return code.
fn refused(lang: Lang, error: &gensee_api::Error) -> Markup {
    let code = error.code().map(|code| code.code().to_owned()).unwrap_or_default();
    let info = crate::call::find(error.operation().unwrap_or_default());
    let (name, path) =
        info.map_or(("", ""), |info| (lang.pick(info.name, title(info)), info.path));
    let meaning = error.code().map(|code| code.summary()).unwrap_or_default();
    html! {
        p.refused {
            @if lang == Lang::En {
                "The site refuses " code { (name) } " (" (path) ") with code " (code) ". " (meaning)
            } @else {
                "站点拒绝了“" (name) "”（" (path) "），返回代码 " (code) "。"
            }
        }
    }
}

/// That there is nothing.
pub fn nothing(text: &str) -> Markup {
    html! { p.nothing { (text) } }
}

/// The figures that matter most: a name, a number, and a remark.
pub fn tiles(tiles: &[(&str, String, String)]) -> Markup {
    html! {
        dl.tiles {
            @for (name, number, remark) in tiles {
                div {
                    dt { (name) }
                    dd { (number) }
                    @if !remark.is_empty() {
                        dd.remark { (remark) }
                    }
                }
            }
        }
    }
}

/// The figures of those who were in one webcast or in several.
pub fn attendance_tiles(
    lang: Lang,
    people: usize,
    all: &[&Attendance],
) -> Vec<(&'static str, String, String)> {
    let visits = all.iter().map(|one| one.visits).sum();
    let area = all.iter().map(|one| one.curve.area()).sum();
    let peak = all.iter().filter_map(|one| one.curve.peak()).max_by_key(|peak| peak.0);
    let since = peak.map(|(_, since)| {
        lang.pick(
            format!("at {}", minute(Time::from_millis(since))),
            minute(Time::from_millis(since)),
        )
    });
    vec![
        (lang.pick("People", "人数"), thousands(people), String::new()),
        (lang.pick("Visits", "人次"), thousands(visits), String::new()),
        (lang.pick("Person-hours", "人时"), hours(area), String::new()),
        (
            lang.pick("Peak", "同时在场峰值"),
            thousands(peak.map_or(0, |peak| peak.0)),
            since.unwrap_or_default(),
        ),
    ]
}

/// Rows that are missing, and whose report this is.
pub fn foot(lang: Lang, site: &str, now: Time, unreadable: u64) -> Markup {
    let people = lang.pick(
        "A person is a user id; visits without one are told apart by nickname and address. Time in which somebody is \
         there twice counts once, and a visit that has not ended counts until now. Times are China time.",
        "以用户ID区分人员；没有用户ID的访问按昵称和地址区分。同一人重叠的时间只计一次，未结束的访问计到当前时间。时间均为中国时间。",
    );
    html! {
        @if unreadable > 0 {
            p.refused {
                (lang.pick(
                    format!("{unreadable} rows could not be read, and are left out."),
                    format!("有 {unreadable} 行无法读取，未计入。"),
                ))
            }
        }
        footer {
            p { (people) }
            p { (site) " · " (minute(now)) " · gensee " (env!("CARGO_PKG_VERSION")) }
        }
    }
}

/// A moment of China time without its seconds.
pub fn minute(moment: Time) -> String {
    let text = moment.to_string();
    text.get(..16).unwrap_or(&text).to_owned()
}

/// Hours with one decimal.
pub fn hours(millis: i128) -> String {
    let tenths = usize::try_from((millis + HOUR / 20) / (HOUR / 10)).unwrap_or_default();
    format!("{}.{}", thousands(tenths / 10), tenths % 10)
}

/// A span of time: in hours and minutes, or in minutes and seconds.
pub fn duration(millis: i64, lang: Lang) -> String {
    let seconds = millis / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => lang.pick(
            format!("{minutes} min {seconds} s"),
            format!("{minutes} 分 {seconds} 秒"),
        ),
        _ => lang.pick(
            format!("{hours} h {minutes} min"),
            format!("{hours} 小时 {minutes} 分"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{duration, hours};
    use crate::lang::Lang;

    #[test]
    fn lengths_of_time() {
        let table =
            [(0, "0.0"), (179_999, "0.0"), (180_000, "0.1"), (6_003_360_000, "1,667.6")];
        for (millis, expected) in table {
            assert_eq!(hours(millis), expected, "{millis}");
        }
        let table = [(0, "0 min 0 s"), (61_999, "1 min 1 s"), (3_660_000, "1 h 1 min")];
        for (millis, expected) in table {
            assert_eq!(duration(millis, Lang::En), expected, "{millis}");
        }
    }
}
