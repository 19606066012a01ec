//! Addresses of a site.

/// Where what has this `id` is entered at `site`, by one of the `*_ENTRY` constants.
pub(super) fn entry(site: &str, entry: &str, id: &str) -> String {
    format!("{site}{}", entry.replace("{id}", id))
}
