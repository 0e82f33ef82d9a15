//! The document, and where things stand in it.

use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::{Value, json};

pub(crate) const TEXT: &str = include_str!("../../openapi.json");

pub(crate) static DOCUMENT: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(TEXT).unwrap());

/// The methods that a path may take, as the document writes them.
pub(crate) const METHODS: [&str; 8] =
    ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Returns what stands at a place, or what is referred to from there.
pub(crate) fn at(pointer: &str) -> &'static Value {
    let value = DOCUMENT.pointer(pointer).unwrap_or_else(|| panic!("nothing at {pointer}"));
    resolve(value)
}

/// Follows a reference, if the value is nothing but one.
pub(crate) fn resolve(value: &'static Value) -> &'static Value {
    match value.get("$ref").and_then(Value::as_str) {
        Some(reference) if value.as_object().unwrap().len() == 1 => {
            at(reference.strip_prefix('#').unwrap())
        }
        _ => value,
    }
}

/// Returns the schema of that name.
pub(crate) fn schema(name: &str) -> &'static Value {
    at(&format!("/components/schemas/{name}"))
}

/// Compiles a schema that refers to others of the document.
pub(crate) fn validator(schema: &Value) -> Validator {
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "components": DOCUMENT["components"],
        "allOf": [schema],
    });
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

/// Every operation: method, path, what the document says of it.
pub(crate) fn operations() -> impl Iterator<Item = (&'static str, &'static str, &'static Value)> {
    let paths = DOCUMENT["paths"].as_object().unwrap().iter();
    paths.flat_map(|(path, item)| {
        let methods = METHODS.into_iter();
        methods.filter_map(move |method| Some((method, path.as_str(), item.get(method)?)))
    })
}

/// Calls `look` with every value in the document, and the place where it stands.
pub(crate) fn walk(
    value: &'static Value,
    place: &str,
    look: &mut impl FnMut(&str, &'static Value),
) {
    look(place, value);
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                walk(value, &format!("{place}/{name}"), look);
            }
        }
        Value::Array(items) => {
            for value in items {
                walk(value, &format!("{place}/-"), look);
            }
        }
        _ => {}
    }
}

#[test]
fn every_reference_leads_somewhere_and_every_component_is_used() {
    let mut used = Vec::new();
    walk(&DOCUMENT, "", &mut |place, value| {
        if let Some(reference) = value.get("$ref").and_then(Value::as_str) {
            let target = DOCUMENT.pointer(reference.strip_prefix('#').unwrap());
            assert!(target.is_some(), "{place} refers to {reference}");
            used.push(reference.to_owned());
        }
    });
    // What any path answers has no operation that it belongs to.
    let everywhere = ["NoSuchPath", "MethodNotAllowed"];
    for (kind, components) in DOCUMENT["components"].as_object().unwrap() {
        if kind == "securitySchemes" {
            continue;
        }
        for name in components.as_object().unwrap().keys() {
            let reference = format!("#/components/{kind}/{name}");
            let is_used = used.iter().any(|used| used.starts_with(&reference));
            assert_eq!(is_used, !everywhere.contains(&name.as_str()), "{reference}");
        }
    }
}

#[test]
fn what_reads_yaml_reads_it_too() {
    // YAML has no surrogates. Two backslashes are one, in a pattern.
    assert!(!TEXT.replace(r"\\", "").contains(r"\u"));
}

#[test]
fn its_version_is_that_of_the_package() {
    assert_eq!(DOCUMENT["info"]["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(DOCUMENT["info"]["title"], env!("CARGO_PKG_NAME"));
}

#[test]
fn each_schema_is_one() {
    let mut schemas = 0;
    walk(&DOCUMENT, "", &mut |place, value| {
        if place.ends_with("/schema") || place.starts_with("/components/schemas/") {
            // Schemas alone have one of these.
            if value.get("type").is_some() || value.get("$ref").is_some() {
                validator(value);
                schemas += 1;
            }
        }
    });
    assert!(schemas > 50, "{schemas}");
}

#[test]
fn every_operation_has_a_name_of_its_own() {
    let mut names: Vec<_> =
        operations().map(|(_, _, operation)| operation["operationId"].as_str().unwrap()).collect();
    names.sort_unstable();
    assert_eq!(names, ["cancel", "check", "confirm", "coverage", "openapi", "start"]);
}
