//! `gensee report webcast`: what happened in one webcast.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

use gensee_api::webcast::{
    AskedQuestion, Choice, GetWebcastResponse, Question, QuestionType, Rollcall, Visit,
    Vote,
};
use gensee_api::{Answer as _, Time, WebcastId};
use maud::{Markup, html};
use serde_json::Value;

use super::axis;
use super::chart::{Chart, Shape, bar, thousands};
use super::load::{Attendance, Loaded};
use super::page::{attendance_tiles, duration, minute, nothing, section, tiles};
use super::sums::{Stays, counted, median};
use crate::columns::Column;
use crate::label;
use crate::lang::Lang;
use crate::value::kebab;

/// What of the settings stands at the top.
const FACTS: [&str; 5] =
    ["number", "startTime", "endTime", "speakerInfo", "maxAttendees"];
/// The parts into which the time is divided for the picture.
const PARTS: usize = 240;
/// The most places that are listed by name.
const PLACES: usize = 15;
/// The vendor's name of the row with the device of a visit, and of that with the kind of a question.
const DEVICE: &str = "joinType";
const KIND: &str = "type";

/// The subject of the webcast, or its id where the site has not told it.
pub fn subject(id: &WebcastId, loaded: &Loaded) -> String {
    let subject = loaded.settings.as_ref().ok().and_then(|it| it.subject.clone());
    subject.filter(|subject| !subject.is_empty()).unwrap_or_else(|| id.to_string())
}

pub fn content(lang: Lang, id: &WebcastId, loaded: &Loaded) -> Markup {
    html! {
        header {
            h1 { (subject(id, loaded)) }
            @match &loaded.settings {
                Ok(settings) => (facts(lang, id, settings, loaded)),
                Err(_) => (section(lang, lang.pick("Settings", "直播设置"), &loaded.settings, |_| html! {})),
            }
        }
        (section(lang, lang.pick("Attendance", "出席情况"), &loaded.attendance, |it| attendance(lang, it)))
        @if let Ok(attendance) = &loaded.attendance && !attendance.people.is_empty() {
            (people(lang, attendance))
        }
        (section(lang, lang.pick("Votes", "投票"), &loaded.votes, |votes| self::votes(lang, votes)))
        (section(lang, lang.pick("Questions", "提问"), &loaded.questions, |it| questions(lang, it)))
        (section(lang, lang.pick("Roll calls", "点名"), &loaded.rollcalls, |it| rollcalls(lang, it)))
    }
}

fn facts(
    lang: Lang,
    id: &WebcastId,
    settings: &GetWebcastResponse,
    loaded: &Loaded,
) -> Markup {
    let rows = GetWebcastResponse::ROWS;
    let value = serde_json::to_value(settings).unwrap_or(Value::Null);
    let columns = Column::of(rows);
    let fact = |name: &str| {
        let row = rows.iter().find(|row| row.name == name)?;
        let column = columns.iter().find(|column| column.name == name)?;
        let cell = column.cell(&value);
        (!cell.is_empty()).then(|| (label::field(row, lang), cell))
    };
    let counted =
        loaded.range.map(|(from, to)| format!("{} – {}", minute(from), minute(to)));
    html! {
        dl.facts {
            @for (name, value) in FACTS.into_iter().filter_map(fact) {
                dt { (name) } dd { (value) }
            }
            dt { "ID" } dd { (id) }
            dt { (lang.pick("Counted", "统计时段")) }
            dd {
                (counted.unwrap_or_else(|| {
                    lang.pick("the last session that has ended", "最近结束的直播场次").to_owned()
                }))
            }
        }
    }
}

fn attendance(lang: Lang, attendance: &Attendance) -> Markup {
    let people = &attendance.people;
    if people.is_empty() {
        return nothing(
            lang.pick("No visits in this time.", "此时段内没有人进入直播。"),
        );
    }
    let mut figures = attendance_tiles(lang, people.len(), &[attendance]);
    let stays = Stays::of(people);
    if let Some(median) = stays.median() {
        let name = lang.pick("Half stayed longer than", "在场时长中位数");
        figures.push((name, duration(median, lang), String::new()));
    }
    let inside = people.iter().filter(|person| person.inside).count();
    if inside > 0 {
        figures.push((
            lang.pick("Still inside", "仍在场"),
            thousands(inside),
            String::new(),
        ));
    }
    html! {
        (tiles(&figures))
        @if let Some((first, last)) = attendance.curve.span() {
            (curve(lang, attendance, first, last))
        }
        (lengths(lang, &stays))
    }
}

/// How many people were inside over time.
fn curve(lang: Lang, attendance: &Attendance, first: i64, last: i64) -> Markup {
    let (most, since) = attendance.curve.peak().unwrap_or_default();
    let [first_text, last_text, since] =
        [first, last, since].map(|moment| minute(Time::from_millis(moment)));
    let description = lang.pick(
        format!(
            "From {first_text} to {last_text}; most people inside: {most}, at {since}."
        ),
        format!("{first_text} 至 {last_text}；同时在场最多 {most} 人，出现在 {since}。"),
    );
    let chart = Chart {
        title: lang.pick("People inside over time", "在场人数变化"),
        description: &description,
        values: &attendance.curve.parts(PARTS),
        shape: Shape::Area,
        labels: axis::moments(first, last),
    };
    html! {
        h3 { (chart.title) }
        figure { (chart.draw()) figcaption { (description) } }
    }
}

