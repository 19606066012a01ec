//! Checks of one operation against what the spec says of it, which the OpenAPI document tells; nothing here asks the derives
//! what they think.

mod answer;
#[cfg(feature = "client")]
mod call;
mod document;
mod request;
mod rows;
mod sample;
mod table;
mod vector;

pub use answer::{answer_round_trip, answer_tolerance};
#[cfg(feature = "blocking")]
pub use call::blocking_calls;
#[cfg(feature = "client")]
pub use call::calls;
pub use request::{request_round_trip, request_rules};
pub use table::table;
pub use vector::{reads, sends};

// What the generated tests name.
pub use gensee_api::webcast::*;
pub use gensee_api::*;

/// The tests of the operation with this request and this function.
macro_rules! checks {
    ($request:ident, $function:ident) => {
        checks!($request: table request_round_trip request_rules answer_round_trip answer_tolerance);

        #[cfg(feature = "client")]
        #[test]
        fn call() {
            $crate::expected::calls(|client, request: $request| async move {
                client.$function(&request).await
            });
            #[cfg(feature = "blocking")]
            $crate::expected::blocking_calls(|client, request: &$request| {
                client.$function(request)
            });
        }
    };
    ($request:ident: $($check:ident)*) => {
        $(
            #[test]
            fn $check() {
                $crate::expected::$check::<$request>();
            }
        )*
    };
}
