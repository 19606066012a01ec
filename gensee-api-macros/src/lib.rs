//! The derives behind `gensee-api`.
