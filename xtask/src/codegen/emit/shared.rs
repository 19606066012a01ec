//! What every operation shares: login, envelope, return codes, callbacks.

use quote::quote;

use super::operation::definition;
use super::print::File;
use super::{enums, structs};
use crate::codegen::model::Bindings;

pub fn file(bindings: &Bindings) -> String {
    let mut file = File::new("spec/shared.yaml", "What every operation shares.");
    file.group([quote! { use crate::prelude::*; }]);
    let base_path = &bindings.base_path;
    file.item(quote! {
        /// Where every path hangs below the address of a site.
        ///
        /// Chapter 3.2.
        pub const BASE_PATH: &str = #base_path;
    });
    file.item(structs::parameters(&bindings.login));
    file.item(structs::answer(&bindings.envelope));
    file.item(enums::open_enum(&bindings.return_code));
    for callback in &bindings.callbacks {
        file.item(definition(callback));
    }
    file.finish()
}
