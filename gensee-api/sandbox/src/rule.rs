//! The rules that a call can break, in English for the log and in Chinese for whoever reads the page in it. Where the
//! document has words for a rule, the Chinese ones are those.

use std::fmt::Display;

use gensee_api::Role;
use gensee_api::params::{ParamError, ParamErrorKind, ValidationError, Violation};
use gensee_api::schema::{Bounds, Kind};

/// Why a call was refused.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rule {
    pub(crate) english: String,
    pub(crate) chinese: String,
}

macro_rules! rules {
    ($($name:ident($($gap:ident),*) $english:literal $chinese:literal;)*) => {
        impl Rule {
            $(
                pub(crate) fn $name($($gap: impl Display),*) -> Self {
                    Self { english: format!($english), chinese: format!($chinese) }
                }
            )*
        }

        #[cfg(test)]
        const TABLE: &[(&str, &str)] = &[$(($english, $chinese)),*];
    };
}

rules! {
    // Requests that are not calls.
    no_host() "`Host` is missing; send it" "缺少 `Host`，请加上";
    unknown_path()
        "no operation has this path; take one of the document, or set an answer at `/sandbox/answers`"
        "没有使用此路径的接口；请改用文档中的路径，或通过 `/sandbox/answers` 设置返回内容";
    other_parameters()
        "no operation has this path, and the answers set for it want other parameters"
        "没有使用此路径的接口，为它设置的返回内容要求别的参数";
    options()
        "`OPTIONS` asks for the methods and does not run the operation"
        "`OPTIONS` 只查询请求方式，不执行接口";
    method()
        "the method is none of those of the operation; send GET or POST"
        "该接口不支持此请求方式；请用 `GET` 或 `POST`";
    empty_brackets(name)
        "`{name}` has empty brackets, which the server does not know; repeat the name without them, or number them from 0"
        "`{name}` 带有空的方括号，服务器不认识；请去掉方括号重复参数名，或从 0 开始编号";
    too_long(limit)
        "the body is longer than {limit} bytes, or broke off; send less"
        "正文超过 {limit} 字节，或中途断开；请减少内容";
    snapshot_too_long(limit)
        "the snapshot is longer than {limit} bytes, or broke off; send less"
        "快照超过 {limit} 字节，或中途断开；请减少内容";
    too_slow()
        "the body did not arrive whole in time; send less, or faster"
        "正文没有按时到齐；请减少内容，或加快发送";
    multipart(text)
        "the multipart body cannot be read ({text})"
        "`multipart/form-data` 正文无法读取（`{text}`）";
    unread_by_method(method)
        "the body was not read, because the method is `{method}`; send it with POST, or in the query"
        "请求方式是 `{method}`，所以没有读取正文；请用 `POST` 发送，或放在地址的参数里";
    unread_by_type()
        "the body was not read, because of its `Content-Type`; send it as `application/x-www-form-urlencoded`"
        "由于 `Content-Type` 不对，没有读取正文；请以 `application/x-www-form-urlencoded` 发送";

    // The login, and who may call what.
    no_login() "`loginName` is not a user of the site" "`loginName` 不是本站点的用户";
    wrong_password() "`password` is not the user's" "`password` 不是该用户的密码";
    user_disabled() "the user is disabled" "该用户已被禁用";
    user_to_come() "`effectiveDate` of the user is still to come" "该用户的 `effectiveDate` 还没有到";
    user_over() "`invalidDate` of the user is over" "该用户的 `invalidDate` 已经过了";
    switched_off(name)
        "`{name}` is switched off" "`{name}` 已被关闭：接口被禁用，请联系管理员";
    no_handler(name) "`{name}` has no handler yet" "沙箱还没有实现 `{name}`";

    // Values.
    repeated(name) "`{name}` is a list; write `{name}[0]`" "`{name}` 是列表，请写成 `{name}[0]`";
    unlisted(name)
        "`{name}` is none of the codes that the note lists" "`{name}` 不在说明所列的代码中";
    end_too_late() "`end` is at most the length of the recording" "`end` 不能超过录制件的时长";

    // What there is on the site.
    login_taken() "`userLoginName` is another user's" "`userLoginName` 已被其他用户使用";
    no_user() "`userLoginName` is not a user of the site" "`userLoginName` 不是本站点的用户";
    subject_taken()
        "`subject` is another webcast's of the site" "`subject` 与本站点的另一个直播重名";
    no_webcast(id, login)
        "no webcast `{id}` that `{login}` may change" "没有 `{login}` 可以操作的直播 `{id}`";
    no_vod(id, login) "no vod `{id}` that `{login}` may change" "没有 `{login}` 可以操作的点播 `{id}`";
    no_record(id, login)
        "no recording `{id}` that `{login}` may delete" "没有 `{login}` 可以删除的录制件 `{id}`";
    not_own_record(id, login)
        "`recordId` {id} is none of `{login}`'s" "`recordId` {id} 不是 `{login}` 的录制件";
    not_inside() "no client of `userid` is in the webcast" "`userid` 没有客户端在该直播中";
    not_converted() "the vod of `id` is not converted" "`id` 对应的点播尚未转换完成";
    no_recording() "the vod of `id` shows no recording" "`id` 对应的点播没有录制件";
    attached_already()
        "a `url` of `attachmentList` is attached already" "`attachmentList` 中有 `url` 已经是该直播的附件";
    not_attached()
        "one of `urls` is not attached to the webcast" "`urls` 中有地址不是该直播的附件";
    unknown_record()
        "one of `recordId` is not a recording of the site" "`recordId` 中有本站点没有的录制件";
    not_chosen()
        "one of `recordId` is not chosen for the webcast" "`recordId` 中有未用作该直播插播的录制件";
    unknown_document() "`docId` is not a document of the site" "`docId` 不是本站点的文档";
    assigned_already() "`docId` is assigned to the webcast already" "`docId` 已经分配给该直播";
    not_assigned() "`docId` is not assigned to the webcast" "`docId` 没有分配给该直播";
    own_relay() "`relayId` is the webcast itself" "`relayId` 就是该直播本身";
    unknown_relay() "`relayId` is not a webcast of the site" "`relayId` 不是本站点的直播";
    relay_already() "`relayId` is a relay of the webcast already" "`relayId` 已经是该直播的转播源";
    no_relay() "`relayId` is not a relay of the webcast" "`relayId` 不是该直播的转播源";
    no_warmup() "`vodId` is not the warm-up of the webcast" "`vodId` 不是该直播的暖场";

    // Not the caller's fault.
    fault() "no rule, but a fault that was asked for" "没有违反规则，是按设置制造的故障";
    unwritable(error) "{error}" "状态文件无法写入（`{error}`）";
    no_answer(error) "{error}" "返回内容无法生成（`{error}`）";
}

