//! A server's store of rows with times, asked in windows and pages.

use gensee_api::params::Form;

/// What it says of its totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Totals {
    Honest,
    Flat,
    Absent,
    Zeros,
    Huge,
    Shrinking,
}

#[derive(Clone, Debug)]
pub struct Archive {
    /// The time of each row; its number is its user id.
    pub rows: Vec<i64>,
    pub size: usize,
    pub totals: Totals,
    /// Answers a page beyond the last with the last again, instead of an empty one.
    pub repeats: bool,
    /// Leaves an empty list out.
    pub omits: bool,
}

impl Archive {
    /// The ids of the rows in an inclusive range, in the order of their times.
    pub fn between(&self, from: i64, to: i64) -> Vec<i64> {
        let mut rows: Vec<(i64, i64)> =
            (0..).zip(&self.rows).map(|(uid, time)| (*time, uid)).collect();
        rows.retain(|(time, _)| (from..=to).contains(time));
        rows.sort_unstable();
        rows.into_iter().map(|(_, uid)| uid).collect()
    }

    /// The answer to a form with `startTime`, `endTime` and `pageNo`, each optional.
    pub fn answer(&self, form: &str) -> String {
        let form = Form::parse(form.as_bytes());
        let number = |name: &str| {
            form.reader().text(name).map(|text| text.parse::<i64>().expect("a number"))
        };
        let rows = self.between(
            number("startTime").unwrap_or(i64::MIN),
            number("endTime").unwrap_or(i64::MAX),
        );
        let asked = number("pageNo").unwrap_or(1).max(1) as usize;
        let pages = rows.len().div_ceil(self.size).max(1);
        let shown = if self.repeats { asked.min(pages) } else { asked };
        let page: Vec<String> = rows
            .iter()
            .skip((shown - 1) * self.size)
            .take(self.size)
            .map(|uid| format!(r#"{{"uid":{uid}}}"#))
            .collect();
        let list = match page.join(",") {
            list if list.is_empty() && self.omits => String::new(),
            list => format!(r#","list":[{list}]"#),
        };
        let totals = |pages: i64, rows: i64| {
            format!(r#""pageNo":{asked},"totalPages":{pages},"totalCounts":{rows}"#)
        };
        let (all, counts) = (pages as i64, rows.len() as i64);
        let page = match self.totals {
            Totals::Honest => format!(r#","page":{{{}}}"#, totals(all, counts)),
            Totals::Flat => format!(",{}", totals(all, counts)),
            Totals::Absent => String::new(),
            Totals::Zeros => format!(r#","page":{{{}}}"#, totals(0, 0)),
            Totals::Huge => format!(r#","page":{{{}}}"#, totals(i64::MAX, i64::MAX)),
            Totals::Shrinking => {
                let seen = (asked - 1) * self.size;
                let left = totals(
                    (all - asked as i64 + 1).max(0),
                    (counts - seen as i64).max(0),
                );
                format!(r#","page":{{{left}}}"#)
            }
        };
        format!(r#"{{"code":"0"{list}{page}}}"#)
    }
}
