//! Pseudonyms: what takes the place of a secret or a name. The same value has the same pseudonym within a recording, and the
//! pseudonym has the shape of the value.
//!
//! They are made with a key that is never written down, so that trying all values of a short secret does not find it.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher as _, RandomState};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

use form_urlencoded::{Serializer, parse};
use gensee_api::webcast::{
    ATTENDEE_ENTRY, BASE_PATH, JOIN_K, JOIN_NICK_NAME, JOIN_TOKEN, JOIN_UID, OPERATIONS,
    ORGANIZER_ENTRY, PANELIST_ENTRY, TEST_TOOL, VOD_ENTRY,
};

/// The host that stands for that of the site, and the host for all others. The wire vectors of the spec have them too.
const HOSTS: [&str; 2] = ["test.gensee.com", "example.com"];
/// How often another pseudonym is tried where one is taken, before it becomes longer by one character.
const TRIES: u64 = 20;
/// How much longer it becomes at most.
const LONGER: u64 = 64;
/// What stands for Chinese characters.
const CHINESE: &str = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙珠称夜光果珍李柰菜重芥姜海咸河淡鳞潜羽翔";

/// The words of addresses that are the interface's own.
static WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let entries = [
        BASE_PATH,
        TEST_TOOL,
        ATTENDEE_ENTRY,
        PANELIST_ENTRY,
        ORGANIZER_ENTRY,
        VOD_ENTRY,
    ];
    let names = [JOIN_TOKEN, JOIN_NICK_NAME, JOIN_UID, JOIN_K];
    let paths = OPERATIONS.iter().map(|info| info.path);
    let texts = entries.into_iter().chain(names).chain(paths);
    texts.flat_map(|text| text.split(|c: char| !c.is_ascii_alphanumeric())).collect()
});

pub struct Pseudonyms {
    key: RandomState,
    /// The host of the site.
    site: String,
    given: HashMap<String, String>,
    taken: HashSet<String>,
}

impl Pseudonyms {
    /// Those of a recording of the site at this host.
    pub fn new(site: &str) -> Self {
        Self {
            key: RandomState::new(),
            site: site.split(':').next().unwrap_or_default().to_lowercase(),
            given: HashMap::new(),
            taken: HashSet::new(),
        }
    }

    /// The pseudonym of a text.
    pub fn text(&mut self, value: &str) -> String {
        if let Some(url) = self.url(value) {
            return url;
        }
        let key = value.trim();
        // Marks alone are not a name.
        if !key.contains(|c: char| c.is_alphanumeric() || !c.is_ascii()) {
            return value.to_owned();
        }
        let pseudonym = if let Ok(address) = key.parse::<IpAddr>() {
            self.known(key, |names, turn| names.address(address, turn).to_string())
        } else if let Some((person, _)) = mailbox(key) {
            self.known(key, |names, turn| {
                format!("{}@{}", names.spelled(person, key, turn), HOSTS[1])
            })
        } else {
            self.known(key, |names, turn| names.spelled(key, key, turn))
        };
        value.replacen(key, &pseudonym, 1)
    }

    /// The pseudonym of a secret: its marks are replaced too.
    pub fn secret(&mut self, value: &str) -> String {
        if let Some(url) = self.url(value) {
            return url;
        }
        let is_mark = |c: char| c.is_ascii_punctuation();
        let letters: String =
            value.chars().map(|c| if is_mark(c) { 'x' } else { c }).collect();
        self.known(value, |names, turn| names.spelled(&letters, value, turn))
    }

    /// The pseudonym of a number, as JSON writes it. The numbers that mean that there is none stay.
    pub fn number(&mut self, value: &str) -> String {
        if value.trim_start_matches('-').parse::<u8>().is_ok_and(|number| number < 2) {
            return value.to_owned();
        }
        self.known(value, |names, turn| names.spelled(value, value, turn))
    }

    /// What stands for a name of a property or a parameter: the name itself, unless it may be a value.
    pub fn name(&mut self, name: &str) -> String {
        let is_plain = name.len() <= 64
            && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            && name.bytes().filter(u8::is_ascii_digit).count() < 4;
        if is_plain && !self.given.contains_key(name) {
            name.to_owned()
        } else {
            self.text(name)
        }
    }

    /// The path of an address, without the parts that may be values.
    fn path(&mut self, path: &str) -> String {
        let masked: Vec<_> = path.split('/').map(|part| self.path_part(part)).collect();
        masked.join("/")
    }

