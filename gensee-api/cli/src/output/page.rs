//! Long texts on a terminal go through a pager.

use std::env;
use std::io::{self, Write as _};
use std::process::{Command, Stdio};

use crate::failure::Outcome;

/// Prints a text, by the pager of `GENSEE_PAGER` or `PAGER` where `paged`; by default `less`, which ends at once when the
/// text fits on the screen. Without a pager it is printed as it is.
pub fn print(text: &str, paged: bool) -> Outcome {
    let pager = ["GENSEE_PAGER", "PAGER"].iter().find_map(|name| env::var(name).ok());
    let pager = pager.unwrap_or_else(|| "less".to_owned());
    let mut words = pager.split_whitespace();
    if let (true, Some(program)) = (paged, words.next()) {
        let mut command = Command::new(program);
        command.args(words).stdin(Stdio::piped());
        if env::var_os("LESS").is_none() {
            command.env("LESS", "FRX");
        }
        if let Ok(mut child) = command.spawn() {
            if let Some(mut stdin) = child.stdin.take() {
                // It fails when the user has left the pager before the end.
                let _ = stdin.write_all(text.as_bytes());
            }
            child.wait()?;
            return Ok(());
        }
    }
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}
