//! What can go wrong, and the exit code of each kind.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use gensee_api::Error;

use crate::value::kebab;

/// Why the program ends early.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The arguments, the settings or the request are wrong; nothing was sent.
    #[error("{0}")]
    Usage(String),
    /// The call failed.
    #[error("{0}")]
    Call(Error),
    /// No answer of a server that is called without the client.
    #[error("{0}")]
    Network(String),
    /// Number of differences between what was recorded and what was answered; each was reported.
    #[error("{0} differences")]
    Different(usize),
    /// A file, the terminal or a pipe failed.
    #[error("{0}")]
    Local(String),
    /// Number of rows that could not be read; each was reported.
    #[error("{0} rows could not be read, and are left out")]
    Incomplete(u64),
    /// The reader of stdout has closed it.
    #[error("the output was closed")]
    Closed,
}

/// The result of a command.
pub type Outcome<T = ()> = Result<T, Failure>;

/// The exit codes with what they mean, in English and in Chinese.
pub const EXIT_CODES: [(u8, &str, &str); 6] = [
    (0, "done", "成功"),
    (
        1,
        "the site refused the call, and the message has its return code; or a replay found differences",
        "站点拒绝了调用，错误信息中有返回代码；或重放发现了差异",
    ),
    (2, "wrong arguments or settings; nothing was sent", "参数或设置有误，未发送请求"),
    (
        3,
        "no answer: the network, the address or the time-out",
        "没有得到应答：网络、地址或超时",
    ),
    (
        4,
        "the answer cannot be read, or rows are missing in it",
        "应答无法读取，或缺少数据行",
    ),
    (5, "a local file or the terminal failed", "本机文件或终端出错"),
];

impl Failure {
    pub fn usage(message: impl Into<String>) -> Self {
        Failure::Usage(message.into())
    }

    /// Something went wrong with a file.
    pub fn file(path: &Path, error: &io::Error) -> Self {
        Failure::Local(format!("`{}`: {error}", path.display()))
    }

    pub fn exit_code(&self) -> u8 {
        match self {
            Failure::Usage(_) | Failure::Call(Error::Config { .. }) => 2,
            Failure::Call(Error::Api { .. }) => 1,
            Failure::Call(
                Error::Decode { .. } | Error::Incomplete { .. } | Error::Drift { .. },
            ) => 4,
            Failure::Different(_) => 1,
            Failure::Incomplete(_) => 4,
            Failure::Call(_) | Failure::Network(_) => 3,
            Failure::Local(_) => 5,
            Failure::Closed => 0,
        }
    }

    /// Prints what went wrong.
    pub fn report(&self) -> ExitCode {
        if !matches!(self, Failure::Closed) {
            eprintln!("error: {self}");
        }
        ExitCode::from(self.exit_code())
    }
}

/// Whether an error of a stream leaves rows out, and the stream goes on.
pub fn leaves_out_rows(error: &Error) -> bool {
    matches!(
        error,
        Error::Decode { .. } | Error::TooLarge { .. } | Error::Incomplete { .. }
    )
}

/// A request that breaks a rule is a matter of the arguments.
impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Invalid { operation, invalid } => Failure::usage(format!(
                "`{}`: {invalid}; nothing was sent, `--unchecked` sends it all the same",
                kebab(operation)
            )),
            other => Failure::Call(other),
        }
    }
}

/// An error of writing to stdout. A closed pipe is not a failure, because `head` closes it when it has its lines.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Failure::Closed;
        }
        Failure::Local(format!("stdout: {error}"))
    }
}
