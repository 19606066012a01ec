//! The rows of a file of JSON lines.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use serde_json::Value;

use crate::failure::{Failure, Outcome};

pub fn rows(file: &Path) -> Outcome<impl Iterator<Item = Outcome<Value>>> {
    let failed = |error| Failure::file(file, &error);
    let lines = BufReader::new(File::open(file).map_err(failed)?).lines();
    Ok(lines.map(move |line| {
        serde_json::from_str(&line.map_err(failed)?)
            .map_err(|error| failed(error.into()))
    }))
}
