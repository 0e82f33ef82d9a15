use std::hint::black_box as any;
use verify_core::request::{SubAccountId, SubAccountIdError};

cannot_panic! {
    fn sub_account(text: &str) -> Result<SubAccountId<'_>, SubAccountIdError> {
        SubAccountId::parse(text)
    }
    fn text<'a>(id: SubAccountId<'a>) -> &'a str {
        id.as_str()
    }
    fn status(error: SubAccountIdError) -> u16 {
        error.http_status()
    }
}

pub(crate) fn run() {
    assert_eq!(sub_account(any("ABC_1")).map(text), Ok("ABC_1"));
    let error = sub_account(any("A B C")).expect_err("a space");
    assert_eq!(status(any(error)), 400);
    assert!(sub_account(any("ABC🔑")).is_err());
}
