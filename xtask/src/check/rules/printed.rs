//! Readings against what the document says in words, where its wording leaves no doubt.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::Diagnostics;
use crate::check::context::{Context, OperationAt};
use crate::spec::{Effect, Operation, Place, Role, one_line};

pub fn printed_reading(context: &Context, out: &mut Diagnostics) {
    let mut see =
        |place: &Place, key: &str, read: Option<String>, printed: Option<String>| {
            let Some(printed) = printed.filter(|printed| read.as_ref() != Some(printed))
            else {
                return;
            };
            // A key that is not there is shown by what should hold it.
            let place = if read.is_some() { place.to(key) } else { place.key() };
            let message =
                format!("the document prints another `{key}`; write `{key}: {printed}`");
            out.at(&place, message);
        };
    for (_, operation, place) in context.operations() {
        let text = operation.description.as_deref().unwrap_or_default();
        let roles =
            Some(one_line(&operation.roles)).filter(|_| !operation.roles.is_empty());
        see(
            &place,
            "roles",
            roles.clone(),
            printed_roles(text).filter(|_| roles.is_some()),
        );
        if let Some(effect) = operation.effect {
            let printed = is_look(operation).then(|| one_line(&Effect::Read));
            see(&place, "effect", Some(one_line(&effect)), printed);
        }
        if let Some(paging) = &operation.paging {
            let size = paging.size.map(|size| size.to_string());
            see(&place.to("paging"), "size", size, page_size(text));
        }
    }
}

pub fn printed_change(at: &OperationAt, out: &mut Diagnostics) {
    let (operation, place) = (at.operation, &at.place);
    const CHANGES: [&str; 9] =
        ["创建", "修改", "改变", "更改", "删除", "新增", "结束", "撤销", "发布"];
    let word = CHANGES.iter().find(|word| operation.title.starts_with(**word));
    if let Some(word) = word.filter(|_| operation.effect == Some(Effect::Read)) {
        let message = format!("the title begins with {word}, which must not be retried");
        out.at(
            &place.to("effect"),
            format!("{message}; say what it does instead of `read`"),
        );
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
