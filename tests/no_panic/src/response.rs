use heapless::String;
use heapless::string::StringView;
use std::hint::black_box as any;
use verify_core::code::Generator;
use verify_core::engine::{CheckError, NotFound, Refused};
use verify_core::request::SubAccountId;
use verify_core::response::{ApiError, ErrorId, ErrorIdError, Header, SessionBody};
use verify_core::session::{Policy, ResendError, Session, Status};
use verify_core::time::Timestamp;
use verify_core::url::BaseUrl;

cannot_panic! {
    fn session_body<'a>(
        session: &Session,
        account: SubAccountId<'a>,
        base: BaseUrl<'a>,
    ) -> SessionBody<'a> {
        SessionBody::new(session, account, base)
    }
    fn with_sma<'a>(body: SessionBody<'a>, base: BaseUrl<'a>) -> SessionBody<'a> {
        body.with_sma(base)
    }
    fn write_json(body: SessionBody<'_>, out: &mut StringView<usize>) -> core::fmt::Result {
        body.write_json(out)
    }
    fn error_facts(error: ApiError, now: Timestamp) -> (u16, u16, Option<Header>) {
        (error.code(), error.http_status(), error.header(now))
    }
    fn header_name(header: Header) -> &'static str {
        header.name()
    }
    fn error_from(refused: Refused, check: CheckError, not_found: NotFound) -> [ApiError; 3] {
        [refused.into(), check.into(), not_found.into()]
    }
    fn statuses(refused: Refused, check: CheckError, not_found: NotFound) -> [u16; 3] {
        [refused.http_status(), check.http_status(), not_found.http_status()]
    }
    fn resend(error: ResendError) -> (ApiError, u16) {
        (error.into(), error.http_status())
    }
    fn generate_id(rng: &mut Generator) -> ErrorId {
        ErrorId::generate(rng)
    }
    fn try_generate_id(rng: &mut Generator) -> ErrorId {
        let Ok(id) = ErrorId::try_generate(rng);
        id
    }
    fn parse_id(text: &str) -> Result<ErrorId, ErrorIdError> {
        ErrorId::parse(text)
    }
    fn id_bytes(id: ErrorId) -> [u8; 16] {
        id.to_bytes()
    }
    fn id_from_bytes(bytes: [u8; 16]) -> ErrorId {
        ErrorId::from_bytes(bytes)
    }
}

pub(crate) fn run() {
    let mut rng = Generator::from_seed([7; 32]);
    let to = "+6587654321".parse().expect("a number");
    let session = Session::start(Timestamp::UNIX_EPOCH, to, Policy::default(), &mut rng);
    let account = SubAccountId::parse("ABC").expect("an id");
    let body = session_body(any(&session), any(account), any(BaseUrl::EMPTY));
    assert!(with_sma(any(body), any(BaseUrl::EMPTY)).verification_url.is_some());
    let mut json = String::<512>::new();
    assert_eq!(write_json(any(body), &mut json), Ok(()));
    assert!(write_json(any(body), &mut String::<99>::new()).is_err());
    assert!(json.starts_with("{\"sessionId\":"), "{json}");
    let id = generate_id(&mut rng);
    assert_eq!(id_from_bytes(any(id_bytes(any(id)))), id);
    assert_ne!(try_generate_id(&mut rng), id);
    assert_eq!(parse_id(any(&id.to_string())), Ok(id));
    let facts = error_facts(any(ApiError::NotFound), any(Timestamp::UNIX_EPOCH));
    assert_eq!(facts, (1300, 404, None));
    assert_eq!(header_name(any(Header::Upgrade)), "Upgrade");
    let not_found = crate::engine::not_found();
    let errors = error_from(any(Refused::Unseeded), any(not_found.into()), any(not_found));
    assert_eq!(errors[1..], [ApiError::NotFound; 2]);
    let statuses = statuses(any(Refused::Unseeded), any(not_found.into()), any(not_found));
    assert_eq!(statuses, [503, 404, 404]);
    let over = ResendError::Over(Status::Failed);
    assert_eq!(resend(any(over)), (ApiError::NotFound, 404));
}
