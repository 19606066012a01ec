//! Raw control characters inside JSON strings: texts typed by people hold line breaks that the server does not escape.

/// The body with every raw control character inside a string escaped; `None` when there is none.
pub(crate) fn repair(body: &[u8]) -> Option<Vec<u8>> {
    let mut repaired = Vec::new();
    let mut copied = 0;
    let mut in_string = false;
    let mut escaped = false;
    for (index, &byte) in body.iter().enumerate() {
        if escaped {
            escaped = false;
        } else if byte == b'"' {
            in_string = !in_string;
        } else if in_string && byte == b'\\' {
            escaped = true;
            continue;
        }
        if in_string && byte < 0x20 {
            repaired.extend_from_slice(&body[copied..index]);
            // A backslash before a raw line break is JSON no more than the break itself; only the break is escaped.
            repaired.extend_from_slice(format!("\\u{byte:04x}").as_bytes());
            copied = index + 1;
        }
    }
    if copied == 0 {
        return None;
    }
    repaired.extend_from_slice(&body[copied..]);
    Some(repaired)
}
