//! The language of help and of headings.

use std::env;
use std::ffi::OsString;

/// English, or Chinese. Errors are English in both, because they name what a programmer looks up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    #[default]
    En,
    Zh,
}

impl Lang {
    /// The words for this language.
    pub fn pick<T>(self, english: T, chinese: T) -> T {
        match self {
            Lang::En => english,
            Lang::Zh => chinese,
        }
    }

    /// The language of `--lang` or `GENSEE_LANG`, else that of the system. It is looked for before the arguments are
    /// parsed, because the help that parsing prints is in it.
    pub fn of(arguments: &[OsString]) -> Self {
        let option = option(arguments, "--lang");
        let named = option.or_else(|| env::var("GENSEE_LANG").ok());
        let named = named.or_else(sys_locale::get_locale).unwrap_or_default();
        if named.to_lowercase().starts_with("zh") { Lang::Zh } else { Lang::En }
    }
}

/// The value of an option that may be written with `=` or apart.
fn option(arguments: &[OsString], name: &str) -> Option<String> {
    let mut arguments = arguments.iter().filter_map(|argument| argument.to_str());
    while let Some(argument) = arguments.next() {
        match argument.strip_prefix(name) {
            Some("") => return arguments.next().map(str::to_owned),
            Some(rest) if rest.starts_with('=') => return Some(rest[1..].to_owned()),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn the_option_is_found_wherever_it_stands() {
        let of =
            |line: &str| Lang::of(&line.split(' ').map(Into::into).collect::<Vec<_>>());
        for line in
            ["--lang zh", "call get-webcast --lang=zh-CN", "call --lang zh_TW.UTF-8"]
        {
            assert_eq!(of(line), Lang::Zh, "{line}");
        }
        assert_eq!(of("call --lang en"), Lang::En);
    }
}
