//! Paths and methods: those of the router.

use std::collections::BTreeSet;

use crate::client::Service;
use crate::document::{METHODS, TEXT, at, operations, validator};

/// Where the API is routed. The page of the demo has paths of its own, which are not of the API.
const ROUTES: &str = include_str!("../../src/api/mod.rs");

/// Returns a path with `{}` for each of its variable parts.
fn shape(path: &str) -> String {
    let mut shape = String::new();
    let mut is_variable = false;
    for character in path.chars() {
        match character {
            '{' => (is_variable, shape) = (true, shape + "{"),
            '}' => (is_variable, shape) = (false, shape + "}"),
            _ if is_variable => {}
            _ => shape.push(character),
        }
    }
    shape
}

/// A path with something in each of its variable parts.
fn filled(path: &str) -> String {
    path.replace("{subAccountId}", "demo").replace("{sessionId}", &"0".repeat(32))
}

#[test]
fn paths_are_those_of_the_router() {
    let (_, root) = ROUTES.split_once("const ROOT: &str = \"").unwrap();
    let (root, _) = root.split_once('"').unwrap();
    let routes = ROUTES.split(".route(").skip(1).map(|route| {
        let (_, path) = route.split_once('"').unwrap();
        let (path, _) = path.split_once('"').unwrap();
        shape(&path.replace("{ROOT}", root).replace("{{", "{").replace("}}", "}"))
    });
    let routes: BTreeSet<_> = routes.collect();
    assert!(routes.len() >= 5, "{routes:?}");
    let documented: BTreeSet<_> = operations().map(|(_, path, _)| shape(path)).collect();
    assert_eq!(documented, routes);
}

#[test]
fn methods_are_those_that_are_answered() {
    let service = Service::start(&[]);
    let allowed_header = |allowed: &str| -> BTreeSet<String> {
        allowed.split(", ").map(str::to_ascii_lowercase).collect()
    };
    let refused = at("/components/responses/MethodNotAllowed");
    let refused = validator(&refused["content"]["application/json"]["schema"]);
    let paths: BTreeSet<_> = operations().map(|(_, path, _)| path).collect();
    for path in paths {
        let documented: BTreeSet<_> = operations()
            .filter(|(_, other, _)| *other == path)
            .map(|(method, ..)| method.to_owned())
            .collect();
        let mut answered = BTreeSet::new();
        let mut allowed = BTreeSet::new();
        for method in METHODS {
            let answer = service.send(&method.to_uppercase(), &filled(path), &[], b"");
            if answer.status == 405 {
                assert!(method == "head" || refused.is_valid(&answer.json()));
                allowed.insert(allowed_header(answer.header("allow").unwrap()));
            } else {
                answered.insert(method.to_owned());
            }
        }
        // Every refusal says the same, and the truth.
        assert_eq!(allowed, BTreeSet::from([answered.clone()]), "{path}");
        if path != "/sma/{sessionId}" && documented.contains("get") {
            assert!(answered.remove("head"), "{path}");
        }
        assert_eq!(answered, documented, "{path}");
    }
}

#[test]
fn every_other_path_is_unknown() {
    let service = Service::start(&[]);
    let unknown = at("/components/responses/NoSuchPath");
    let unknown = validator(&unknown["content"]["application/json"]["schema"]);
    for path in ["/api", "/api/v2/subaccounts/demo", "/sma", "/openapi"] {
        let answer = service.send("GET", path, &[], b"");
        assert_eq!(answer.status, 404, "{path}");
        assert!(unknown.is_valid(&answer.json()), "{path}");
    }
}

#[test]
fn the_document_is_served_as_it_is() {
    let service = Service::start(&[]);
    let answer = service.send("GET", "/openapi.json", &[], b"");
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")));
    assert_eq!(answer.body, TEXT.as_bytes());
}
