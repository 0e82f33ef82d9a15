//! What the environment says about Redis.

use std::collections::HashMap;

use verify_service::config::{Config, Place};

fn read(variables: &[(&str, &str)]) -> Result<Config, String> {
    let all: HashMap<_, _> = variables.iter().copied().collect();
    Config::read(|name| all.get(name).map(Into::into)).map_err(|problems| problems.to_string())
}

#[test]
fn a_url_alone_is_enough() {
    let config = read(&[("REDIS_URL", "redis://127.0.0.1:6379")]).unwrap();
    assert_eq!(config.store, Place::Redis);
    let both = [("REDIS_URL", "redis://127.0.0.1:6379"), ("STORE", "memory")];
    assert_eq!(read(&both).unwrap().store, Place::Memory);
    assert_eq!(read(&[("REDIS_URL", "")]).unwrap().store, Place::Redb);
}

#[test]
fn redis_needs_a_url() {
    let problems = read(&[("STORE", "redis")]).unwrap_err();
    assert!(problems.starts_with("REDIS_URL: expected a URL"), "{problems}");
    assert!(problems.contains("found nothing, and STORE is redis"), "{problems}");
}

#[test]
fn a_password_is_not_shown() {
    let url = "redis://:hunter2@10.0.0.1:6379,http://:hunter2@10.0.0.2";
    let problems = read(&[("REDIS_URL", url)]).unwrap_err();
    assert!(problems.contains("found another text in place 2"), "{problems}");
    assert!(!problems.contains("hunter2"), "{problems}");
    let config = read(&[("REDIS_URL", "redis://:hunter2@10.0.0.1:6379")]).unwrap();
    assert!(!format!("{config:?}").contains("hunter2"));
}
