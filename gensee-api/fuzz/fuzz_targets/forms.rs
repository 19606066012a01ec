//! Whatever a caller sends: it is read, or refused with an error. What was read is read again from what is written.
#![no_main]

use std::fmt::Debug;

use gensee_api::Parameters;
use gensee_api::params::{from_form, to_form};
use gensee_api::webcast::{
    AttachFiles, ChooseRecords, CreateUser, CreateWebcast, DetachFiles,
    ExportHistoryPage, SetPlayer, UpdateVod,
};
use libfuzzer_sys::fuzz_target;

fn read<P: Parameters + Debug + PartialEq>(form: &str) {
    let request: P = match from_form(form) {
        Ok(request) => request,
        Err(error) => return drop(error.to_string()),
    };
    let _ = (format!("{request:?}"), request.violations());
    let written = to_form(&request);
    let Ok(again) = from_form::<P>(&written) else {
        // A request that is against the rules need not be written whole.
        assert!(request.check().is_err(), "`{written}` is not read again");
        return;
    };
    assert_eq!(to_form(&again), written);
}

fuzz_target!(|form: &str| {
    read::<AttachFiles>(form);
    read::<ChooseRecords>(form);
    read::<CreateUser>(form);
    read::<CreateWebcast>(form);
    read::<DetachFiles>(form);
    read::<ExportHistoryPage>(form);
    read::<SetPlayer>(form);
    read::<UpdateVod>(form);
});
