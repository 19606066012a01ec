//! Collects the faults, so that one compile reports all of them.

use proc_macro2::TokenStream;
use syn::{Error, Result};

/// The faults of one item.
#[derive(Default)]
pub(crate) struct Faults(Option<Error>);

impl Faults {
    pub(crate) fn push(&mut self, fault: Error) {
        match &mut self.0 {
            Some(faults) => faults.combine(fault),
            None => self.0 = Some(fault),
        }
    }

    /// The value; `None` when there is a fault, which is then kept.
    pub(crate) fn keep<T>(&mut self, result: Result<T>) -> Option<T> {
        result.map_err(|fault| self.push(fault)).ok()
    }

    /// `value`, if there was no fault; otherwise all faults as one error.
    pub(crate) fn finish<T>(self, value: T) -> Result<T> {
        self.0.map_or(Ok(value), Err)
    }
}

pub(crate) fn render(code: Result<TokenStream>) -> proc_macro::TokenStream {
    code.unwrap_or_else(Error::into_compile_error).into()
}
