//! One number on the command line, and no terminal.

use std::io::Write as _;
use std::process::Stdio;

use serde_json::Value;

use crate::{run, verify};

/// Checks that the demo prints exactly this on the error output, and exits with 2.
fn assert_refused(arguments: &[&str], errors: &str) {
    let run = run(arguments);
    assert_eq!((run.errors.as_str(), run.output.as_str()), (errors, ""), "{arguments:?}");
    assert_eq!(run.code, 2, "{arguments:?}");
}

/// Checks that the demo prints each of these lines, nothing on the error output, and exits with 0.
fn assert_shown(arguments: &[&str], lines: &[&str]) {
    let run = run(arguments);
    assert_eq!((run.errors.as_str(), run.code), ("", 0), "{arguments:?}");
    for line in lines {
        assert!(run.output.lines().any(|shown| shown == *line), "no {line:?}: {}", run.output);
    }
}

/// The output with `#` for each digit of the code behind `before`.
fn without_code(output: &str, before: &str) -> String {
    let (start, rest) = output.split_once(before).expect("the message is shown");
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (code, rest) = rest.split_at(end);
    format!("{start}{before}{}{rest}", "#".repeat(code.len()))
}

#[test]
fn a_number_shows_its_message() {
    let run = run(&["--country", "SG", "--brand", "ABC", "8765 4321"]);
    assert_eq!(
        without_code(&run.output, "code is "),
        "Number    +6587654321 (SG, calling code 65)\n\
         Message   ABC: Your verification code is ####\n\
         Charset   GSM7: every character is in its alphabet\n\
         Units     35 septets\n\
         Segments  1\n",
    );
    assert_eq!((run.errors.as_str(), run.code), ("", 0));
}

#[test]
fn several_bare_arguments_are_one_number() {
    assert_shown(
        &["--country", "GB", "020", "7946", "0018"],
        &["Number    +442079460018 (GB, calling code 44)"],
    );
    assert_shown(
        &["+49", "30", "--brand", "ABC", "901820"],
        &["Number    +4930901820 (DE, calling code 49)"],
    );
}

#[test]
fn a_brand_is_judged_as_in_a_request() {
    assert_refused(
        &["--brand", "0123456789012345678901234567890", "+6587654321"],
        "--brand: expected at most 30 characters, found 31\n\
         \x20 0123456789012345678901234567890\n\
         \x20                               ^\n",
    );
    assert_refused(
        &["--brand", "AB\nC", "+6587654321"],
        "--brand: expected one line without control characters, found U+000A at position\n3\n\
         \x20 AB·C\n\
         \x20   ^\n",
    );
}

#[test]
fn a_length_is_shown_as_it_was_typed() {
    for typed in ["x", "", "6.0", "six", "2", "11", "-4", "99999999999999999999"] {
        assert_refused(
            &["--length", typed, "+6587654321"],
            &format!("--length: expected an integer from 3 to 10, found `{typed}`\n"),
        );
    }
}

#[test]
fn a_word_from_a_list_is_shown_as_it_was_typed() {
    for option in ["--country", "--format", "--encoding"] {
        let run = run(&[option, "xyz", "+6587654321"]);
        assert!(run.errors.starts_with(&format!("{option}: expected ")), "{}", run.errors);
        assert!(run.errors.ends_with("\n  xyz\n  ^\n"), "{}", run.errors);
        assert_eq!((run.output.as_str(), run.code), ("", 2), "{option}");
    }
}

#[test]
fn an_empty_template_is_the_default_one() {
    let run = run(&["--template", "", "+6587654321"]);
    assert!(run.output.contains("Message   Your verification code is "), "{}", run.output);
}

#[test]
fn notices_are_shown() {
    let notices = [
        "Notice    template: has no {code}, so the message carries no code",
        "Notice    template: has {brand}, but the request has no brand",
    ];
    assert_shown(&["--template", "{brand} says hello", "+6587654321"], &notices);
}

#[test]
fn an_empty_message_is_called_empty() {
    assert_shown(&["--template", "{brand}", "+6587654321"], &["Message   (empty)"]);
    let sample = run(&["--template", "{brand}"]);
    assert!(sample.output.contains("The message is empty."), "{}", sample.output);
    assert!(!sample.output.contains('╭'), "{}", sample.output);
}

