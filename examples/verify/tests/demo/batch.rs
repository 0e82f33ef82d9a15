//! Requests as JSON, one on each line.

use serde_json::{Value, json};

use crate::run_with;

fn data(file: &str) -> Vec<u8> {
    let path = format!("{}/../../tests/data/{file}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The answers to some requests, each a JSON object on a line of its own.
fn answers(requests: &[u8]) -> Vec<Value> {
    let run = run_with(&["--batch"], requests);
    assert_eq!((run.errors.as_str(), run.code), ("", 0));
    run.output.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

/// The members of an answer that are the same in every run.
fn fixed(answer: &Value) -> Value {
    let mut members = json!({
        "line": answer["line"],
        "error": answer["error"]["code"],
        "encoding": answer["encoding"],
        "units": answer["units"],
        "segments": answer["segments"],
        "notices": answer["notices"],
        "to": answer["delivery"]["to"],
        "status": answer["response"]["status"],
        "verificationUrl": answer["response"]["sma"].is_object().then_some(".."),
    });
    members.as_object_mut().expect("it is an object").retain(|_, value| !value.is_null());
    members
}

/// `BLESS=1` writes the file anew.
#[test]
fn every_line_is_answered() {
    let answers = answers(&data("requests.jsonl"));
    let lines: Vec<_> = answers.iter().map(|answer| fixed(answer).to_string()).collect();
    let lines = lines.join("\n");
    if std::env::var_os("BLESS").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/data/answers.jsonl");
        std::fs::write(path, &lines).expect("the file can be written");
    }
    assert_eq!(lines, String::from_utf8_lossy(&data("answers.jsonl")));
}

#[test]
fn each_answer_has_the_number_of_its_line() {
    let answers = answers(b"nonsense\n\n{\"destination\":\"+6587654321\"}\r\n{}");
    let lines: Vec<_> = answers.iter().map(|answer| answer["line"].as_u64()).collect();
    assert_eq!(lines, [Some(1), Some(2), Some(3), Some(4)]);
    let refused: Vec<_> = answers.iter().map(|answer| answer["error"]["code"].as_u64()).collect();
    assert_eq!(refused, [Some(1000), Some(1000), None, Some(1002)]);
}

#[test]
fn notices_are_listed() {
    let answers = answers(
        b"{\"destination\":\"+6587654321\"}\n\
         {\"destination\":\"+6587654321\",\"template\":\"{brand}\"}",
    );
    assert_eq!(answers[0]["notices"], json!([]));
    assert_eq!(
        answers[1]["notices"],
        json!([
            "template: has no {code}, so the message carries no code",
            "template: has {brand}, but the request has no brand",
        ])
    );
}

#[test]
fn a_brand_is_judged_as_on_the_command_line() {
    let requests = ["0123456789012345678901234567890", "AB\nC"]
        .map(|brand| json!({ "destination": "+6587654321", "brand": brand }).to_string());
    let answers = answers(requests.join("\n").as_bytes());
    let message = &answers[0]["error"]["message"];
    assert_eq!(message, "brand: expected at most 30 characters, found 31");
    assert_eq!(answers[1]["error"]["code"], 1000);
}

#[test]
fn an_input_that_is_not_utf_8_is_answered() {
    let run = run_with(&["--batch"], b"{\"destination\":\"\xFF\"}\n");
    assert!(run.output.starts_with("{\"line\":1,\"error\":{\"code\":1000,"), "{}", run.output);
}
