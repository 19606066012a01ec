//! `gensee call`: one operation, found by its name, with the types that belong to it.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

use clap::ArgMatches;
use gensee_api::operation::{Operation, OperationVisitor, Paginated};
use gensee_api::params::{Form, from_form, to_form};
use gensee_api::webcast::{BASE_PATH, OPERATIONS, visit};
use gensee_api::{Answer, Client, Drift, Effect, Error, OperationInfo, Page};
use tokio::runtime::Runtime;

use crate::columns::Column;
use crate::command::title;
use crate::connect::{Account, runtime};
use crate::failure::{Failure, Outcome, leaves_out_rows};
use crate::lang::Lang;
use crate::output::Output;
use crate::request;
use crate::value::{kebab, simple};

pub fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let Some((name, matches)) = matches.subcommand() else {
        return Err(Failure::usage("no operation"));
    };
    let Some(info) = find(name) else {
        return Err(Failure::usage(format!("`{name}` is not an operation")));
    };
    let call = Call {
        info,
        matches,
        form: request::form(info, matches),
        extra: request::extra(matches)?,
        unchecked: matches.get_flag("unchecked"),
        output: Output::of(matches),
        lang,
    };
    visit(info.name, call).unwrap_or(Ok(()))
}

/// The operation of a name, however it is spelled.
pub fn find(name: &str) -> Option<&'static OperationInfo> {
    OPERATIONS.iter().find(|info| {
        let mut names = crate::command::names(info).into_iter();
        names.any(|known| simple(&known) == simple(name))
    })
}

/// A call whose types are not known yet.
struct Call<'a> {
    info: &'static OperationInfo,
    matches: &'a ArgMatches,
    form: String,
    extra: Vec<(String, String)>,
    unchecked: bool,
    output: Output,
    lang: Lang,
}

impl OperationVisitor for Call<'_> {
    type Output = Outcome;

    fn single<O: Operation>(self) -> Outcome {
        let request = self.request::<O>()?;
        if self.is_dry() {
            return self.show(&request);
        }
        let response = self.send(&request)?;
        self.output.answer(&response, O::Response::ROWS)
    }

    fn list<O: Paginated>(self) -> Outcome {
        let request = self.request::<O>()?;
        if self.is_dry() {
            return self.show(&request);
        }
        if self.is_whole() {
            return self.all(request);
        }
        let response = self.send(&request)?;
        self.output.answer(&response, O::Response::ROWS)?;
        if let Some(rest) = O::page(&response).and_then(|page| rest(page, self.lang)) {
            eprintln!("{rest}");
        }
        Ok(())
    }
}