    /// Keeps the pseudonym of `value`, and makes it when there is none.
    fn known(&mut self, value: &str, make: impl Fn(&Self, u64) -> String) -> String {
        if let Some(pseudonym) = self.given.get(value) {
            return pseudonym.clone();
        }
        let mut made = String::new();
        for turn in 0..TRIES * LONGER {
            made = make(self, turn);
            let is_free = !self.taken.contains(&made) && !self.given.contains_key(&made);
            if is_free && made != value {
                break;
            }
        }
        self.taken.insert(made.clone());
        self.given.insert(value.to_owned(), made.clone());
        made
    }

    /// Each character by one of its kind, and more of them in later turns.
    fn spelled(&self, text: &str, value: &str, turn: u64) -> String {
        let is_hex = text.len() >= 8 && text.bytes().all(is_hex_digit);
        let mut spelled = String::new();
        for (index, c) in text.chars().enumerate() {
            let random = self.random(value, turn, index);
            spelled.push(match c {
                '0' if !spelled.contains(|c: char| c.is_ascii_digit()) => '0',
                '0'..='9' if !spelled.contains(|c: char| c.is_ascii_digit()) => {
                    char::from(b'1' + random % leading(text))
                }
                _ => of_its_kind(c, random, is_hex),
            });
        }
        // An address within a text is not one any more.
        spelled = spelled.replace("://", ":--");
        let last = text.chars().last().unwrap_or('x');
        for more in 0..turn / TRIES {
            let index = usize::MAX - usize::try_from(more).unwrap_or(0);
            spelled.push(of_its_kind(last, self.random(value, turn, index), is_hex));
        }
        spelled
    }

    fn random(&self, value: &str, turn: u64, index: usize) -> u8 {
        self.key.hash_one((value, turn, index)).to_le_bytes()[0]
    }

    /// A private address, or one for documentation.
    fn address(&self, address: IpAddr, turn: u64) -> IpAddr {
        let bytes = self.key.hash_one((address, turn)).to_le_bytes();
        match address {
            IpAddr::V4(_) => Ipv4Addr::new(10, bytes[0], bytes[1], bytes[2]).into(),
            IpAddr::V6(_) => {
                let part = |index| u16::from_le_bytes([bytes[index], bytes[index + 1]]);
                Ipv6Addr::new(0x2001, 0xdb8, 0, 0, part(0), part(2), part(4), part(6))
                    .into()
            }
        }
    }

    /// The pseudonym of an address of the web; `None` for another text.
    fn url(&mut self, value: &str) -> Option<String> {
        let (scheme, rest) = value.trim().split_once("://")?;
        if !matches!(scheme, "http" | "https") {
            return None;
        }
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at(end);
        let host = authority.rsplit('@').next().unwrap_or_default();
        let host = host.split(':').next().unwrap_or_default().to_lowercase();
        let host = HOSTS[usize::from(host != self.site)];
        let (rest, fragment) = match rest.split_once('#') {
            Some((rest, fragment)) => (rest, Some(fragment)),
            None => (rest, None),
        };
        let (path, query) = match rest.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (rest, None),
        };
        let mut url = format!("{scheme}://{host}{}", self.path(path));
        if let Some(query) = query {
            url = format!("{url}?{}", self.query(query));
        }
        if let Some(fragment) = fragment {
            url = format!("{url}#{}", self.path(fragment));
        }
        Some(url)
    }

    fn query(&mut self, query: &str) -> String {
        let mut masked = Serializer::new(String::new());
        for (name, value) in parse(query.as_bytes()) {
            masked.append_pair(&self.name(&name), &self.text(&value));
        }
        masked.finish()
    }

    /// A part of a path: each run of letters and digits by itself, so that an id in it has the pseudonym of the id.
    fn path_part(&mut self, part: &str) -> String {
        if part.contains('%') || !part.is_ascii() {
            // What is escaped is a text that people wrote.
            let escaped = part.replace('+', "%2B");
            let text: String = parse(escaped.as_bytes())
                .map(|(name, value)| format!("{name}{value}"))
                .collect();
            let masked = self.text(&text);
            return form_urlencoded::byte_serialize(masked.as_bytes()).collect();
        }
        let mut masked = String::new();
        let mut rest = part;
        while !rest.is_empty() {
            let is_part = |c: char| c.is_ascii_alphanumeric();
            let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            if WORDS.contains(run) {
                masked.push_str(run);
            } else {
                masked.push_str(&self.text(run));
            }
            let end = after.find(is_part).unwrap_or(after.len());
            masked.push_str(&after[..end]);
            rest = &after[end..];
        }
        masked
    }
}