/// How long people stayed.
fn lengths(lang: Lang, stays: &Stays) -> Markup {
    let groups = stays.groups();
    if groups.people.is_empty() {
        return html! {};
    }
    let width = groups.minutes;
    let counts: Vec<_> = (0_i64..)
        .zip(&groups.people)
        .map(|(place, people)| {
            format!("{}–{}: {people}", place * width, (place + 1) * width)
        })
        .collect();
    let description = lang.pick(
        format!("People by minutes inside: {}.", counts.join("; ")),
        format!("各在场时长（分钟）的人数：{}。", counts.join("；")),
    );
    let chart = Chart {
        title: lang.pick("How long people stayed", "在场时长分布"),
        description: &description,
        values: &groups.people,
        shape: Shape::Columns,
        labels: axis::edges(groups.people.len(), width),
    };
    html! {
        h3 { (chart.title) }
        figure {
            (chart.draw())
            figcaption { (lang.pick("Number of people, by minutes inside", "人数，按在场分钟数")) }
        }
    }
}

/// By what devices people came, and from where.
fn people(lang: Lang, attendance: &Attendance) -> Markup {
    let people = &attendance.people;
    let row = Visit::ROWS.iter().find(|row| row.name == DEVICE);
    let called = |device: &String| {
        let value = row.and_then(|row| {
            let value = row.values.iter().find(|value| kebab(value.name) == *device)?;
            Some(label::code(row, value, lang))
        });
        value.unwrap_or_else(|| device.clone())
    };
    let devices =
        counted(people.iter().flat_map(|person| person.devices.iter().map(called)));
    let unknown = || lang.pick("not told", "未知").to_owned();
    let places = people.iter().map(|person| person.area.clone().unwrap_or_else(unknown));
    let mut places = counted(places);
    if places.len() > PLACES {
        let rest = places.split_off(PLACES - 1);
        let people = rest.iter().map(|(_, people)| people).sum();
        places.push((
            lang.pick(
                format!("{} other places", rest.len()),
                format!("其他 {} 个地区", rest.len()),
            ),
            people,
        ));
    }
    let of_device = lang.pick(
        "Who came with several devices counts for each of them.",
        "使用多种终端的人在每种终端各计一次。",
    );
    html! {
        div.two {
            section {
                h2 { (lang.pick("Devices", "终端")) }
                @if devices.is_empty() {
                    (nothing(lang.pick("The site does not tell the devices.", "站点没有提供终端信息。")))
                } @else {
                    (bars(&devices, people.len()))
                    p.remark { (of_device) }
                }
            }
            section {
                h2 { (lang.pick("Places", "地区")) }
                (bars(&places, people.len()))
            }
        }
    }
}

/// Numbers of people beside bars.
fn bars(rows: &[(String, usize)], whole: usize) -> Markup {
    html! {
        table.bars {
            tbody {
                @for (name, part) in rows {
                    (bar_row(name, *part, whole, false))
                }
            }
        }
    }
}

fn bar_row(name: &str, part: usize, whole: usize, right: bool) -> Markup {
    let percent = part as f64 / whole.max(1) as f64 * 100.0;
    html! {
        tr {
            th scope="row" {
                (name)
                @if right { span.right { " ✓" } }
            }
            td { (bar(part, whole)) }
            td.number { (thousands(part)) " · " (format!("{percent:.1}%")) }
        }
    }
}

fn votes(lang: Lang, votes: &[Vote]) -> Markup {
    if votes.is_empty() {
        return nothing(lang.pick("No votes in this time.", "此时段内没有投票。"));
    }
    html! {
        @for vote in votes {
            @if let Some(subject) = &vote.subject { h3 { (subject) } }
            @for question in &vote.questions {
                (vote_question(lang, question))
            }
        }
    }
}

fn vote_question(lang: Lang, question: &Question) -> Markup {
    let row = Question::ROWS.iter().find(|row| row.name == KIND);
    let kind = row.zip(question.kind.as_ref()).and_then(|(row, kind)| {
        let name = format!("{kind:?}");
        let value = row.values.iter().find(|value| value.name == name)?;
        Some(label::code(row, value, lang))
    });
    let options = &question.options;
    let voters: HashSet<_> = options
        .iter()
        .flat_map(|option| &option.results)
        .map(|ballot| (ballot.uid, &ballot.nick_name))
        .collect();
    let chosen: Vec<_> = options.iter().map(chosen).collect();
    // Where the site does not tell who, each choice is somebody's.
    let whole = if voters.is_empty() { chosen.iter().sum() } else { voters.len() };
    let answered = lang.pick(format!("{whole} answered"), format!("{whole} 人作答"));
    let is_right = |place: usize| {
        let right = question.answer.as_deref().unwrap_or_default();
        right.split([',', '，']).any(|number| number.trim() == (place + 1).to_string())
    };
    html! {
        p.asked {
            (question.content.as_deref().unwrap_or_default())
            " " span.remark { (kind.into_iter().chain([answered]).collect::<Vec<_>>().join(" · ")) }
        }
        @if question.kind == Some(QuestionType::Text) {
            (texts(options))
        } @else {
            table.bars {
                tbody {
                    @for (place, (option, part)) in options.iter().zip(&chosen).enumerate() {
                        (bar_row(option.value.as_deref().unwrap_or_default(), *part, whole, is_right(place)))
                    }
                }
            }
        }
    }
}

