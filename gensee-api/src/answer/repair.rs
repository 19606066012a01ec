//! Repairs raw control characters inside JSON strings: people type texts with line breaks, and the server does not
//! escape them.

/// The body with every raw control character inside a string escaped; `None` when there is none.
pub(crate) fn repair(body: &[u8]) -> Option<Vec<u8>> {
    repair_as(body, |byte| format!("\\u{byte:04x}"))
}

/// The body with every raw control character inside a string replaced; `None` when there is none.
pub(crate) fn repair_as(body: &[u8], replace: impl Fn(u8) -> String) -> Option<Vec<u8>> {
    let mut repaired = Vec::new();
    let mut copied = 0;
    let mut in_string = false;
    let mut escaped = false;
    for (index, &byte) in body.iter().enumerate() {
        if in_string && byte < 0x20 {
            repaired.extend_from_slice(&body[copied..index]);
            if escaped {
                // A backslash before a control character escapes nothing, so it is itself part of the text.
                repaired.push(b'\\');
            }
            repaired.extend_from_slice(replace(byte).as_bytes());
            copied = index + 1;
        }
        in_string ^= byte == b'"' && !escaped;
        escaped = in_string && byte == b'\\' && !escaped;
    }
    if copied == 0 {
        return None;
    }
    repaired.extend_from_slice(&body[copied..]);
    Some(repaired)
}

#[cfg(test)]
mod tests {
    use super::repair;

    #[test]
    fn control_characters_inside_strings_are_escaped() {
        let cases = [
            ("{\"a\":\"b\"}", None),
            ("{\n\"a\":\t\"b\"}\n", None),
            ("{\"a\":\"b\nc\"}", Some("{\"a\":\"b\\u000ac\"}")),
            ("[\"\t\",\n\"\r\n\"]", Some("[\"\\u0009\",\n\"\\u000d\\u000a\"]")),
            ("[\"\\\"\n\"]", Some("[\"\\\"\\u000a\"]")),
            ("[\"\\\\\",\n\"\\\n\"]", Some("[\"\\\\\",\n\"\\\\\\u000a\"]")),
            ("\"\n", Some("\"\\u000a")),
        ];
        for (body, expected) in cases {
            let repaired =
                repair(body.as_bytes()).map(|body| String::from_utf8(body).unwrap());
            assert_eq!(repaired.as_deref(), expected, "{body:?}");
        }
    }
}