#[test]
fn positions_count_from_1() {
    assert_refused(
        &["--country", "GB", "07400 12a456"],
        "number: expected digits, spaces, brackets, dashes or dots, found 'a' at position\n9\n\
         \x20 07400 12a456\n\
         \x20         ^\n",
    );
    assert_shown(
        &["--template", "你好 {code}", "+6587654321"],
        &[
            "Charset   UCS2: '你' at position 1 is not in GSM 7-bit",
            "Units     7 UTF-16 code units",
        ],
    );
    let run = run(&["--encoding", "GSM7", "--template", "Hi 你好", "+6587654321"]);
    assert!(run.errors.starts_with("message: "), "{}", run.errors);
    assert!(run.errors.contains("position 4"), "{}", run.errors);
    assert!(run.errors.ends_with("  Hi 你好\n     ^\n"), "{}", run.errors);
}

#[test]
fn a_word_that_comes_near_gets_a_hint() {
    for (arguments, hint) in [
        (["--country", "UK"], "Did you mean GB (United Kingdom)?"),
        (["--country", "Germany"], "Did you mean DE (Germany)?"),
        (["--country", "+49"], "Did you mean DE (Germany)?"),
        (["--format", "numeric"], "Did you mean NUMERIC?"),
        (["--format", "alphanumeric-easy"], "Did you mean ALPHANUMERIC_EASY?"),
        (["--encoding", "ucs-2"], "Did you mean UCS2?"),
    ] {
        let run = run(&[&arguments[..], &["+6587654321"]].concat());
        assert_eq!((run.errors.lines().last(), run.code), (Some(hint), 2), "{arguments:?}");
    }
    for arguments in [["--country", "Atlantis"], ["--format", "hex"], ["--encoding", "latin"]] {
        let run = run(&[&arguments[..], &["+6587654321"]].concat());
        assert!(!run.errors.contains("Did you mean"), "{arguments:?}: {}", run.errors);
        assert_eq!(run.code, 2, "{arguments:?}");
    }
}

#[test]
fn everything_wrong_is_told_at_once() {
    let run = run(&["--country", "UK", "--length", "x", "--brand", "\t", "+6587654321"]);
    for member in ["--country: ", "--length: ", "--brand: "] {
        assert!(run.errors.contains(member), "no {member:?}: {}", run.errors);
    }
    assert_eq!(run.code, 2);
}

#[test]
fn a_national_number_without_a_country_says_that_it_is_missing() {
    let missing = "The country is missing: give its two letters, as in `--country GB`, or begin \
                   the\nnumber with `+` and the calling code, as in `+44`.\n";
    for number in ["020 7946 0018", "8765 4321", "(0)30 901820", "06 12345678", "7400 123456"] {
        let run = run(&[number]);
        assert!(run.errors.ends_with(missing), "{number}: {}", run.errors);
        assert_eq!(run.code, 2, "{number}");
    }
    for number in ["+999 1234567", "00 999 1234567", "call me", "+65 1"] {
        let run = run(&[number]);
        assert!(!run.errors.contains("missing"), "{number}: {}", run.errors);
        assert_eq!(run.code, 2, "{number}");
    }
}

#[test]
fn without_terminal_and_arguments_it_shows_one_sample_run() {
    let run = run(&[]);
    assert_eq!((run.errors.as_str(), run.code), ("", 0));
    let (before, after) = run.output.split_once("4 tries left").expect("a wrong code is typed");
    for part in ["sample run", "+6587654321", "╭", "code is ", "0000\nWrong"] {
        assert!(before.contains(part), "no {part:?}: {before}");
    }
    assert!(after.contains("\nVERIFIED: "), "{after}");
    assert!(after.contains("`--help`"), "{after}");
}

#[test]
fn json_is_one_object() {
    let run = run(&["--json", "--country", "GB", "--template", "Hi", "020", "7946", "0018"]);
    assert_eq!((run.errors.as_str(), run.code), ("", 0));
    let answer: Value = serde_json::from_str(&run.output).expect("one JSON value");
    assert_eq!(answer["text"], "Hi");
    assert_eq!(answer["notices"].as_array().map(Vec::len), Some(1));
    assert_eq!(answer["response"]["destination"], "442079460018");
    assert_eq!(answer.get("line"), None);
}

#[test]
fn json_of_a_refusal_exits_with_2() {
    let run = run(&["--json", "call me"]);
    let answer: Value = serde_json::from_str(&run.output).expect("one JSON value");
    assert_eq!(answer["error"]["code"], 1002);
    assert_eq!((run.errors.as_str(), run.code), ("", 2));
}