/// What people wrote, the most frequent first, and who.
fn texts(options: &[Choice]) -> Markup {
    let mut texts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for ballot in options.iter().flat_map(|option| &option.results) {
        if let Some(text) = ballot.answer.as_deref().filter(|text| !text.is_empty()) {
            let names = texts.entry(text).or_default();
            names.push(ballot.nick_name.as_deref().unwrap_or_default());
        }
    }
    let mut texts: Vec<_> = texts.into_iter().collect();
    texts.sort_by_key(|(_, names)| Reverse(names.len()));
    html! {
        table {
            tbody {
                @for (text, names) in texts {
                    tr {
                        td { span.said { (text) } span.when { (names.join(" · ")) } }
                        td.number { (thousands(names.len())) }
                    }
                }
            }
        }
    }
}

/// How many people chose an option.
fn chosen(option: &Choice) -> usize {
    let told = option.result.as_ref().and_then(|result| result.trim().parse().ok());
    told.unwrap_or(option.results.len())
}

fn questions(lang: Lang, questions: &[AskedQuestion]) -> Markup {
    if questions.is_empty() {
        return nothing(lang.pick("No questions in this time.", "此时段内没有提问。"));
    }
    let has_answer = |question: &&AskedQuestion| {
        question.response.as_ref().is_some_and(|text| !text.is_empty())
    };
    let answered = questions.iter().filter(has_answer).count();
    let waited = questions.iter().filter(has_answer).filter_map(|question| {
        Some(
            question
                .answer_time?
                .millis()
                .saturating_sub(question.submit_time?.millis()),
        )
    });
    let mut waited: Vec<_> = waited.collect();
    waited.sort_unstable();
    let mut figures = vec![
        (lang.pick("Asked", "提问数"), thousands(questions.len()), String::new()),
        (lang.pick("Answered", "已回答"), thousands(answered), String::new()),
    ];
    if let Some(median) = median(&waited) {
        let name = lang.pick("Half waited longer than", "等待回答时间中位数");
        figures.push((name, duration(median, lang), String::new()));
    }
    html! {
        (tiles(&figures))
        table {
            thead {
                tr {
                    th scope="col" { (lang.pick("Question", "提问")) }
                    th scope="col" { (lang.pick("Answer", "回答")) }
                }
            }
            tbody {
                @for question in questions {
                    tr {
                        td { (said(question.question.as_ref(), question.name.as_ref(), question.submit_time)) }
                        td { (said(question.response.as_ref(), question.responder.as_ref(), question.answer_time)) }
                    }
                }
            }
        }
    }
}

/// A text, who wrote it, and when.
fn said(text: Option<&String>, who: Option<&String>, moment: Option<Time>) -> Markup {
    let Some(text) = text.filter(|text| !text.is_empty()) else {
        return html! { "–" };
    };
    let moment = moment.map(minute);
    let by = who.into_iter().chain(&moment).map(String::as_str).collect::<Vec<_>>();
    html! {
        span.said { (text) }
        span.when { (by.join(" · ")) }
    }
}

fn rollcalls(lang: Lang, calls: &[Rollcall]) -> Markup {
    if calls.is_empty() {
        return nothing(lang.pick("No roll calls in this time.", "此时段内没有点名。"));
    }
    html! {
        @for call in calls {
            (rollcall(lang, call))
        }
    }
}

fn rollcall(lang: Lang, call: &Rollcall) -> Markup {
    let number = |number: Option<i64>| number.and_then(|it| usize::try_from(it).ok());
    let listed = |present: bool| {
        let users = call.users.iter().filter(move |user| user.present == Some(present));
        users.map(|user| user.name.clone().unwrap_or_default())
    };
    let present = number(call.present).unwrap_or_else(|| listed(true).count());
    let absent = number(call.absent).unwrap_or_else(|| listed(false).count());
    let total = number(call.total).unwrap_or(present + absent);
    let moments = [call.start_time, call.end_time].into_iter().flatten().map(minute);
    let missing: Vec<_> = listed(false).collect();
    html! {
        h3 { (moments.collect::<Vec<_>>().join(" – ")) }
        (bars(&[
            (lang.pick("Present", "出席").to_owned(), present),
            (lang.pick("Absent", "缺席").to_owned(), absent),
        ], total))
        @if !missing.is_empty() {
            p.remark { (lang.pick("Absent: ", "缺席：")) (missing.join(lang.pick(", ", "、"))) }
        }
    }
}