/// How many first digits there are for a number: one of 19 digits must not become too large for 64 bits.
fn leading(text: &str) -> u8 {
    if text.bytes().filter(u8::is_ascii_digit).count() < 19 { 9 } else { 1 }
}

fn is_hex_digit(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

fn of_its_kind(c: char, random: u8, is_hex: bool) -> char {
    match c {
        '0'..='9' => char::from(b'0' + random % 10),
        'a'..='f' if is_hex => char::from(b'a' + random % 6),
        'a'..='z' => char::from(b'a' + random % 26),
        'A'..='Z' => char::from(b'A' + random % 26),
        _ if c.is_ascii() => c,
        _ if c.is_whitespace() || c.is_control() => c,
        _ if c.is_alphabetic() => CHINESE
            .chars()
            .nth(usize::from(random) % CHINESE.chars().count())
            .unwrap_or(c),
        _ => '☆',
    }
}

/// The two parts of an e-mail address.
fn mailbox(text: &str) -> Option<(&str, &str)> {
    let (person, host) = text.split_once('@')?;
    let is_host = host.contains('.') && !host.contains(['@', '/', ':']);
    let is_word = !person.is_empty() && !text.contains(char::is_whitespace);
    (is_host && is_word).then_some((person, host))
}

#[cfg(test)]
mod tests {
    use super::Pseudonyms;

    fn shape(text: &str) -> String {
        text.chars()
            .map(|c| match c {
                '0'..='9' => '9',
                'a'..='z' => 'a',
                'A'..='Z' => 'A',
                _ if c.is_alphabetic() => '中',
                other => other,
            })
            .collect()
    }

    #[test]
    fn a_pseudonym_has_the_shape_of_its_value() {
        let mut names = Pseudonyms::new("school.example:8080");
        for value in [
            "张三",
            "Rust 101\n第二行",
            "13800138000",
            "b224ae0123456789b224ae0123456789",
        ] {
            let pseudonym = names.text(value);
            assert_ne!(pseudonym, value);
            assert_eq!(shape(&pseudonym), shape(value));
            assert_eq!(names.text(value), pseudonym, "the same each time");
        }
        let value = "b224ae0123456789b224ae0123456789";
        let id = names.text(value);
        assert_ne!(Pseudonyms::new("").text(value), id, "of this recording");
        assert!(id.bytes().all(super::is_hex_digit), "{id}");
        assert!(names.number("9007199254740993123").parse::<i64>().is_ok());
        assert_eq!(names.number("0"), "0");
    }

    #[test]
    fn addresses_stay_addresses() {
        let mut names = Pseudonyms::new("school.example:8080");
        let id = names.text("8a6f0f2d4c5b4e1f9d3a7b6c5e4f3a2b");
        let token = names.text("123456");
        let url = names.text(
            "http://school.example:8080/webcast/site/entry/join-8a6f0f2d4c5b4e1f9d3a7b6c5e4f3a2b?token=123456",
        );
        let expected =
            format!("http://test.gensee.com/webcast/site/entry/join-{id}?token={token}");
        assert_eq!(url, expected);
        let other =
            names.text("https://person:hunter2@assets.school.cn/zhang.san/%E5%BC%A0%E4%B8%89.png#chapter");
        assert!(other.starts_with("https://example.com/"), "{other}");
        for part in
            ["zhang", "%E5%BC%A0%E4%B8%89", "person", "hunter", "chapter", "assets"]
        {
            assert!(!other.contains(part), "`{part}` in {other}");
        }
        assert!(names.text("zhang.san@school.cn").ends_with("@example.com"));
        assert!(names.text("36.112.0.7").starts_with("10."));
        assert!(names.text("2409:8a00::1").starts_with("2001:db8:"));
        assert!(!names.text("see https://a.cn").contains("://"));
    }

    #[test]
    fn values_stay_apart() {
        let mut names = Pseudonyms::new("");
        let all: Vec<_> = (0..200).map(|value| names.text(&value.to_string())).collect();
        let apart: std::collections::HashSet<_> = all.iter().collect();
        assert_eq!(apart.len(), all.len(), "{all:?}");
    }

    #[test]
    fn a_name_that_may_be_a_value_is_masked() {
        let mut names = Pseudonyms::new("");
        for name in ["newProperty", "b_2"] {
            assert_eq!(names.name(name), name);
        }
        names.text("zhangsan");
        for name in ["zhangsan", "13800138000", "8a6f0f2d4c5b", "张三", "{\"a\":1}"] {
            assert_ne!(names.name(name), name);
        }
    }
}
