//! stub
macro_rules! call { ($($t:tt)*) => {}; }
pub(crate) use call;
