//! The model of `spec/`, and its only reader and writer.

mod bounds;
mod chapter;
pub mod kind;
mod model;
mod notes;
mod place;
mod read;
mod revision;
mod target;
mod walk;
mod words;
mod write;

pub mod reading;
pub mod source;

pub use bounds::Bounds;
pub use chapter::{
    ChapterAt, RETURN_CODES, REVISIONS, TIMES, chapter_numbers, operation_number,
};
pub use model::*;
pub use notes::{Note, days, listed_codes};
pub use place::{Place, Trees, line_and_column};
pub use read::{
    Files, files_below, load, load_beside, operation_key, operation_path, parse,
    read_folder, types, write_file,
};
pub use revision::{
    ChangeKind, is_below, pair_revisions, revision_names, target_name, target_owner,
};
pub use target::Target;
pub use walk::{Direction, RowAt};
pub use words::{chapter_references, corrected, methods, plain_title};
pub use write::{excerpt, files, json, one_line, word};

/// Reads and writes a type as the text of its `FromStr` and `Display`.
macro_rules! text_serde {
    ($type:ty) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                <String as serde::Deserialize>::deserialize(deserializer)?
                    .parse()
                    .map_err(serde::de::Error::custom)
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(
                &self,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    };
}
use text_serde;

#[cfg(test)]
mod tests;
