//! `POST …/sma/coverage`: whether a client can be verified without a code.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use serde::Serialize;
use verify_core::phone::Country;
use verify_core::request::{Found, Member, Mistyped, Request as Body};
use verify_core::response::ApiError;

use super::{App, InPath, Refusal, answer, body};
use crate::sma::Client;
use crate::store::Store;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Coverage {
    is_available: bool,
}

pub(crate) async fn coverage<S: Store>(
    State(app): State<Arc<App<S>>>,
    InPath(sub_account): InPath<String>,
    request: Request,
) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    app.admit(&sub_account, &parts.headers)?;
    let body = body::json(&parts.headers, body, app.timeout).await?;
    let client = client(&body::read(&body)?.as_deref())?;
    let is_available = app.sma.is_available(&client).await;
    Ok(answer::json(&Coverage { is_available }))
}

/// Reads a client from members that a start has as well; the others are unknown here. `clientIp` is
/// required, and `destination` is not.
fn client(given: &Body<&str>) -> Result<Client, ApiError> {
    /// A number for the validation, where none is given.
    const ANY: &str = "+12015550123";

    let mut mistyped = Mistyped::default();
    for member in [Member::Destination, Member::Country, Member::ClientIp] {
        if let Some(found) = given.mistyped.found(member) {
            mistyped.note(member, found);
        }
    }
    let is_given = |text: &&str| !text.is_empty();
    let (destination, client_ip) =
        (given.destination.filter(is_given), given.client_ip.filter(is_given));
    if client_ip.is_none() && mistyped.found(Member::ClientIp).is_none() {
        mistyped.note(Member::ClientIp, Found::Nothing);
    }
    let is_absent = destination.is_none() && mistyped.found(Member::Destination).is_none();
    let read = Body {
        destination: if is_absent { Some(ANY) } else { destination },
        country: given.country,
        client_ip,
        mistyped,
        ..Body::default()
    };
    let read = read.validate()?;
    Ok(Client {
        ip: read.client_ip().ok_or(ApiError::Internal)?,
        destination: destination.map(|_| read.destination()),
        country: given.country.and_then(|country| Country::parse(country).ok()),
    })
}
