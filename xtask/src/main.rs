//! From the vendor's document to the bindings.

fn main() {}
