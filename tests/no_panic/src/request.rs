use std::hint::black_box as any;
use std::net::IpAddr;
use verify_core::channel::{Channel, Settings};
use verify_core::phone::PhoneNumber;
use verify_core::request::{
    Brand, Cause, CodeQuery, CodeQueryError, Error, Found, Member, Misnamed, Mistyped, Notice,
    Request, Verification,
};
use verify_core::session::Policy;
use verify_core::template::Template;
use verify_core::url::CallbackUrl;

cannot_panic! {
    fn settings<'a>(
        verification: &Verification<'a>,
    ) -> (Channel, Settings<'a>, Policy, PhoneNumber) {
        (
            verification.channel(),
            verification.settings(),
            verification.policy(),
            verification.destination(),
        )
    }
    fn texts<'a>(verification: &Verification<'a>) -> (Option<Brand<'a>>, Option<Template<'a>>) {
        (verification.brand(), verification.template())
    }
    fn addresses<'a>(verification: &Verification<'a>) -> (Option<CallbackUrl<'a>>, Option<IpAddr>) {
        (verification.callback_url(), verification.client_ip())
    }
    fn notices(verification: &Verification<'_>) -> (usize, Option<Notice>) {
        let mut notices = verification.notices();
        (notices.clone().count(), notices.next())
    }
    fn error(error: Error) -> (Member, Cause, u16) {
        (error.member(), error.cause(), error.http_status())
    }
    fn member(member: Member) -> &'static str {
        member.as_str()
    }
    fn borrowed<'a>(request: &'a Request<&'a str>) -> Request<&'a str> {
        request.as_deref()
    }
    fn mapped<'a>(request: Request<&'a str>) -> Request<&'a str> {
        request.map(str::trim)
    }
    fn code_query(query: &str) -> Result<Option<CodeQuery>, CodeQueryError> {
        CodeQuery::parse(query)
    }
    fn code_text(code: &CodeQuery) -> &str {
        code.as_str()
    }
    fn no_code(error: CodeQueryError) -> u16 {
        error.http_status()
    }
    fn misname(names: &mut Misnamed, member: Member) -> bool {
        names.note(member);
        names.note_template_key();
        names.contains(member) && names.has_template_key()
    }
    fn note(mistyped: &mut Mistyped, member: Member, as_found: Found) -> Option<Found> {
        mistyped.note(member, as_found);
        mistyped.found(member)
    }
}

cannot_panic_without_ipv6! {
    fn validate<'a>(request: &'a Request<&str>) -> Result<Verification<'a>, Error> {
        request.validate()
    }
    fn validate_assigned<'a>(request: &'a Request<&str>) -> Result<Verification<'a>, Error> {
        request.validate_assigned()
    }
    fn violations(request: &Request<&str>) -> usize {
        request.violations().count()
    }
}

pub(crate) fn run() {
    for name in ["sms", "call", "whatsapp", "viber", "sma"] {
        let mut request = Request {
            destination: Some("8765 4321"),
            country: Some("sg"),
            channel: Some(name),
            brand: Some("ABC"),
            callback_url: Some("https://example.com/callback"),
            client_ip: Some("192.0.2.1"),
            ..Request::default()
        };
        request.whatsapp.template_name = Some("name");
        request.call.source = Some("+6587654321");
        request.call.speed = Some(0.8);
        request.sms.source = Some("ABC");
        if name == "sms" || name == "call" {
            request.template = Some("{code}: {brand}");
        }
        let verification = validate(any(&request)).expect("a request without fault");
        assert_eq!(violations(any(&request)), 0);
        let assigned = validate_assigned(any(&request)).expect("a number in use");
        assert_eq!(assigned.destination(), verification.destination());
        let (channel, of, _, destination) = settings(any(&verification));
        assert_eq!((channel.as_str(), of.channel()), (name, channel));
        assert_eq!(destination.to_u64(), 6_587_654_321);
        assert_eq!(texts(any(&verification)).0.map(Brand::as_str), Some("ABC"));
        assert!(matches!(addresses(any(&verification)), (Some(_), Some(_))));
        assert_eq!(notices(any(&verification)).0, usize::from(name == "call"));

        request.code_length = Some(11);
        request.destination = Some("call me");
        assert_eq!(violations(any(&request)), 2);
        let first = validate(any(&request)).expect_err("no number");
        let (at, _, status) = error(any(first));
        assert_eq!((member(any(at)), status), ("destination", 400));
        assert_eq!(borrowed(any(&request)), mapped(any(request)));
    }
    let code = code_query(any("code=%30429")).expect("a query").expect("a code");
    assert_eq!(code_text(any(&code)), "0429");
    assert_eq!(no_code(any(code_query(any("code=")).expect_err("no code"))), 400);
    for each in Member::ALL {
        assert!(misname(&mut Misnamed::default(), any(each)));
        assert!(note(&mut Mistyped::default(), any(each), any(Found::Array)).is_some());
    }
}
