//! What is mirrored: a table for each of these lists, with the columns of its rows.

use std::future::Future;
use std::pin::Pin;

use gensee_api::operation::{Operation, OperationVisitor, Paginated};
use gensee_api::params::{from_form, to_form};
use gensee_api::schema::FieldInfo;
use gensee_api::webcast::{
    ExportChat, ExportHistoryPage, ExportVotes, ListWebcasts, OPERATIONS, SyncDocuments,
    SyncRecords, SyncVods, visit,
};
use gensee_api::{Answer as _, Client, Error, ItemStream, OperationInfo, Time};
use serde_json::Value;

use crate::columns::Column;
use crate::export::{names, webcasts};
use crate::failure::{Failure, Outcome};
use crate::request::{add, range, webcast};
use crate::value::kebab;

/// The lists, with the names of their Chinese views. The webcasts come first, because the others follow from them.
const LISTS: [(&str, &str); 7] = [
    (ListWebcasts::NAME, "直播"),
    (SyncRecords::NAME, "录制件"),
    (SyncVods::NAME, "点播"),
    (SyncDocuments::NAME, "文档"),
    (ExportHistoryPage::NAME, "访问记录"),
    (ExportVotes::NAME, "投票"),
    (ExportChat::NAME, "聊天"),
];

/// A table.
pub struct Table {
    /// As `gensee export` names the list.
    pub name: String,
    pub chinese: &'static str,
    pub info: &'static OperationInfo,
    /// The columns of a row, without the webcast.
    pub columns: Vec<Column>,
    fields: &'static [FieldInfo],
}

/// The tables of the site, and those that have rows of a webcast.
pub fn tables() -> (Vec<Table>, Vec<Table>) {
    let tables = LISTS.iter().filter_map(|(name, chinese)| {
        let info = OPERATIONS.iter().find(|info| info.name == *name)?;
        let fields = visit(name, FieldsOfRow)??;
        Some(Table {
            name: names(info).swap_remove(0).replace('-', "_"),
            chinese,
            info,
            columns: Column::flat(fields),
            fields,
        })
    });
    tables.partition(|table| webcast(table.info).is_none())
}

struct FieldsOfRow;

impl OperationVisitor for FieldsOfRow {
    type Output = Option<&'static [FieldInfo]>;

    fn single<O: Operation>(self) -> Self::Output {
        None
    }

    fn list<O: Paginated>(self) -> Self::Output {
        Some(O::Item::ROWS)
    }
}

impl Table {
    /// The column that tells the rows of a table of the site apart: the one that every row has.
    pub fn key(&self) -> Option<&'static str> {
        self.fields.iter().find(|field| field.always).map(|field| field.name)
    }

    /// Whether a list of the site has to be asked for apart for what has ended.
    pub fn has_ended(&self) -> bool {
        range(self.info).is_none()
    }

    /// The requests for what was created from one moment to another, in a table of the site. Where the list is bound by no
    /// moments there are two, and the second one is for what has ended; `day` bounds them to the day of `from`.
    pub fn of_site(&self, from: i64, to: i64, day: bool) -> Vec<String> {
        let mut form = String::new();
        if self.bound(&mut form, from, to) {
            return vec![form];
        }
        let day = day.then_some(Time::from_millis(from));
        webcasts(day).iter().map(to_form).collect()
    }

    /// The request for what happened in a webcast from one moment to another.
    pub fn of_webcast(&self, id: &str, from: i64, to: i64) -> String {
        let mut form = String::new();
        if let Some(field) = webcast(self.info) {
            add(&mut form, field.name, id);
        }
        self.bound(&mut form, from, to);
        form
    }

    fn bound(&self, form: &mut String, from: i64, to: i64) -> bool {
        let Some([start, end]) = range(self.info) else { return false };
        add(form, start.name, &from.to_string());
        add(form, end.name, &to.to_string());
        true
    }

    /// The rows of a list as those of the table.
    pub fn rows(&self, item: Value) -> Vec<Value> {
        crate::columns::flattened(self.fields, item)
    }
}

/// The next item of a list, as JSON.
pub type Next<'a> = Pin<Box<dyn Future<Output = Result<Option<Value>, Error>> + 'a>>;

/// The items of a list.
pub trait Items {
    fn next(&mut self) -> Next<'_>;
}

impl<O: Paginated> Items for ItemStream<O> {
    fn next(&mut self) -> Next<'_> {
        Box::pin(async {
            let item = self.try_next().await?;
            // What was read as JSON is written as JSON.
            Ok(item.map(|item| serde_json::to_value(item).unwrap_or_default()))
        })
    }
}

/// Asks for a list, for so many answers at one time.
pub struct Ask<'a> {
    pub client: &'a Client,
    pub form: &'a str,
    pub concurrency: usize,
}

impl Ask<'_> {
    pub fn items(self, info: &OperationInfo) -> Outcome<Box<dyn Items>> {
        let none =
            || Err(Failure::usage(format!("`{}` is not a list", kebab(info.name))));
        visit(info.name, self).unwrap_or_else(none)
    }
}

impl OperationVisitor for Ask<'_> {
    type Output = Outcome<Box<dyn Items>>;

    fn single<O: Operation>(self) -> Self::Output {
        Err(Failure::usage(format!("`{}` is not a list", kebab(O::NAME))))
    }

    fn list<O: Paginated + 'static>(self) -> Self::Output {
        let request: O = from_form(self.form)
            .map_err(|error| Failure::usage(format!("`{}`: {error}", kebab(O::NAME))))?;
        Ok(Box::new(self.client.items(request).concurrency(self.concurrency)))
    }
}

#[cfg(test)]
mod tests {
    use super::tables;

    #[test]
    fn tables_have_the_names_of_exports_and_keys() {
        let (site, webcast) = tables();
        let names = |tables: &[super::Table]| -> Vec<String> {
            tables.iter().map(|table| table.name.clone()).collect()
        };
        assert_eq!(names(&site), ["webcasts", "records", "vods", "documents"]);
        assert_eq!(names(&webcast), ["visits", "votes", "chat"]);
        assert!(site.iter().all(|table| table.key() == Some("id")));
        assert!(site[0].has_ended() && site[1..].iter().all(|table| !table.has_ended()));
        assert!(webcast.iter().all(|table| table.info.window.is_some()));
    }

    #[test]
    fn requests_are_bound_by_moments() {
        let (site, webcast) = tables();
        assert_eq!(site[0].of_site(1, 2, false), ["", "status=99"]);
        assert_eq!(site[1].of_site(1, 2, false), ["startTime=1&endTime=2"]);
        assert_eq!(
            webcast[0].of_webcast("5f3c", 1, 2),
            "webcastId=5f3c&startTime=1&endTime=2"
        );
    }
}
