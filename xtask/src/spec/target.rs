//! What the targets of the changelog name: `created#request.subject`.

use super::model::{Row, Rows, Spec};

/// A target taken apart.
#[derive(Clone, Debug, PartialEq)]
pub enum Target<'a> {
    /// `document`: what is said of the document as a whole.
    Document,
    /// `document#访问说明.时间规则`: the titles from the outermost chapter inwards.
    Chapter(Vec<&'a str>),
    /// `changelog#2018-05-04.2`.
    Revision(&'a str),
    /// `shared#return_codes.500`.
    ReturnCode(&'a str),
    /// `vod/vodview`.
    Operation(&'a str),
    /// `page#response.list.creator`, or `shared#request.sec`; `table` is `request` or `response`.
    Row { owner: &'a str, table: &'a str, path: Vec<&'a str> },
}

impl<'a> Target<'a> {
    /// What `target` says, if it says anything.
    pub fn of(target: &'a str) -> Option<Self> {
        let Some((owner, path)) = target.split_once('#') else {
            return match target {
                "document" => Some(Self::Document),
                "changelog" | "shared" | "" => None,
                key => Some(Self::Operation(key)),
            };
        };
        match owner {
            "document" => Some(Self::Chapter(path.split('.').collect())),
            "changelog" => Some(Self::Revision(path)),
            _ => match path.split_once('.')? {
                (table @ ("request" | "response"), path) => {
                    Some(Self::Row { owner, table, path: path.split('.').collect() })
                }
                ("return_codes", code) if owner == "shared" => {
                    Some(Self::ReturnCode(code))
                }
                _ => None,
            },
        }
    }
}

impl Spec {
    /// The rows below the row `above` of a table, or of the table itself, if they are there.
    pub fn rows_mut(
        &mut self,
        owner: &str,
        table: &str,
        above: &[&str],
    ) -> Option<&mut Rows> {
        let (request, response) = match owner {
            "shared" => (&mut self.shared.request, &mut self.shared.response),
            key => {
                let operation = self.operations.get_mut(key)?;
                (&mut operation.request, &mut operation.response)
            }
        };
        let table = if table == "request" { request } else { response };
        above.iter().try_fold(table, |rows, name| Some(&mut rows.get_mut(*name)?.fields))
    }

    /// The row that `target` names, if it is one and is there.
    pub fn row_mut(&mut self, target: &str) -> Option<&mut Row> {
        let Target::Row { owner, table, path } = Target::of(target)? else {
            return None;
        };
        let (name, above) = path.split_last()?;
        self.rows_mut(owner, table, above)?.get_mut(*name)
    }
}
