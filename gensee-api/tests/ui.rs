//! What the derives refuse, one mistake a file, each with its message at the token that causes it.

#[test]
fn mistakes_are_refused_where_they_stand() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
