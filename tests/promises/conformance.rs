//! CONFORMANCE.md has a row for everything that the reference page says, and each place that it
//! names exists.

use regex::Regex;
use std::collections::BTreeSet;

/// What the reference page says, in the order of the page: its sentences in short, its members,
/// their values and limits. Each stands in the first column of a row.
const REFERENCE: &[&str] = &[
    "Generate and send a message containing a one-time password",
    "Place a voice call containing a one-time password",
    "Initiate Silent Mobile Authentication (SMA)",
    "`subAccountId`: 3 to 50 characters, `^[A-Za-z0-9\\-._&]{3,50}$`",
    "You must replace `{subAccountId}`; by default it is generated at sign-up",
    "The destination phone number to be verified; mandatory",
    "National format, without the international prefix: `country` must be provided",
    "International format, with the prefix, with or without a leading `+`",
    "Any leading 0 after the country code must be removed",
    "Formatting characters such as spaces, brackets and dashes are removed",
    "unformatted input is safe",
    "`country`: ISO alpha-2 code of the destination; ≤ 2 characters",
    "With `country`, the country prefix is added and any leading 0 removed",
    "Without it, a national number cannot be routed",
    "`+1 (987) 654-3210`",
    "`channel`: `sms`, `call`, `whatsapp`, `viber`, `sma`; default `sms`",
    "`brand`: a placeholder for the template; ≤ 30 characters",
    "`codeLength`: 3 to 10, default 4",
    "`codeValidity`: 30 to 7200 s, default 300",
    "`codeType`: `NUMERIC` (default), `^[0-9]{3,10}$`",
    "`NUMERIC_WITH_DASH`, `^[0-9-]{3,10}$`: no dash at length 3, else one at the centre",
    "`ALPHANUMERIC`, `^[a-zA-Z0-9]{3,10}$`",
    "`ALPHANUMERIC_CAPITALS`, `^[A-Z0-9]{3,10}$`",
    "`ALPHANUMERIC_EASY`: the same without I, O, Q, S, Z",
    "(nothing on how codes are drawn or compared)",
    "`template`: only for `sms` and `call`",
    "Placeholders `{code}` and `{brand}`",
    "Without `{code}` the message contains no code",
    "`{brand}` without a brand is empty",
    "Default `{brand}: Your verification code is {code}`",
    "without a brand `Your verification code is {code}`",
    "`language` for `call`: the voice; should be given with a template; default `en-US`",
    "`language` for `whatsapp`: the template's; default its first",
    "48 case-sensitive tags",
    "`resetSession` true: a new code, the request reinitialized",
    "`resetSession` false or absent: the same code is sent again and its validity extended",
    "`resendingInterval`: 10 to 7200 s, default 10; sooner is refused with 403",
    "`callbackUrl`: where status changes are posted",
    "`sms.source`: sender ID, 11 ASCII letters, digits and spaces, or 16 digits",
    "with an optional `+`; default `SMS`",
    "Sources can be overwritten according to the country",
    "`sms.encoding` `AUTO` (default): Unicode if the text needs it",
    "`GSM7` forces GSM 7-bit",
    "`UCS2` forces UCS-2",
    "(nothing on segments)",
    "The `sms`, `call` and `whatsapp` objects count on their own channel only",
    "`call.source`: caller ID",
    "`call.speed`: 0.5 to 2, default 0.8, \"a two digit number\"",
    "`call.repetition`: 1 to 3, default 2",
    "`call.voiceProfile`: ≤ 50 characters, default from the language",
    "`whatsapp.templateName`, mandatory on `whatsapp`",
    "`clientIp` limits the rate of OTP channels",
    "`clientIp` may validate `sma` at once in a supported network",
    "Behind proxies, take the client's address from `X-Forwarded-For`",
    "(nothing on texts that are empty, which HTML forms send)",
    "(nothing on members that are unknown)",
    "(nothing on a member that comes twice)",
    "(nothing on values that no reader of JSON holds)",
    "WAITING: not expired, no token yet",
    "VERIFIED: the last token matched within the validity time; final",
    "FAILED: five attempts, the fifth unsuccessful; final",
    "EXPIRED: the expiry time came without a match; final",
    "(nothing on how long a session is remembered, or how many there may be)",
    "(nothing on the order in which a start is refused)",
    "(nothing on requests at the same time)",
    "(nothing on guessing over several sessions)",
    "(nothing on traffic pumping)",
    "(nothing on ending a session early)",
    "`sessionId` stays the same if several codes are generated",
    "`verifyUri`, `destination`, `status`, `attempt` (0 to 255), `expiresAt`, `retryAfter`",
    "`sma.verificationUrl`, called in the background of the client's device",
    "Errors: `code`, `message`, `errorId`, `timestamp`",
    "400, 401, 426 with `Upgrade: TLS/1.3`, 500 and their codes",
    "(nothing on how a code is checked by HTTP)",
];

