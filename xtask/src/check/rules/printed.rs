//! Readings against what the document says in words, where its wording leaves no doubt.

use crate::check::Faults;
use crate::check::context::Context;
use crate::spec::{Bounds, Direction, Effect, Role, default_in};

/// `roles` are the ones that the description names after 该API要求认证用户, in its order.
pub fn printed_roles(context: &Context, faults: &mut Faults) {
    for (_, operation, place) in context.operations() {
        let description = operation.description.as_deref().unwrap_or_default();
        let Some(clause) = after(description, "该API要求认证用户")
            .and_then(|rest| rest.split(['。', '\n']).next())
        else {
            continue;
        };
        let words = [
            (Role::Admin, "admin", "管理员"),
            (Role::Organizer, "organizer", "组织者"),
            (Role::Teacher, "teacher", "教师"),
        ];
        let mut named: Vec<_> = words
            .into_iter()
            .filter_map(|(role, name, word)| Some((clause.find(word)?, role, name)))
            .collect();
        named.sort_by_key(|(at, ..)| *at);
        let roles: Vec<_> = named.iter().map(|(_, role, _)| *role).collect();
        if !operation.roles.is_empty() && operation.roles != roles {
            let names: Vec<_> = named.iter().map(|(_, _, name)| *name).collect();
            let message = format!(
                "the description names other roles, or in another order; write `[{}]`",
                names.join(", ")
            );
            faults.at(&place.to("roles").key(), message);
        }
    }
}

/// An operation that looks something up by its title is a `read`, one that changes something is none.
pub fn printed_effect(context: &Context, faults: &mut Faults) {
    const LOOKS: [&str; 6] = ["查询", "获取", "导出", "分页", "按天导出", "按天同步"];
    const CHANGES: [&str; 9] =
        ["创建", "修改", "改变", "更改", "删除", "新增", "结束", "撤销", "发布"];
    for (_, operation, place) in context.operations() {
        let Some(effect) = operation.effect else { continue };
        let begins = |words: &[&'static str]| {
            words.iter().find(|word| operation.title.starts_with(**word)).copied()
        };
        let place = place.to("effect");
        match (begins(&LOOKS), begins(&CHANGES)) {
            (Some(word), _) if effect != Effect::Read => {
                faults.at(&place, format!("the title begins with {word}, which changes nothing; write `read`"));
            }
            (_, Some(word)) if effect == Effect::Read => {
                faults.at(&place, format!("the title begins with {word}, which must not be retried; `read` is wrong"));
            }
            _ => {}
        }
    }
}

/// `window` is as long as the description allows with 间隔不能超过….
pub fn printed_window(context: &Context, faults: &mut Faults) {
    for (_, operation, place) in context.operations() {
        let description = operation.description.as_deref().unwrap_or_default();
        let days = after(description, "间隔不能超过")
            .and_then(|rest| number_before(rest, "天"));
        match (&operation.window, days) {
            (None, Some(days)) => {
                let message = format!(
                    "the description allows {days} days between start and end; add a `window`"
                );
                faults.at(&place.to("description").key(), message);
            }
            (Some(window), Some(days)) if i64::from(window.max.0) != days => {
                let message = format!(
                    "`max` is `{}`, but the description allows {days} days; write `{days}d`",
                    window.max
                );
                faults.at(&place.to("window").to("max"), message);
            }
            _ => {}
        }
    }
}

/// `paging.size` is the number of rows that the description prints after 每页.
pub fn printed_page_size(context: &Context, faults: &mut Faults) {
    for (_, operation, place) in context.operations() {
        let description = operation.description.as_deref().unwrap_or_default();
        let size = after(description, "每页").and_then(|rest| {
            let start = rest.find(|c: char| c.is_ascii_digit())?;
            number_before(&rest[start..], "条")
                .filter(|_| rest[..start].chars().count() <= 6)
        });
        let Some((paging, size)) = operation.paging.as_ref().zip(size) else { continue };
        if paging.size.map(i64::from) != Some(size) {
            let message = format!(
                "the description gives a page {size} rows; write `size: {size}`"
            );
            faults.at(&place.to("paging").to("size"), message);
        }
    }
}

/// `length` is what a note prints after 长度：.
pub fn printed_length(context: &Context, faults: &mut Faults) {
    for entry in
        context.rows_outside_pages().filter(|entry| entry.direction != Direction::Answer)
    {
        let note = entry.row.note.as_deref().unwrap_or_default();
        let between = after(note, "长度：").and_then(|rest| {
            let min = number_before(rest, "-")?;
            let max = leading_number(after(rest, "-")?)?;
            Some(Bounds { min: Some(min), max: Some(max) })
        });
        let most = || {
            let max = leading_number(after(note, "最大长度不能超过")?)?;
            Some(Bounds { min: None, max: Some(max) })
        };
        let Some(bounds) =
            between.or_else(most).filter(|bounds| entry.row.length != Some(*bounds))
        else {
            continue;
        };
        let place = if entry.row.length.is_some() {
            entry.place.to("length")
        } else {
            entry.place.key()
        };
        faults.at(
            &place,
            format!(
                "the note of `{}` prints a length; write `length: {bounds}`",
                entry.name
            ),
        );
    }
}

/// A `default` is the one that the note prints after 默认为.
pub fn printed_default(context: &Context, faults: &mut Faults) {
    for entry in
        context.rows_outside_pages().filter(|entry| entry.direction != Direction::Answer)
    {
        let Some(default) = &entry.row.default else { continue };
        let note = entry.row.note.as_deref().unwrap_or_default();
        let Some(printed) = default_in(note) else { continue };
        if printed != default {
            let message = format!(
                "`default` is `{default}`, but the note prints `{printed}`; correct the reading"
            );
            faults.at(&entry.place.to("default"), message);
        }
    }
}

fn after<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    text.split_once(mark).map(|(_, rest)| rest)
}

fn leading_number(text: &str) -> Option<i64> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text[..end].parse().ok()
}

/// The number that `text` begins with, if `unit` follows it.
fn number_before(text: &str, unit: &str) -> Option<i64> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.starts_with(unit).then(|| leading_number(text)).flatten()
}
