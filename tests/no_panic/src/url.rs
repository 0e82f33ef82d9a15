use std::hint::black_box as any;
use verify_core::code::Generator;
use verify_core::request::SubAccountId;
use verify_core::session::SessionId;
use verify_core::url::{
    BaseUrl, BaseUrlError, CallbackUrl, CallbackUrlError, VerificationUrl, VerifyUri,
};

cannot_panic! {
    fn base_text<'a>(base: BaseUrl<'a>) -> &'a str {
        base.as_str()
    }
    fn callback_parts<'a>(url: CallbackUrl<'a>) -> (&'a str, &'a str, bool) {
        (url.as_str(), url.host(), url.is_https())
    }
    fn verify_uri<'a>(
        base: BaseUrl<'a>,
        account: SubAccountId<'a>,
        id: SessionId,
    ) -> VerifyUri<'a> {
        VerifyUri::new(base, account, id)
    }
    fn verification_url<'a>(base: BaseUrl<'a>, id: SessionId) -> VerificationUrl<'a> {
        VerificationUrl::new(base, id)
    }
}

cannot_panic_without_ipv6! {
    fn base(text: &str) -> Result<BaseUrl<'_>, BaseUrlError> {
        BaseUrl::parse(text)
    }
    fn callback(text: &str) -> Result<CallbackUrl<'_>, CallbackUrlError> {
        CallbackUrl::parse(text)
    }
}

pub(crate) fn run() {
    let url = callback(any("HTTPS://[2001:db8::1]:443/?q")).expect("a URL");
    assert!(callback_parts(any(url)).2);
    let base = base(any("https://example.com/api")).expect("a URL");
    let account = SubAccountId::parse("ABC").expect("an id");
    let id = SessionId::generate(&mut Generator::from_seed([7; 32]));
    let urls = [
        verify_uri(any(base), any(account), any(id)).to_string(),
        verification_url(any(base), any(id)).to_string(),
    ];
    assert!(urls.iter().all(|url| url.starts_with(base_text(any(base)))));
}
