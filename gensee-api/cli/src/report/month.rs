//! `gensee report month`: all webcasts of a month.

use std::collections::{BTreeMap, HashSet};

use gensee_api::Time;
use gensee_api::webcast::Webcast;
use jiff::civil::Date;
use maud::{Markup, html};

use super::chart::{Chart, Shape, thousands};
use super::load::{Asked, Attendance};
use super::page::{attendance_tiles, hours, minute, nothing, tiles};
use crate::attendance::Key;
use crate::lang::Lang;

/// The days below which a number stands.
const DAYS: [i8; 7] = [1, 5, 10, 15, 20, 25, 30];

/// A webcast, and who was in it.
pub type Row = (Webcast, Asked<Attendance>);

pub fn subject(lang: Lang, month: Date) -> String {
    lang.pick(
        format!("Webcasts of {}", month.strftime("%Y-%m")),
        format!("{} 年 {} 月直播报告", month.year(), month.month()),
    )
}

pub fn content(lang: Lang, month: Date, rows: &[Row]) -> Markup {
    let told: Vec<_> =
        rows.iter().filter_map(|(_, asked)| asked.as_ref().ok()).collect();
    let everybody: HashSet<&Key> = told.iter().flat_map(|one| &one.keys).collect();
    let mut figures =
        vec![(lang.pick("Webcasts", "直播数"), thousands(rows.len()), String::new())];
    figures.extend(attendance_tiles(lang, everybody.len(), &told));
    let counted = lang.pick(
        "The webcasts that were to begin in this month, with all visits from a day before their beginning to a day after \
         their end. Who was in several webcasts is one person.",
        "统计计划在本月开始的直播，包括开始前一天到结束后一天的所有访问。参加多场直播的人只计一次。",
    );
    html! {
        header {
            h1 { (subject(lang, month)) }
            p.remark { (counted) }
        }
        section {
            @if rows.is_empty() {
                (nothing(lang.pick("No webcast was to begin in this month.", "本月没有直播。")))
            } @else {
                (tiles(&figures))
                (days(lang, month, rows))
            }
        }
        @if !rows.is_empty() {
            section {
                h2 { (lang.pick("Each webcast", "各场直播")) }
                (table(lang, rows))
            }
        }
    }
}

/// The people of each day.
fn days(lang: Lang, month: Date, rows: &[Row]) -> Markup {
    let mut people: BTreeMap<i8, HashSet<&Key>> = BTreeMap::new();
    for (webcast, asked) in rows {
        let day =
            webcast.start_time.and_then(Time::china_date).map(|date| date.civil().day());
        if let (Some(day), Ok(attendance)) = (day, asked) {
            people.entry(day).or_default().extend(&attendance.keys);
        }
    }
    let last = month.days_in_month();
    let values: Vec<_> =
        (1..=last).map(|day| people.get(&day).map_or(0, HashSet::len)).collect();
    let most = (1..=last).zip(&values).max_by_key(|(day, people)| (**people, -*day));
    let (day, most) = most.map_or((1, 0), |(day, people)| (day, *people));
    let description = lang.pick(
        format!("Most people on one day: {}, on day {day}.", thousands(most)),
        format!("{day} 日人数最多：{} 人。", thousands(most)),
    );
    let label = |day: i8| ((f64::from(day) - 0.5) / f64::from(last), day.to_string());
    let chart = Chart {
        title: lang.pick("People by day", "每日人数"),
        description: &description,
        values: &values,
        shape: Shape::Columns,
        labels: DAYS.into_iter().filter(|day| *day <= last).map(label).collect(),
    };
    html! {
        h3 { (chart.title) }
        figure { (chart.draw()) figcaption { (description) } }
    }
}

fn table(lang: Lang, rows: &[Row]) -> Markup {
    let heads = [
        lang.pick("People", "人数"),
        lang.pick("Visits", "人次"),
        lang.pick("Hours", "人时"),
        lang.pick("Peak", "峰值"),
    ];
    html! {
        table {
            thead {
                tr {
                    th scope="col" { (lang.pick("Webcast", "直播")) }
                    @for head in heads { th.number scope="col" { (head) } }
                }
            }
            tbody {
                @for (webcast, asked) in rows {
                    tr {
                        th scope="row" {
                            (webcast.subject.as_deref().unwrap_or(webcast.id.as_str()))
                            span.when { (webcast.start_time.map(minute).unwrap_or_default()) }
                        }
                        @match asked {
                            Ok(one) => {
                                td.number { (thousands(one.people.len())) }
                                td.number { (thousands(one.visits)) }
                                td.number { (hours(one.curve.area())) }
                                td.number { (thousands(one.curve.peak().map_or(0, |peak| peak.0))) }
                            }
                            Err(error) => {
                                td.number.refused colspan="4" {
                                    (lang.pick("refused, code ", "站点拒绝，返回代码 "))
                                    (error.code().map(gensee_api::OpenEnum::code).unwrap_or_default())
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
