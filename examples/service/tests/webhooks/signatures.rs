//! What is signed, with what, and who can check it.

use std::env;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::hmac;
use verify_core::session::Status;
use verify_core::time::Timestamp;
use verify_service::callback::SecretsOf;
use verify_service::outbox::{Callback, Posted, Poster};
use verify_service::outgoing::Secrets;

use crate::receiver::{Received, Receiver, status};
use crate::support::{Hands, callback, callbacks, wait};

/// 24 bytes.
pub(crate) const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
/// 32 bytes, whose text ends in padding.
pub(crate) const OTHER: &str = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

/// Returns which signatures of a request a secret has made.
pub(crate) fn signed_by(secret: &str, request: &Received) -> Vec<bool> {
    let key = STANDARD.decode(secret.trim_start_matches("whsec_")).unwrap();
    let key = hmac::Key::new(hmac::HMAC_SHA256, &key);
    let header = |name| request.header(name);
    let (id, time) = (header("webhook-id"), header("webhook-timestamp"));
    let signed = format!("{id}.{time}.{}", request.body);
    let signatures = header("webhook-signature").split(' ').map(|signature| {
        let signature = STANDARD.decode(signature.strip_prefix("v1,").unwrap()).unwrap();
        hmac::verify(&key, signed.as_bytes(), &signature).is_ok()
    });
    signatures.collect()
}

/// Posts a callback of the sub-account `demo`, signed with such secrets.
fn posted(secrets: Option<&str>) -> Received {
    let receiver = Receiver::always(status(200));
    let poster = callbacks(secrets, &Hands::new());
    let callback = callback(&receiver.url("/changed"), Status::Verified);
    assert_eq!(wait(poster.post("demo", &callback, 0)), Posted::Delivered);
    let [request] = &receiver.received()[..] else { panic!("{:?}", receiver.received()) };
    request.clone()
}

/// The vector that the libraries of Standard Webhooks are tested with.
#[test]
fn a_known_message_has_a_known_signature() {
    let mut secrets = Secrets::default();
    assert!(secrets.add(SECRET));
    let now = Timestamp::from_unix_millis(1_614_265_330_999).unwrap();
    let headers = secrets.headers("msg_p5jXN8AQM9LWM0D4loKWxJek", now, b"{\"test\": 2432232314}");
    assert_eq!(headers["webhook-id"], "msg_p5jXN8AQM9LWM0D4loKWxJek");
    assert_eq!(headers["webhook-timestamp"], "1614265330");
    let signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    assert_eq!(headers["webhook-signature"], signature);
}

#[test]
fn each_secret_of_the_sub_account_signs() {
    assert_eq!(signed_by(SECRET, &posted(Some(&format!("demo:{SECRET}")))), [true]);
    let rotated = posted(Some(&format!("demo:{SECRET},other:{OTHER},demo:{OTHER}")));
    assert_eq!(signed_by(SECRET, &rotated), [true, false]);
    assert_eq!(signed_by(OTHER, &rotated), [false, true]);
}

#[test]
fn without_any_secret_nothing_is_signed() {
    let request = posted(None);
    assert_eq!(request.header("webhook-signature"), "");
    assert_ne!(request.header("webhook-id"), "");
}

#[test]
fn where_others_have_a_secret_nothing_is_posted_without_one() {
    let receiver = Receiver::always(status(200));
    let poster = callbacks(Some(&format!("other:{SECRET}")), &Hands::new());
    let callback = callback(&receiver.url("/changed"), Status::Verified);
    let outcome = wait(poster.post("demo", &callback, 0));
    assert!(matches!(outcome, Posted::Later(_)), "{outcome:?}");
    assert_eq!(receiver.connections(), 0);
}

#[test]
fn a_secret_has_24_to_64_bytes() {
    let of = |length| format!("whsec_{}", STANDARD.encode(vec![7; length]));
    for (length, is_one) in [(23, false), (24, true), (64, true), (65, false)] {
        assert_eq!(Secrets::default().add(&of(length)), is_one, "{length}");
    }
    let bare = SECRET.trim_start_matches("whsec_");
    for text in [bare, "whsec_", "whsec_?", "WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"] {
        assert!(!Secrets::default().add(text), "{text}");
    }
    let shown = format!("{:?}", SecretsOf::parse(&format!("demo:{SECRET}")).unwrap());
    assert!(!shown.contains(bare) && shown.contains("demo"), "{shown}");
}

/// With `PEERS=folder`, the receivers of the README check a callback, by the packages that the
/// script `peers` has installed there.
#[test]
fn the_receivers_of_the_readme_accept_what_is_signed_and_nothing_else() {
    let Some(folder) = env::var_os("PEERS").map(PathBuf::from) else { return };
    let receiver = Receiver::always(status(200));
    let hands = Hands::at_present();
    let poster = callbacks(Some(&format!("demo:{SECRET},demo:{OTHER}")), &hands);
    let callback = Callback {
        changed_at: hands.now(),
        ..callback(&receiver.url("/changed"), Status::Verified)
    };
    assert_eq!(wait(poster.post("demo", &callback, 0)), Posted::Delivered);
    let right = &receiver.received()[0];
    let mut forged = right.clone();
    forged.body = forged.body.replace("demo", "shop");
    let nobodys = "whsec_c2VjcmV0IG9mIHNvbWVib2R5IGVsc2Uh";
    let cases = [(SECRET, right, true), (OTHER, right, true), (nobodys, right, false)];
    for (secret, request, is_accepted) in cases.into_iter().chain([(SECRET, &forged, false)]) {
        let expected = if is_accepted { "VERIFIED" } else { "refused" };
        let given = serde_json::json!([secret, request.headers(), request.body]).to_string();
        for peer in [PYTHON, NODE] {
            assert_eq!(peer.run(&folder, &given), expected, "{} {request:?}", peer.language);
        }
    }
}

/// A receiver of the README, and what calls it with a secret, headers and a body.
struct Peer {
    language: &'static str,
    command: &'static [&'static str],
    call: &'static str,
}

const PYTHON: Peer = Peer {
    language: "python",
    command: &["venv/bin/python", "-c"],
    call: "
import json, sys
try:
    print(session_of(*json.load(sys.stdin))['status'])
except WebhookVerificationError:
    print('refused')
",
};

const NODE: Peer = Peer {
    language: "js",
    command: &["node", "--input-type=module", "-e"],
    call: "
import { readFileSync } from 'node:fs';
try {
  console.log(sessionOf(...JSON.parse(readFileSync(0, 'utf8'))).status);
} catch (error) {
  console.log(error instanceof WebhookVerificationError ? 'refused' : error);
}
",
};

impl Peer {
    fn run(&self, folder: &Path, given: &str) -> String {
        let readme = include_str!("../../README.md");
        let block = readme.split(&format!("```{}\n", self.language)).nth(1).unwrap();
        let code = block.split("```").next().unwrap();
        let [program, arguments @ ..] = self.command else { panic!("no program") };
        let program = if program.contains('/') { folder.join(program) } else { program.into() };
        let mut command = Command::new(program);
        command.current_dir(folder).args(arguments).arg(format!("{code}{}", self.call));
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        process.stdin.take().unwrap().write_all(given.as_bytes()).unwrap();
        let output = process.wait_with_output().unwrap();
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }
}
