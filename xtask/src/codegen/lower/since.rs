//! Since when a part of the interface is known: derived from the changelog, written nowhere else.

use std::collections::BTreeMap;

use crate::spec::Revision;

/// The date of the first revision that adds a target.
pub struct Since(BTreeMap<String, String>);

impl Since {
    pub fn of(changelog: &[Revision]) -> Self {
        let mut dates = BTreeMap::<String, String>::new();
        for revision in changelog {
            for target in &revision.adds {
                let date =
                    dates.entry(target.clone()).or_insert_with(|| revision.date.clone());
                if revision.date < *date {
                    date.clone_from(&revision.date);
                }
            }
        }
        Self(dates)
    }

    /// The date of `export/vod/history#request.joinTimeSync`, or of a whole operation by its key.
    pub fn of_target(&self, target: &str) -> Option<&str> {
        self.0.get(target).map(String::as_str)
    }
}
