//! What the process holds.

/// Of Linux on every machine that runs this; what is told in pages is compared with what is told in pages.
const PAGE: u64 = 4096;

/// Bytes in memory; none where the system does not tell.
pub fn resident() -> Option<u64> {
    let statm = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = statm.split_whitespace().nth(1)?.parse().ok()?;
    Some(pages * PAGE)
}

pub fn mebibytes(bytes: Option<u64>) -> String {
    bytes.map_or_else(
        || "memory unknown".to_owned(),
        |bytes| format!("{:.1} MiB", bytes as f64 / f64::from(1 << 20)),
    )
}
