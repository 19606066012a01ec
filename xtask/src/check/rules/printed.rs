//! Readings against what the document says in words, where its wording leaves no doubt.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::Diagnostics;
use crate::check::context::OperationAt;
use crate::spec::{Effect, Operation, Place, Role, one_line};

pub fn printed_reading(at: &OperationAt, out: &mut Diagnostics) {
    let Operation { description, roles, effect, paging, .. } = at.operation;
    let text = description.as_deref().unwrap_or_default();
    let mut see = |place: &Place, key: &str, read: Option<String>, printed| {
        let Some(printed) = printed else { return };
        if read.as_ref() != Some(&printed) {
            // A key that is not there is shown by what should hold it.
            let place = if read.is_some() { place.to(key) } else { place.key() };
            let what = format!("the document prints another `{key}`");
            out.at(&place, what, format!("write `{key}: {printed}`"));
        }
    };
    if !roles.is_empty() {
        see(&at.place, "roles", Some(one_line(roles)), printed_roles(text));
    }
    if let Some(effect) = effect {
        let printed = is_look(at.operation).then(|| one_line(&Effect::Read));
        see(&at.place, "effect", Some(one_line(effect)), printed);
    }
    if let Some(paging) = paging {
        let size = paging.size.map(|size| size.to_string());
        see(&at.place.to("paging"), "size", size, page_size(text));
    }
}

pub fn printed_change(at: &OperationAt, out: &mut Diagnostics) {
    const CHANGES: [&str; 9] =
        ["创建", "修改", "改变", "更改", "删除", "新增", "结束", "撤销", "发布"];
    let word = CHANGES.iter().find(|word| at.operation.title.starts_with(**word));
    if let Some(word) = word.filter(|_| at.operation.effect == Some(Effect::Read)) {
        let what = format!("the title begins with {word}, which must not be retried");
        out.at(&at.place.to("effect"), what, "say what it does instead of `read`");
    }
}

/// The roles that a description names, in its order.
fn printed_roles(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("该API要求认证用户")?;
    let clause = rest.split(['。', '\n']).next()?;
    let words =
        [(Role::Admin, "管理员"), (Role::Organizer, "组织者"), (Role::Teacher, "教师")];
    let named = words.iter().filter_map(|(role, word)| Some((clause.find(word)?, role)));
    let mut named: Vec<_> = named.collect();
    named.sort_by_key(|(at, _)| *at);
    Some(one_line(&named.iter().map(|(_, role)| role).collect::<Vec<_>>()))
}

/// Whether an operation looks something up by its title, and so changes nothing.
fn is_look(operation: &Operation) -> bool {
    const LOOKS: [&str; 6] = ["查询", "获取", "导出", "分页", "按天导出", "按天同步"];
    LOOKS.iter().any(|word| operation.title.starts_with(word))
}

/// The rows of a page: 每页返回50条.
fn page_size(text: &str) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"每页\D{0,6}(\d+)条").expect("a regular expression")
    });
    Some(FORM.captures(text)?[1].to_owned())
}