impl Rule {
    /// The operation is for other roles.
    pub(crate) fn roles(name: &str, roles: &[Role]) -> Self {
        let chinese = |role: &Role| match role {
            Role::Admin => "管理员",
            Role::Organizer => "组织者",
            Role::Teacher => "教师",
            Role::User => "普通用户",
            _ => "其他角色",
        };
        let english = roles.iter().map(|role| format!("{role:?}").to_lowercase());
        let english = english.collect::<Vec<_>>().join(" and ");
        let chinese = roles.iter().map(chinese).collect::<Vec<_>>().join("、");
        Self {
            english: format!("`{name}` is for {english} alone"),
            chinese: format!("`{name}` 只允许{chinese}调用"),
        }
    }

    /// Both rules, the second one as the reason of the first.
    pub(crate) fn because(self, reason: &Self) -> Self {
        Self {
            english: format!("{}; {}", self.english, reason.english),
            chinese: format!("{}；{}", self.chinese, reason.chinese),
        }
    }

    /// The rule with the place in the document where it stands.
    pub(crate) fn at(&self, section: &str, operation: &str) -> Self {
        Self {
            english: format!("{section} {operation}: {}", self.english),
            chinese: format!("{section} {operation}：{}", self.chinese),
        }
    }
}

impl From<&ParamError> for Rule {
    fn from(error: &ParamError) -> Self {
        let name = &error.name;
        let chinese = match &error.fault {
            ParamErrorKind::Unreadable { expected } => {
                format!("`{name}` 不是有效的{}", chinese_kind(*expected))
            }
            _ => format!("缺少 `{name}`"),
        };
        Self { english: error.to_string(), chinese }
    }
}

impl From<&ValidationError> for Rule {
    fn from(invalid: &ValidationError) -> Self {
        let field = &invalid.field;
        let chinese = match &invalid.violation {
            Violation::Required => format!("`{field}` 必填，不能为空"),
            Violation::Length { allowed, found } => {
                format!("`{field}` 长度应{}，现为 {found}", chinese_bounds(allowed))
            }
            Violation::Range { allowed, found } => {
                format!("`{field}` 应{}，现为 {found}", chinese_bounds(allowed))
            }
            Violation::RequiredWhen { other, values } => {
                format!("`{other}` 为 {} 时，`{field}` 必填", one_of(values))
            }
            Violation::FixedWhen { value, other, values } => {
                format!("`{other}` 为 {} 时，`{field}` 只能为 `{value}`", one_of(values))
            }
            Violation::OnlyWhen { other, values } => {
                format!("仅当 `{other}` 为 {} 时，`{field}` 有效", one_of(values))
            }
            Violation::Order { start } => format!("`{field}` 应大于 `{start}`"),
            Violation::Window { start, days } => {
                format!("`{field}` 与 `{start}` 相距不得超过 {days} 天")
            }
            _ => format!("`{field}` 不符合文档的规则"),
        };
        Self { english: invalid.to_string(), chinese }
    }
}

