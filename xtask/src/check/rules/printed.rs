//! Readings against what the document says in words, where its wording leaves no doubt.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::Diagnostics;
use crate::check::context::OperationAt;
use crate::spec::{Effect, Operation, Place, Role, one_line};

pub fn printed_reading(at: &OperationAt, out: &mut Diagnostics) {
    let mut printed = at.operation.clone();
    read_description(&mut printed);
    let mut see = |place: &Place, key: &str, read: Option<String>, printed| {
        if read != printed {
            // A key that is not there is shown by what should hold it.
            let place = if read.is_some() { place.to(key) } else { place.key() };
            let what = format!("the document prints another `{key}`");
            let printed = printed.unwrap_or_default();
            out.at(&place, what, format!("write `{key}: {printed}`"));
        }
    };
    let Operation { roles, effect, paging, .. } = at.operation;
    // What is not read at all is told elsewhere.
    if !roles.is_empty() {
        see(&at.place, "roles", Some(one_line(roles)), Some(one_line(&printed.roles)));
    }
    if effect.is_some() {
        let [read, printed] =
            [effect, &printed.effect].map(|it| it.as_ref().map(one_line));
        see(&at.place, "effect", read, printed);
    }
    if let Some((read, printed)) = paging.as_ref().zip(printed.paging.as_ref()) {
        let [read, printed] = [read, printed].map(|it| it.size.as_ref().map(one_line));
        see(&at.place.to("paging"), "size", read, printed);
    }
}

/// Gives an operation the readings that follow from its title and its description.
pub fn read_description(operation: &mut Operation) {
    let text = operation.description.as_deref().unwrap_or_default();
    let (roles, size) = (printed_roles(text), page_size(text));
    if let Some(roles) = roles {
        operation.roles = roles;
    }
    if is_look(operation) {
        operation.effect = Some(Effect::Read);
    }
    if let Some(paging) = &mut operation.paging {
        paging.size = size.or(paging.size);
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
fn printed_roles(text: &str) -> Option<Vec<Role>> {
    let (_, rest) = text.split_once("该API要求认证用户")?;
    let clause = rest.split(['。', '\n']).next()?;
    let words =
        [(Role::Admin, "管理员"), (Role::Organizer, "组织者"), (Role::Teacher, "教师")];
    let named = words.iter().filter_map(|(role, word)| Some((clause.find(word)?, role)));
    let mut named: Vec<_> = named.collect();
    named.sort_by_key(|(at, _)| *at);
    (!named.is_empty()).then(|| named.into_iter().map(|(_, role)| *role).collect())
}

/// Whether an operation looks something up by its title, and so changes nothing.
fn is_look(operation: &Operation) -> bool {
    const LOOKS: [&str; 6] = ["查询", "获取", "导出", "分页", "按天导出", "按天同步"];
    LOOKS.iter().any(|word| operation.title.starts_with(word))
}

/// The rows of a page: 每页返回50条.
fn page_size(text: &str) -> Option<u32> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"每页\D{0,6}(\d+)条").expect("a regular expression")
    });
    FORM.captures(text)?[1].parse().ok()
}
