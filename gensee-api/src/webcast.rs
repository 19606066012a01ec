//! The operations of the document.
use crate::prelude::*;

pub mod created;
pub mod export;
pub mod file;
pub mod record;
pub mod shared;

pub use created::{ClientType, CreateWebcast, CreateWebcastResponse, Telconf};
pub use export::history::page::{ExportHistoryPage, ExportHistoryPageResponse, JoinType, Visit};
pub use export::vod::history::{Device, ExportVodHistory, ExportVodHistoryResponse, VodVisit};
pub use file::attach::{AttachFiles, AttachFilesResponse, Attachment};
pub use record::choose::{ChooseRecords, ChooseRecordsResponse};

/// Every operation, in the order of the document.
pub const OPERATIONS: &[OperationInfo] = &[
    OperationInfo::of::<CreateWebcast>(),
    OperationInfo::of::<AttachFiles>(),
    OperationInfo::of::<ChooseRecords>(),
    OperationInfo::of::<ExportVodHistory>(),
    OperationInfo::of::<ExportHistoryPage>(),
];

/// Path of every operation's path on a site.
pub const BASE_PATH: &str = "/integration/site";

/// Return codes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, OpenEnum)]
#[non_exhaustive]
pub enum ReturnCode {
    /// 成功
    #[code("0")]
    Success,
    /// 失败
    #[code("-1")]
    Failure,
    /// 参数错误
    #[code("101")]
    InvalidParameter,
    /// 参数转换错误
    #[code("102")]
    ParameterConversion,
    /// 认证失败
    #[code("200")]
    AuthenticationFailed,
    /// 口令过期
    #[code("201")]
    PasswordExpired,
    /// 系统错误
    #[code("300")]
    SystemError,
    /// 业务错误
    #[code("500")]
    BusinessError,
    /// 业务错误 – 数据不存在
    #[code("501")]
    NotFound,
    /// 业务错误 – 重复数据
    #[code("502")]
    Duplicate,
    /// 接口被禁用，请联系管理员
    #[code("600")]
    Disabled,
    /// A code the document does not list.
    Other(String),
}
