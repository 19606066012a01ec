//! The greatest memory that the process holds, as Linux tells it.

use std::fs;

/// The memory held since a moment.
pub struct Peak {
    before: Option<usize>,
}

impl Peak {
    pub fn begin() -> Self {
        // `5` begins the count of the greatest memory anew.
        let anew = fs::write("/proc/self/clear_refs", "5");
        Peak { before: anew.ok().and_then(|()| status("VmRSS:")) }
    }

    /// The greatest memory since then, in bytes above that of the beginning; `None` where the system does not tell it.
    pub fn end(&self) -> Option<usize> {
        Some(status("VmHWM:")?.saturating_sub(self.before?))
    }
}

fn status(name: &str) -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    let kibibytes: usize = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes * 1024)
}