/// What the crate leaves out, and documents as left out.
const NOT_SUPPORTED: &[&str] = &[
    "Accounts and authentication",
    "sending",
    "posting to webhooks",
    "HTTP",
    "Silent Mobile Authentication's exchange with the mobile network",
    "rewriting of sender IDs per country",
    "National language shift tables",
];

#[test]
fn everything_that_the_reference_says_has_a_row() {
    let rows = rows();
    let missing: Vec<_> =
        REFERENCE.iter().filter(|said| !rows.iter().any(|row| row[0].contains(**said))).collect();
    assert!(missing.is_empty(), "CONFORMANCE.md has lost: {missing:#?}");
    // The last table lists standards, and has a first column of its own.
    let text = crate::read("CONFORMANCE.md");
    let (page, _) = text.split_once("| the standard says |").unwrap_or((&text, ""));
    for row in rows.iter().filter(|row| page.contains(&format!("| {} | ", row[0]))) {
        let is_known = REFERENCE.iter().any(|said| row[0].contains(said));
        assert!(is_known, "add to REFERENCE: {}", row[0]);
        let [_, place, note] = &row[..] else { panic!("three columns: {row:?}") };
        let is_ruling = row[0].starts_with("(nothing on");
        assert!(!is_ruling || note.starts_with("ruled: ") || !note.is_empty(), "{row:?}");
        assert!(place == "not supported" || place.starts_with('`'), "{row:?}");
    }
    let text = crate::read("CONFORMANCE.md").split_whitespace().collect::<Vec<_>>().join(" ");
    let (_, outside) = text.split_once("## Not supported").expect("its last section");
    for what in NOT_SUPPORTED {
        assert!(outside.contains(what), "CONFORMANCE.md has lost: {what}");
    }
}

/// `session::Session::confirm` names a function, `sms` a module.
#[test]
fn each_place_that_implements_a_row_exists() {
    let declared = Regex::new(
        r"(?m)^ *(?:pub (?:const )?(?:struct|enum|fn|mod|const) )?([A-Za-z_][A-Za-z0-9_]*)",
    )
    .expect("a valid pattern");
    let public = Regex::new(
        r"(?m)^ *pub (?:const )?(?:struct|enum|fn|mod|const|type) (?:fn )?([A-Za-z0-9_]+)",
    )
    .expect("a valid pattern");
    let (mut names, mut variants) = (BTreeSet::new(), BTreeSet::new());
    for (_, text) in crate::sources() {
        names.extend(public.captures_iter(&text).map(|found| found[1].to_owned()));
        variants.extend(declared.captures_iter(&text).map(|found| found[1].to_owned()));
    }
    let path = Regex::new(r"`([A-Za-z_]+(?:::[A-Za-z0-9_]+)*)`").expect("a valid pattern");
    let mut seen = 0;
    for row in rows() {
        // Only the parts of a ruling that hold a path: the rest quotes the page.
        let cells = [(&row[1], 0), (&row[2], 1)];
        for (cell, least) in cells {
            for found in path.captures_iter(cell) {
                let parts: Vec<&str> = found[1].split("::").collect();
                if parts.len() <= least {
                    continue;
                }
                seen += 1;
                for part in parts {
                    let is_there = names.contains(part) || variants.contains(part);
                    assert!(is_there, "CONFORMANCE.md names `{}`: there is no {part}", &found[1]);
                }
            }
        }
    }
    assert!(seen > 60, "the search has found only {seen} places");
}

/// The cells of each row, without the heads of the tables.
fn rows() -> Vec<Vec<String>> {
    let text = crate::read("CONFORMANCE.md");
    let rows = text.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix('|'));
    let rows = rows.map(|row| row.split(" | ").map(|cell| cell.trim().to_owned()).collect());
    let rows: Vec<Vec<String>> =
        rows.filter(|row: &Vec<String>| !row[0].ends_with(" says")).collect();
    rows.into_iter()
        .map(|mut row| {
            row.resize(3, String::new());
            row
        })
        .collect()
}
