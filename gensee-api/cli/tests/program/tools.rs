//! The programs that read what was written, and the Python that calls `gensee mcp`. Without them a test says so and passes,
//! except where the variable `CI` is set.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// A Python that has this module.
pub fn python(module: &str) -> Option<PathBuf> {
    const VENV: &str =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/clients/venv/bin/python");
    let remedy = format!(
        "Python's module `{module}` is not here; `gensee-api/clients/check.py install` brings it"
    );
    let import = format!("import {module}");
    let asked = Command::new(VENV).args(["-c", &import]).output();
    let has_it = asked.is_ok_and(|output| output.status.success());
    found(has_it.then(|| PathBuf::from(VENV)), &remedy)
}

/// The rows of a query of DuckDB, each a list of values.
pub fn duckdb(sql: &str) -> Option<Vec<Value>> {
    const SCRIPT: &str = "import duckdb, json, sys\n\
        duckdb.sql(\"SET TimeZone='Asia/Shanghai'\")\n\
        print(json.dumps(duckdb.sql(sys.argv[1]).fetchall(), default=str))";
    let output = Command::new(python("duckdb")?).args(["-c", SCRIPT, sql]).output();
    Some(rows(&output.unwrap(), sql))
}

/// The rows of a query of `sqlite3`, each an object.
pub fn sqlite(file: &Path, sql: &str) -> Option<Vec<Value>> {
    let mut command = Command::new("sqlite3");
    command.args(["-bail", "-json", "-readonly"]).arg(file).arg(format!("\n{sql}"));
    let remedy = "`sqlite3` is not here; install Debian's sqlite3";
    Some(rows(&found(command.output().ok(), remedy)?, sql))
}

/// The rows of the first sheet of a workbook as LibreOffice shows them, the headings first.
pub fn libreoffice(file: &Path) -> Option<Vec<Vec<String>>> {
    let folder = tempfile::tempdir().unwrap();
    // Its settings lie there too, because two that share them cannot run at one time.
    let settings = format!("-env:UserInstallation=file://{}", folder.path().display());
    // With commas, quotes and UTF-8, each cell as it is shown.
    let format = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true";
    let mut command = Command::new("soffice");
    command.arg(settings).args(["--headless", "--convert-to", format, "--outdir"]);
    command.arg(folder.path()).arg(file);
    let remedy = "LibreOffice is not here; install Debian's libreoffice-calc-nogui";
    printed(&found(command.output().ok(), remedy)?, "soffice");
    let csv = folder.path().join(file.file_name()?).with_extension("csv");
    let rows = csv::ReaderBuilder::new().has_headers(false).from_path(csv).unwrap();
    let rows = rows.into_records().map(|row| row.unwrap());
    Some(rows.map(|row| row.iter().map(str::to_owned).collect()).collect())
}

fn found<T>(tool: Option<T>, remedy: &str) -> Option<T> {
    if tool.is_none() {
        assert!(env::var_os("CI").is_none(), "{remedy}");
        eprintln!("skipped: {remedy}");
    }
    tool
}

fn rows(output: &Output, sql: &str) -> Vec<Value> {
    match printed(output, sql) {
        // `sqlite3` prints an empty text for no rows.
        b"" => Vec::new(),
        json => serde_json::from_slice(json).unwrap(),
    }
}

fn printed<'a>(output: &'a Output, what: &str) -> &'a [u8] {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{what}: {said}");
    &output.stdout
}
