//! Addresses of a site.

use md5::{Digest, Md5};

/// The number of the site, which is part of the address of a webcast's organizer.
const SITE_NUMBER: u32 = 10_000_001;

/// The address at `site` of the webcast or vod `id`, where `entry` is one of the `*_ENTRY` constants.
pub(super) fn entry(site: &str, entry: &str, id: &str) -> String {
    format!("{site}{}", entry.replace("{id}", id))
}

/// The id in the address of a webcast's organizer: the number of the site, and a UUID.
pub(crate) fn organizer_id(webcast: &str) -> String {
    let hex: String = Md5::digest(format!("organizer {webcast}"))
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let [a, b, c, d, e] = [0..8, 8..12, 12..16, 16..20, 20..32].map(|part| &hex[part]);
    format!("{SITE_NUMBER}-{a}-{b}-{c}-{d}-{e}")
}
