//! `gensee export attendance`: one row for each person of a webcast.

use gensee_api::schema::Kind;
use gensee_api::webcast::Visit;

use super::{Gather, Writer};
use crate::attendance::People;
use crate::columns::Column;
use crate::failure::Outcome;

/// The columns: name, kind, and the heading in Chinese.
const COLUMNS: [(&str, Kind, &str); 13] = [
    ("ownId", Kind::TextId, "自有用户ID"),
    ("uid", Kind::NumberId, "用户ID"),
    ("nickname", Kind::Text, "昵称"),
    ("visits", Kind::Integer, "进入次数"),
    ("seconds", Kind::Integer, "在场秒数"),
    ("firstJoin", Kind::Time, "首次进入"),
    ("lastLeave", Kind::Time, "最后离开"),
    ("inside", Kind::Boolean, "仍在场"),
    ("devices", Kind::List(&Kind::Text), "终端"),
    ("area", Kind::Text, "区域"),
    ("ip", Kind::Text, "IP地址"),
    ("mobile", Kind::Text, "手机"),
    ("company", Kind::Text, "公司"),
];

pub fn columns() -> Vec<Column> {
    COLUMNS.map(|(name, kind, note)| Column::new(name, kind, note)).to_vec()
}

impl Gather<Visit> for People {
    fn row(&mut self, visit: Visit, _: &mut Writer, _: Option<&str>) -> Outcome {
        self.add(visit);
        Ok(())
    }

    fn end(&mut self, writer: &mut Writer, webcast: Option<&str>) -> Outcome {
        self.take().try_for_each(|person| writer.row(&person, webcast))
    }

    /// What is gathered of a webcast is lost when the export is interrupted, so that webcast is asked for again.
    fn is_kept(&self) -> bool {
        false
    }
}
