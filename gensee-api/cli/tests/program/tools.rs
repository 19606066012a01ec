//! The programs that read what was written: DuckDB and `sqlite3`. Without them a test says so and passes, except where
//! the variable `CI` is set.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The rows of a query of DuckDB, each a list of values. `None` where it is not here.
pub fn duckdb(sql: &str) -> Option<Vec<Value>> {
    const SCRIPT: &str = "import duckdb, json, sys\n\
        duckdb.sql(\"SET TimeZone='Asia/Shanghai'\")\n\
        print(json.dumps(duckdb.sql(sys.argv[1]).fetchall(), default=str))";
    let python = target().join("duckdb").join("bin/python");
    let mut command = Command::new(&python);
    let remedy = format!(
        "DuckDB is not here; `python3 -m venv {0} && {0}/bin/pip install duckdb` brings it",
        python.ancestors().nth(2).unwrap_or(&python).display()
    );
    answer(command.args(["-c", SCRIPT, sql]), sql, &remedy)
}

/// The rows of a query of `sqlite3`, each an object. `None` where it is not here.
pub fn sqlite(file: &Path, sql: &str) -> Option<Vec<Value>> {
    let mut command = Command::new("sqlite3");
    answer(
        command.args(["-bail", "-json", "-readonly"]).arg(file).arg(format!("\n{sql}")),
        sql,
        "`sqlite3` is not here; install Debian's sqlite3",
    )
}

/// The folder with what cargo builds.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().to_owned()
}

fn answer(command: &mut Command, sql: &str, remedy: &str) -> Option<Vec<Value>> {
    let Ok(output) = command.output() else {
        assert!(env::var_os("CI").is_none(), "{remedy}");
        eprintln!("skipped: {remedy}");
        return None;
    };
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{sql}: {said}");
    // `sqlite3` prints nothing for no rows.
    if output.stdout.is_empty() {
        return Some(Vec::new());
    }
    Some(serde_json::from_slice(&output.stdout).unwrap())
}
