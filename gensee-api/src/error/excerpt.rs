//! The part of a body that an error may show.
//!
//! Bodies are quoted as little as possible, because an answer holds tokens and the error page of a gateway may repeat
//! the request. For JSON only the length is shown. Of other texts only the leading plain words are shown, up to the
//! first character that a value could follow.

use std::borrow::Cow;

/// Greatest length of an excerpt, in characters.
const LONGEST: usize = 60;
/// Greatest number of digits in a row that is shown: so many may be a status or a version, more may be a token.
const DIGITS: usize = 3;

/// Describes a body for a log: `HTML of 151 bytes: "502 Bad Gateway"`.
pub(super) fn describe(bytes: &[u8], secrets: &[&str]) -> String {
    let size = bytes.len();
    let Some(start) = bytes.iter().position(|byte| !byte.is_ascii_whitespace()) else {
        return if size == 0 {
            "empty body".to_owned()
        } else {
            format!("blank body of {size} bytes")
        };
    };
    let Ok(text) = std::str::from_utf8(head(&bytes[start..])) else {
        return format!("binary body of {size} bytes");
    };
    // Secrets are replaced before the text is cut, because half a secret would not be found.
    let text = scrub(text, secrets);
    match text.as_bytes().first() {
        Some(b'{' | b'[') => format!("JSON of {size} bytes"),
        Some(b'<') => {
            quoted(format!("HTML of {size} bytes"), title(&text).unwrap_or_default())
        }
        _ => quoted(format!("text of {size} bytes"), &text),
    }
}

/// Replaces secrets that the server repeats in its message. Secrets shorter than `SHORTEST` bytes are left, because
/// replacing them would damage ordinary words.
pub(super) fn scrub<'t>(text: &'t str, secrets: &[&str]) -> Cow<'t, str> {
    const SHORTEST: usize = 4;

    let mut text = Cow::Borrowed(text);
    for secret in secrets.iter().filter(|secret| secret.len() >= SHORTEST) {
        if text.contains(secret) {
            text = Cow::Owned(text.replace(secret, "***"));
        }
    }
    text
}

/// The first bytes (4096 at most), cut at the end of a character.
fn head(bytes: &[u8]) -> &[u8] {
    let mut end = bytes.len().min(4096);
    while end > 0 && end < bytes.len() && bytes[end] & 0xC0 == 0x80 {
        end -= 1;
    }
    &bytes[..end]
}

fn title(html: &str) -> Option<&str> {
    let lower = html.to_ascii_lowercase();
    let open = lower.find("<title")?;
    let start = open + lower[open..].find('>')? + 1;
    let end = start + lower[start..].find('<')?;
    html.get(start..end)
}

fn quoted(kind: String, text: &str) -> String {
    let words = words(text);
    if words.is_empty() { kind } else { format!("{kind}: \"{words}\"") }
}

/// The leading words of a text: letters, short numbers, and punctuation.
fn words(text: &str) -> String {
    let mut words = String::new();
    let mut digits = 0;
    for character in text.trim_start().chars().take(LONGEST) {
        match character {
            '0'..='9' => digits += 1,
            _ if character.is_alphabetic() => {}
            ' ' | ',' | '.' | '-' | '\'' | '/' | '(' | ')' => digits = 0,
            _ => {
                // A value may follow: the word before this character is then its name.
                break;
            }
        }
        if digits > DIGITS {
            words.truncate(words.trim_end_matches(|c: char| c.is_ascii_digit()).len());
            break;
        }
        words.push(character);
    }
    words.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{describe, scrub};

    #[test]
    fn bodies_in_words() {
        let long = "a".repeat(500);
        for (body, expected) in [
            ("", "empty body"),
            (" \r\n ", "blank body of 4 bytes"),
            (r#"{"organizerToken":"123456""#, "JSON of 26 bytes"),
            (" [1", "JSON of 3 bytes"),
            ("Service Unavailable", "text of 19 bytes: \"Service Unavailable\""),
            ("upstream reset: token=1", "text of 23 bytes: \"upstream reset\""),
            ("loginName=a&password=Geheim", "text of 27 bytes: \"loginName\""),
            ("123456 is no token", "text of 18 bytes"),
            ("token 123456 is wrong", "text of 21 bytes: \"token\""),
            (
                "<html><head><title>502 Bad Gateway</title></head><p>password=Geheim",
                "HTML of 67 bytes: \"502 Bad Gateway\"",
            ),
            ("<p>password=Geheim", "HTML of 18 bytes"),
            ("<title", "HTML of 6 bytes"),
            ("<title>", "HTML of 7 bytes"),
            ("\"123456\"", "text of 8 bytes"),
            ("服务器忙", "text of 12 bytes: \"服务器忙\""),
            (&long, &format!("text of 500 bytes: \"{}\"", "a".repeat(60))),
        ] {
            assert_eq!(describe(body.as_bytes(), &[]), expected, "{body}");
        }
        assert_eq!(describe(b"\xff\xfe\x00", &[]), "binary body of 3 bytes");
        let cut = format!("{}é", "x".repeat(4095));
        assert!(describe(cut.as_bytes(), &[]).starts_with("text of 4097 bytes"));
    }

    #[test]
    fn a_secret_in_the_servers_words() {
        for (text, secrets, expected) in [
            ("password Geheim is wrong", &["Geheim"][..], "password *** is wrong"),
            ("Geheim is not Token", &["Token", "Geheim"], "*** is not ***"),
            ("no", &["no"], "no"),
            ("fine", &["Geheim"], "fine"),
        ] {
            assert_eq!(scrub(text, secrets), expected);
        }
        let echo = format!("{} opensesame", "a".repeat(50));
        assert_eq!(
            describe(echo.as_bytes(), &["opensesame"]),
            format!("text of 61 bytes: \"{}\"", "a".repeat(50))
        );
    }
}