#[test]
fn a_pipe_is_ignored_but_for_a_batch_and_the_help_says_so() {
    // Typed before the demo starts, since it may end before it could be written to.
    let (input, mut typed) = std::io::pipe().expect("a pipe");
    typed.write_all(b"+44 20 7946 0018\n").expect("it fits into the pipe");
    drop(typed);
    let output = verify(&[]).stdin(input).output().expect("the demo runs");
    let shown = String::from_utf8(output.stdout).expect("it prints UTF-8");
    assert!(shown.contains("sample run") && !shown.contains("+44"), "{shown}");
    let help = run(&["--help"]).output.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(help.contains("say, a pipe, it ignores it: a sample run types by itself"), "{help}");
    assert!(help.contains("Only --batch reads a pipe."), "{help}");
}

#[test]
fn help_shows_three_examples_that_work() {
    let run_help = run(&["--help"]);
    assert_eq!((run_help.errors.as_str(), run_help.code), ("", 0));
    let (_, after) = run_help.output.split_once("Examples:\n").expect("it has examples");
    let examples: Vec<_> = after.lines().take_while(|line| !line.is_empty()).collect();
    assert_eq!(examples.len(), 3, "{examples:?}");
    assert_eq!(examples[0].trim(), "verify");
    let arguments = examples[1].trim().strip_prefix("verify ").expect("the second has arguments");
    assert_eq!(run(&arguments.split(' ').collect::<Vec<_>>()).code, 0, "{arguments}");
    let (echo, batch) = examples[2].split_once(" | ").expect("the third is a pipe");
    assert_eq!(batch, "verify --batch");
    let request = echo.trim().trim_start_matches("echo ").trim_matches('\'');
    let answered = crate::run_with(&["--batch"], request.as_bytes());
    assert!(answered.output.contains("\"WAITING\""), "{}", answered.output);
    assert!(run_help.output.lines().all(|line| line.len() <= 80), "{}", run_help.output);
}

#[test]
fn the_version_is_that_of_the_library() {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.toml");
    let manifest = std::fs::read_to_string(manifest).expect("the library has a manifest");
    let version = manifest.lines().find_map(|line| line.strip_prefix("version = "));
    let version = version.expect("it has a version").trim_matches('"');
    for argument in ["--version", "-V"] {
        assert_eq!(run(&[argument]).output, format!("verify {version}\n"));
    }
}

#[test]
fn a_wrong_command_line_says_so() {
    let help = "`--help` lists the options.\n";
    assert_refused(&["--foo"], &format!("command line: invalid option '--foo'\n{help}"));
    assert_refused(
        &["--country"],
        &format!("command line: missing argument for option '--country'\n{help}"),
    );
    assert_refused(
        &["--json"],
        &format!("command line: expected a number with `--json`, found none\n{help}"),
    );
    assert_refused(
        &["--batch", "+6587654321"],
        &format!(
            "command line: expected `--batch` alone: each line of the input is a whole\nrequest\n\
             {help}"
        ),
    );
}

/// A pipe that nobody reads any more: `verify --help | true`.
#[test]
fn a_closed_pipe_is_quiet() {
    for arguments in [&["--help"][..], &["--json", "+6587654321"], &["+6587654321"], &[]] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let mut command = verify(arguments);
        command.stdin(Stdio::null()).stdout(writer).stderr(Stdio::piped());
        let output = command.output().expect("the demo runs");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    }
}

#[test]
fn pdus_are_what_a_modem_takes() {
    let template = "{code} is your code";
    let run = run(&["--pdu", "--template", template, "+65 8765 4321"]);
    assert_eq!((run.errors.as_str(), run.code), ("", 0));
    let pdu = "PDU       AT+CMGS=27\n          0001000A9156785634120000";
    assert!(run.output.contains(pdu), "{}", run.output);
}

#[test]
fn pdus_are_for_a_number_and_for_people() {
    for (arguments, problem) in [
        (&["--pdu"][..], "expected a number with `--pdu`, found none"),
        (&["--pdu", "--json", "+65 8765 4321"], "expected either `--pdu` or `--json`"),
    ] {
        let run = run(arguments);
        assert_eq!(run.code, 2);
        assert!(run.errors.contains(problem), "{}", run.errors);
    }
}
