//! Rows that every table repeats.
use super::ReturnCode;
use crate::prelude::*;

/// Login of a request.
#[derive(Clone, Debug, PartialEq, Parameters)]
#[non_exhaustive]
pub struct Login {
    /// Login name.
    ///
    /// 登录名
    pub login_name: String,
    /// Password.
    ///
    /// 密码
    pub password: Secret,
    /// Whether the password is hashed.
    ///
    /// true:表示密码是经过加密的。
    pub sec: Option<bool>,
}

/// Outcome of a call.
#[derive(Clone, Debug, PartialEq, Answer)]
#[non_exhaustive]
pub struct Envelope {
    /// Return code.
    ///
    /// 返回结果代码（详情见3.5）
    pub code: Option<ReturnCode>,
    /// What the server says about it.
    ///
    /// 结果说明
    pub message: Option<String>,
}

/// What the server calls back with when a document is transcoded.
#[derive(Clone, Debug, PartialEq, Parameters)]
#[non_exhaustive]
pub struct TranscodeCallback {
    /// Id of the courseware.
    #[param(name = "gscoursewareId")]
    pub courseware_id: String,
    /// `ok` or `error`; may be missing.
    #[param(name = "gsstatus")]
    pub status: Option<String>,
}