impl Call<'_> {
    /// The request. A list that is wanted as a whole is checked when it has been split into windows.
    fn request<O: Operation>(&self) -> Outcome<O> {
        let request: O = from_form(&self.form)
            .map_err(|error| Failure::usage(format!("`{}`: {error}", kebab(O::NAME))))?;
        if !self.unchecked && !self.is_whole() {
            request.check().map_err(|invalid| Error::Invalid {
                operation: O::NAME,
                invalid: Box::new(invalid),
            })?;
        }
        Ok(request)
    }

    /// Whether every page and window is wanted; what changes something has no such flag.
    fn is_whole(&self) -> bool {
        matches!(self.matches.try_get_one("all"), Ok(Some(true)))
    }

    fn is_dry(&self) -> bool {
        self.matches.get_flag("dry-run")
    }

    /// Shows the request: a line for each parameter, with the secrets hidden.
    fn show<O: Operation>(&self, request: &O) -> Outcome {
        let url = Account::of(self.matches)
            .map_or_else(|_| "https://…".to_owned(), |account| account.url);
        let mut out = io::stdout().lock();
        writeln!(out, "POST {}{BASE_PATH}{}", url.trim_end_matches('/'), O::PATH)?;
        let form = to_form(request);
        for (name, value) in Form::parse(form.as_bytes()).pairs() {
            let value = if request::is_secret(O::ROWS, name) { "***" } else { value };
            writeln!(out, "{name}={value}")?;
        }
        for (name, value) in &self.extra {
            writeln!(out, "{name}={value}")?;
        }
        Ok(())
    }

    fn connect(&self) -> Outcome<(Runtime, Client)> {
        if self.info.effect == Effect::Delete && !self.matches.get_flag("yes") {
            confirm(self.info, &self.form)?;
        }
        let tells = self.matches.get_flag("drift");
        let client = Account::of(self.matches)?.client(|client| match tells {
            true => client.on_drift(|drift: &Drift| eprintln!("drift: {drift}")),
            false => client,
        })?;
        Ok((runtime()?, client))
    }

    fn send<O: Operation>(&self, request: &O) -> Outcome<O::Response> {
        let (runtime, client) = self.connect()?;
        let mut call = client.call(request);
        for (name, value) in &self.extra {
            call = call.param(name, value);
        }
        if self.unchecked {
            call = call.unchecked();
        }
        Ok(runtime.block_on(call.send())?)
    }

    /// Writes every row of a list. A row that cannot be read is reported, and the rows after it are written.
    fn all<O: Paginated>(&self, request: O) -> Outcome {
        let (runtime, client) = self.connect()?;
        let mut rows = self.output.rows(Column::of(O::Item::ROWS))?;
        let mut items = client.items(request);
        for (name, value) in &self.extra {
            items = items.param(name, value);
        }
        if self.unchecked {
            items = items.unchecked();
        }
        let mut left_out = 0;
        let failed = loop {
            match runtime.block_on(items.try_next()) {
                Ok(Some(item)) => rows.write(&item)?,
                Ok(None) => break None,
                Err(error) if leaves_out_rows(&error) => {
                    eprintln!("error: {error}");
                    left_out += 1;
                }
                Err(error) => break Some(error),
            }
        };
        rows.finish()?;
        match (failed, left_out) {
            (Some(error), _) => Err(error.into()),
            (None, 0) => Ok(()),
            (None, rows) => Err(Failure::Incomplete(rows)),
        }
    }
}

/// What the pages after this one have.
fn rest(page: &Page, lang: Lang) -> Option<String> {
    let (number, pages) = (page.page_no.unwrap_or(1), page.total_pages?);
    let rows = page.total_counts.map(|rows| rows.to_string()).unwrap_or_default();
    (number < pages).then(|| {
        lang.pick(
            format!("page {number} of {pages}, {rows} rows in all; `--all` brings them"),
            format!("第 {number} 页，共 {pages} 页 {rows} 行；`--all` 取全部"),
        )
    })
}

/// Asks whether to delete.
///
/// # Errors
/// When the answer is no, or stdin is not a terminal.
fn confirm(info: &OperationInfo, form: &str) -> Outcome {
    if !io::stdin().is_terminal() {
        return Err(Failure::usage(format!(
            "`{}` deletes, and stdin is not a terminal to ask at; give `--yes`",
            kebab(info.name)
        )));
    }
    let form = Form::parse(form.as_bytes());
    let given: Vec<_> =
        form.pairs().map(|(name, value)| format!("{name}={value}")).collect();
    eprint!("{} {} {}? [y/N] ", title(info), kebab(info.name), given.join(" "));
    io::stderr().flush()?;
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    match line.trim().to_lowercase().as_str() {
        "y" | "yes" | "是" => Ok(()),
        _ => Err(Failure::usage("nothing was deleted")),
    }
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn an_operation_is_found_however_it_is_spelled() {
        for name in [
            "create-webcast",
            "create_webcast",
            "CreateWebcast",
            "/webcast/created",
            "created",
            "创建直播",
        ] {
            assert_eq!(
                find(name).map(|info| info.name),
                Some("create_webcast"),
                "{name}"
            );
        }
        assert_eq!(find("create"), None);
    }
}
