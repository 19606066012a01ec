//! Addresses of a site.

/// The address at `site` of the webcast or vod `id`, where `entry` is one of the `*_ENTRY` constants.
pub(super) fn entry(site: &str, entry: &str, id: &str) -> String {
    format!("{site}{}", entry.replace("{id}", id))
}
