use crate::inputs::{full, usual};
use crate::{Criterion, on};
use verify_core::channel::Language;
use verify_core::request::Request;
use verify_core::url::CallbackUrl;

pub(crate) fn bench(c: &mut Criterion) {
    let least = Request { destination: Some("+6587654321"), ..Request::default() };
    let wrong_at_last = Request { client_ip: Some("192.0.2.256"), ..full("sms") };
    for (name, request) in [
        ("only a destination", least),
        ("usual", usual()),
        ("full, sms", full("sms")),
        ("full, call", full("call")),
        ("full, whatsapp", full("whatsapp")),
        ("full, refused at its last member", wrong_at_last),
    ] {
        assert_eq!(request.validate().is_err(), name.contains("refused"), "{name}");
        on(c, &format!("request/validate/{name}"), &request, |it| it.validate().is_ok());
    }
    on(c, "request/language", "pt-BR", Language::parse);
    let url = "https://example.com/verify/callback?from=8x8";
    on(c, "request/callback URL", url, CallbackUrl::parse);
}
