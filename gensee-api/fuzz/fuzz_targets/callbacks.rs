//! Whatever is sent to an address of ours: it is a callback, or refused with an error. What was read is read again from
//! what is written.
#![no_main]

use std::fmt::Debug;

use gensee_api::Callback;
use gensee_api::params::{ParamErrorKind, to_form};
use gensee_api::webcast::{KCheck, SiteEvent, TranscodeCallback};
use libfuzzer_sys::fuzz_target;

fn read<C: Callback + Debug + PartialEq>(sent: &[u8]) {
    let callback = match C::from_form(sent) {
        Ok(callback) => callback,
        // An optional value is never at fault, and no value of these is unreadable.
        Err(error) => {
            return assert_eq!(error.fault, ParamErrorKind::Missing, "{error}");
        }
    };
    let _ = format!("{callback:?}");
    let written = to_form(&callback);
    let address = format!("http://example.com/?{written}#{written}");
    for again in [C::from_form(&written), C::from_query(&address)] {
        assert_eq!(again.as_ref(), Ok(&callback), "{written}");
    }
    assert_eq!(
        C::from_request(Some("Action=0&ClassNo=0&k=0"), sent).as_ref(),
        Ok(&callback)
    );
}

fuzz_target!(|sent: &[u8]| {
    read::<KCheck>(sent);
    read::<SiteEvent>(sent);
    read::<TranscodeCallback>(sent);
    if let Ok(text) = str::from_utf8(sent)
        && let Ok(event) = SiteEvent::from_query(text)
    {
        assert!(event.webcast_id().is_none() || event.vod_id().is_none());
    }
});
