//! Whatever the server sends: it is read, or refused with an error. What was read is read again from what is written.
#![no_main]

use std::fmt::Debug;

use gensee_api::webcast::{
    CreateWebcast, ExportHistoryPage, ExportQuestions, ExportVodHistory, ExportVotes,
    GetWebcast, ListWebcasts, SyncVods,
};
use gensee_api::{Decoded, Operation, response};
use libfuzzer_sys::fuzz_target;

fn read<O: Operation>(body: &[u8])
where
    O::Response: Debug + PartialEq,
{
    let decoded = match response::decode::<O>(body) {
        Ok(Decoded::Answer(answer)) => Some(answer),
        Ok(_) => None,
        Err(error) => {
            // An error can be told.
            let _ = error.to_string();
            None
        }
    };
    let read = response::from_json::<O::Response>(body);
    let Some(answer) = decoded.or(read.ok()) else { return };
    let _ = format!("{answer:?}");
    let written = serde_json::to_vec(&answer).expect("an answer can be written");
    let again =
        response::from_json::<O::Response>(&written).expect("it can be read again");
    assert_eq!(answer, again, "{}", String::from_utf8_lossy(&written));
}

fuzz_target!(|body: &[u8]| {
    read::<CreateWebcast>(body);
    read::<ExportHistoryPage>(body);
    read::<ExportQuestions>(body);
    read::<ExportVodHistory>(body);
    read::<ExportVotes>(body);
    read::<GetWebcast>(body);
    read::<ListWebcasts>(body);
    read::<SyncVods>(body);
});
