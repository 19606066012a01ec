//! `gensee login`, `logout` and `profiles`.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::thread;

use super::{Done, Site, done};

/// Runs a command with a text as its stdin.
fn typed(command: &mut Command, text: &str) -> Done {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    Done {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

fn login(site: &Site, name: &str, password: &str, options: &[&str]) -> Done {
    let url = site.sandbox.url();
    let mut command = site.bare();
    command.args(["login", &url, name, "--no-keyring"]).args(options);
    typed(&mut command, &format!("{password}\n"))
}

#[test]
fn a_profile_is_saved_used_and_forgotten() {
    let site = Site::demo();
    let (admin, password) = (site.sandbox.admin(), site.sandbox.password());
    let saved = login(&site, admin, password, &["-p", "school"]);
    assert_eq!(saved.code, Some(0), "{saved:?}");
    assert!(saved.stderr.contains("the site wants the password as md5"), "{saved:?}");
    assert_eq!(done(site.bare().args(["call", "list-webcasts"])).code, Some(0));
    assert_eq!(
        done(site.bare().args(["call", "list-webcasts", "-p", "school"])).code,
        Some(0)
    );

    let listed = done(site.bare().args([
        "profiles",
        "-o",
        "csv",
        "--columns",
        "profile,login,default",
    ]));
    assert_eq!(listed.stdout, format!("profile,login,default\nschool,{admin},yes\n"));
    for file in ["config.toml", "passwords.toml"] {
        let file = site.settings.path().join(file);
        assert!(
            !fs::read_to_string(&file).unwrap().contains(&format!("\"{password}\""))
        );
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
    assert_eq!(done(site.bare().args(["logout"])).code, Some(0));
    let gone = done(site.bare().args(["call", "list-webcasts"]));
    assert_eq!(gone.code, Some(2), "{gone:?}");
    assert_eq!(
        fs::read_to_string(site.settings.path().join("passwords.toml")).unwrap(),
        ""
    );
}

#[test]
fn a_wrong_password_is_not_saved() {
    let site = Site::demo();
    let refused = login(&site, site.sandbox.admin(), "wrong", &[]);
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(refused.stderr.contains("code 200"), "{refused:?}");
    assert!(!site.settings.path().join("config.toml").exists());
    assert_eq!(login(&site, site.sandbox.admin(), "", &[]).code, Some(2));
}

/// A site that wants SHA-1 refuses the others.
#[test]
fn the_hash_that_the_site_wants_is_found_out() {
    const SHA1: &str = "d033e22ae348aeb5660fc2140aec35850c4da997";
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        for stream in listener.incoming().take(2) {
            let mut stream = BufReader::new(stream.unwrap());
            let mut length = 0;
            loop {
                let mut line = String::new();
                stream.read_line(&mut line).unwrap();
                if let Some(value) = line.to_lowercase().strip_prefix("content-length:")
                {
                    length = value.trim().parse().unwrap();
                }
                if line.trim().is_empty() {
                    break;
                }
            }
            let mut form = vec![0; length];
            stream.read_exact(&mut form).unwrap();
            let is_right = String::from_utf8(form).unwrap().contains(SHA1);
            let body =
                if is_right { r#"{"code":"0","list":[]}"# } else { r#"{"code":"200"}"# };
            let head = format!(
                "HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                body.len()
            );
            stream.get_mut().write_all(format!("{head}{body}").as_bytes()).unwrap();
        }
    });
    let settings = tempfile::tempdir().unwrap();
    let mut command = super::program(settings.path());
    let saved = typed(
        command.args(["login", &url, "admin", "--no-keyring", "-p", "x"]),
        "admin\n",
    );
    server.join().unwrap();
    assert_eq!(saved.code, Some(0), "{saved:?}");
    assert!(saved.stderr.contains("the site wants the password as sha1"), "{saved:?}");
    let kept = fs::read_to_string(settings.path().join("passwords.toml")).unwrap();
    assert_eq!(kept, format!("x = \"{SHA1}\"\n"));
}

#[test]
fn an_address_is_looked_at_before_the_password() {
    let site = Site::demo();
    let mut command = site.bare();
    let refused =
        typed(command.args(["login", "school.gensee.com", "admin"]), "secret\n");
    assert_eq!(refused.code, Some(2), "{refused:?}");
}
