//! Values from files: `TOKENS_FILE` and others.

use std::fs;
use std::path::{Path, PathBuf};

use verify_service::config::{Config, Place};

use crate::service::{Service, TOKEN, command};

/// A file that is removed in the end.
struct File(PathBuf);

impl File {
    fn new(name: &str, text: impl AsRef<[u8]>) -> Self {
        let name = format!("{}-{name}", std::process::id());
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::write(&path, text).unwrap();
        Self(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// Returns what is wrong with these variables.
#[track_caller]
fn wrong(variables: &[(&str, &str)]) -> String {
    let output = command(variables).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn tokens_may_stand_in_a_file() {
    for end in ["", "\n", "\r\n"] {
        let file = File::new("tokens", format!("demo:{TOKEN}{end}"));
        let service = Service::start(&[("TOKENS", ""), ("TOKENS_FILE", file.path())]);
        assert_eq!(service.start_session(r#"{"destination":"+19876543210"}"#).status, 200);
    }
}

#[test]
fn any_variable_may_stand_in_a_file() {
    let file = File::new("timeout", "y\n");
    let errors = wrong(&[("TIMEOUT_FILE", file.path())]);
    assert!(
        errors.starts_with("TIMEOUT: expected a period from 1s to 1h; found \"y\""),
        "{errors}"
    );
}

/// What follows from a variable follows from its file.
#[test]
fn the_url_of_redis_may_stand_in_a_file() {
    let file = File::new("redis", "redis://127.0.0.1:6379\n");
    let config = Config::read(|name| (name == "REDIS_URL_FILE").then(|| file.path().into()));
    let config = config.unwrap();
    assert_eq!(config.store, Place::Redis);
    assert!(config.redis_url.is_some());
}

#[test]
fn a_secret_that_got_lost_is_told() {
    let missing = wrong(&[("TOKENS", ""), ("TOKENS_FILE", "/nowhere/tokens")]);
    assert!(missing.contains("; found the file /nowhere/tokens: No such file"), "{missing}");
    for text in ["", "\n"] {
        let empty = File::new("empty", text);
        let errors = wrong(&[("TOKENS", ""), ("TOKENS_FILE", empty.path())]);
        assert!(errors.contains(&format!("; found the file {} empty\n", empty.path())), "{errors}");
    }
    let bytes = File::new("bytes", [b'a', 0xff]);
    let errors = wrong(&[("TOKENS", ""), ("TOKENS_FILE", bytes.path())]);
    assert!(errors.contains("stream did not contain valid UTF-8"), "{errors}");
}

#[test]
fn two_values_are_one_too_many() {
    let file = File::new("both", format!("demo:{TOKEN}"));
    let errors = wrong(&[("TOKENS_FILE", file.path())]);
    assert!(errors.contains("; found TOKENS_FILE as well, and one is enough\n"), "{errors}");
    assert!(!errors.contains(TOKEN), "{errors}");
}
