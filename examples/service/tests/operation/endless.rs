//! What clients send makes no new series, and none of it is shown.

use crate::service::TOKEN;
use crate::watched::Watched;

const ROOT: &str = "/api/v2/subaccounts/demo/sessions";

#[test]
fn labels_are_words_of_the_service() {
    let service = Watched::start(&[("LIMIT_DESTINATION", "none"), ("LIMIT_CLIENT_IP", "none")]);
    let before = service.metrics().samples.len();
    let mut secrets = vec![TOKEN.to_owned(), "Bearer".to_owned()];
    for index in 0..60 {
        let national = format!("987654{index:04}");
        let url = format!("https://shop.example/hook-{index:04}?key=of-the-client-{index:04}");
        let body = format!(
            r#"{{"destination":"+1{national}","codeLength":10,"callbackUrl":"{url}",
                "clientIp":"203.0.113.{index}"}}"#
        );
        let id = service.start_session(&body).member("sessionId");
        let code = service.code();
        assert_eq!(code.len(), 10);
        service.start_session(&body);
        service.start_session(&body.replace("10,", "11,"));
        service.get(&format!("{ROOT}/{id}?code=000{index:04}"));
        service.get(&format!("{ROOT}/{id}?code={code}"));
        service.get(&format!("/nowhere/{index:04}"));
        service.send(&format!("VERB{index:04}"), "/openapi.json");
        service.ask(&format!("/metrics?name=nonsense-{index:04}"));
        secrets.extend([national, url, code, id, format!("203.0.113.{index}")]);
        secrets.extend([format!("nonsense-{index:04}"), format!("VERB{index:04}")]);
    }
    let text = service.ask("/metrics").text;
    let found: Vec<_> = secrets.iter().filter(|secret| text.contains(secret.as_str())).collect();
    assert!(found.is_empty(), "{found:?} in {text}");
    assert!(!text.contains("demo"), "no sub-account");
    let metrics = service.metrics();
    let words = metrics.words();
    let labels: Vec<_> = words.keys().map(String::as_str).collect();
    let known = ["channel", "country", "kind", "le", "limit", "outcome", "state", "status"];
    assert!(labels.iter().all(|label| known.contains(label)), "{labels:?}");
    // One country on one channel: five counters and a share.
    assert!(metrics.samples.len() <= before + 6, "{text}");
}