fn one_of(values: &[&str]) -> String {
    let values = values.iter().map(|value| format!("`{value}`"));
    values.collect::<Vec<_>>().join(" 或 ")
}

fn chinese_bounds(bounds: &Bounds) -> String {
    match (bounds.min, bounds.max) {
        (Some(min), Some(max)) if min == max => format!("为 {min}"),
        (Some(min), Some(max)) => format!("在 {min} 到 {max} 之间"),
        (Some(min), None) => format!("不小于 {min}"),
        (None, Some(max)) => format!("不大于 {max}"),
        (None, None) => "符合文档".to_owned(),
    }
}

fn chinese_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "文本",
        Kind::Integer => "整数",
        Kind::Decimal => "小数",
        Kind::Boolean => "布尔值",
        Kind::Time => "时间",
        Kind::Date => "日期",
        Kind::TextId => "标识",
        Kind::NumberId => "数字标识",
        Kind::Code | Kind::NumberCode => "代码",
        Kind::Object => "对象",
        Kind::List(_) => "列表",
        _ => "值",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Role, Rule, TABLE};
    use gensee_api::Parameters;
    use gensee_api::params::from_form;
    use gensee_api::webcast::{CreateWebcast, SetPlayer};

    /// A text without what stands in backticks and in braces.
    fn prose(text: &str) -> String {
        let outside = |text: &str, open: char, close: char| {
            let mut inside = false;
            let kept = text.chars().filter(|char| {
                let marks = *char == open || *char == close;
                inside = if marks { !inside } else { inside };
                !inside && !marks
            });
            kept.collect::<String>()
        };
        outside(&outside(text, '`', '`'), '{', '}')
    }

    fn is_chinese(text: &str) -> bool {
        text.chars().any(|char| char > '\u{2e7f}')
    }

    fn assert_languages(english: &str, chinese: &str) {
        assert!(!is_chinese(english), "{english}");
        assert!(is_chinese(chinese), "{chinese}");
        let mixed = prose(chinese).chars().any(|char| char.is_ascii_alphabetic());
        assert!(!mixed, "{chinese}");
    }

    #[test]
    fn both_languages_say_the_same_of_the_same() {
        let named = |text: &str| {
            let names = text.split('`').skip(1).step_by(2).map(str::to_owned);
            names.collect::<BTreeSet<_>>()
        };
        for (english, chinese) in TABLE {
            assert_languages(english, chinese);
            let (english, chinese) = (named(english), named(chinese));
            assert!(english.is_subset(&chinese), "{english:?} {chinese:?}");
        }
    }

    #[test]
    fn broken_rules_of_rows_are_told() {
        for (form, expected) in [
            ("", "缺少 `subject`"),
            (
                "subject=a&startTime=soon&organizerToken=123456&panelistToken=654321",
                "`startTime` 不是有效的时间",
            ),
        ] {
            let error = from_form::<CreateWebcast>(form).expect_err(form);
            let rule = Rule::from(&error);
            assert_eq!(rule.chinese, expected);
            assert_languages(&rule.english, &rule.chinese);
        }
        let form = "subject=a&startTime=1&organizerToken=1&panelistToken=654321";
        let request: CreateWebcast = from_form(form).expect(form);
        let invalid = request.check().expect_err(form);
        let rule = Rule::from(&invalid);
        assert_eq!(rule.chinese, "`organizerToken` 长度应在 6 到 15 之间，现为 1");
        for form in ["id=a&mode=1", "id=a&mode=9&mobileMode=9&padMode=9&live=true"] {
            let request: SetPlayer = from_form(form).expect(form);
            for invalid in request.violations() {
                let rule = Rule::from(&invalid);
                assert_languages(&rule.english, &rule.chinese);
            }
        }
        let rule = Rule::roles("create_user", &[Role::Organizer, Role::Admin]);
        assert_eq!(rule.english, "`create_user` is for organizer and admin alone");
        assert_eq!(rule.chinese, "`create_user` 只允许组织者、管理员调用");
    }
}
