//! Callbacks: changes of status, posted to the URL of a session as Standard Webhooks.
//!
//! Laws:
//!
//! 1. **A callback that is tried again is the same**: its id and its body never change.
//! 2. **Where secrets are configured, nothing is posted without a signature.**
//! 3. **It ends**: with a status of 2xx, with 410, or after [`Callback::MAX_AGE`].
//! 4. **The receivers of one sub-account hold up no callback of another**, however long they take.

mod schedule;
mod secrets;
mod shares;

use axum::http::StatusCode;
use hyper::body::Bytes;
use verify_core::request::SubAccountId;
use verify_core::url::BaseUrl;

use crate::api;
use crate::outbox::{Callback, Posted, Poster};
use crate::outgoing::{Answer, Client, Failure, Secrets, Url};
use crate::store::Clock;

pub use schedule::{FIRST, LONGEST, wait};
pub use secrets::SecretsOf;
use shares::Shares;

/// How many callbacks are under way at once: those of several sub-accounts that have all of their
/// [shares](Shares::MOST) in use.
const WINDOW: usize = 4 * Shares::MOST;

/// Posts callbacks.
pub struct Callbacks {
    client: Client,
    secrets: Option<SecretsOf>,
    base_url: BaseUrl<'static>,
    clock: Clock,
    shares: Shares,
}

/// Why a callback is not delivered.
enum Undelivered {
    /// The sub-account has as many under way as it may.
    Busy,
    /// There is no answer.
    Failed(Failure),
    /// The receiver answers otherwise than with 2xx.
    Answered(Answer),
    /// Secrets are configured, and none of them is the sub-account's.
    NoSecret,
    /// It cannot be posted at all.
    Malformed,
}

impl Poster for Callbacks {
    async fn post(&self, sub_account: &str, callback: &Callback, tries: u32) -> Posted {
        let (session, status) = (callback.session.id(), callback.status());
        let (mut asked, mut is_tried) = (None, true);
        if (self.clock)() < callback.deadline() {
            match self.deliver(sub_account, callback).await {
                Ok(()) => {
                    tracing::debug!(%session, %status, "posted");
                    return Posted::Delivered;
                }
                Err(Undelivered::Answered(answer)) if answer.status == StatusCode::GONE => {
                    tracing::info!(%session, %status, "the receiver wants no callback any more");
                    return Posted::GivenUp;
                }
                Err(Undelivered::Answered(answer)) => {
                    let http = answer.status.as_u16();
                    tracing::info!(%session, %status, http, "not posted yet");
                    asked = answer.retry_after;
                }
                Err(Undelivered::Failed(failure)) => {
                    tracing::info!(%session, %status, %failure, "not posted yet");
                }
                Err(Undelivered::Busy) => {
                    tracing::debug!(%session, %status, "not posted yet: others are under way");
                    is_tried = false;
                }
                Err(Undelivered::NoSecret) => {
                    tracing::warn!(
                        %session, %status, sub_account,
                        "not posted yet: CALLBACK_SECRETS has no secret of the sub-account"
                    );
                }
                Err(Undelivered::Malformed) => {
                    tracing::error!(%session, %status, "not posted: no URL, or no session");
                    return Posted::GivenUp;
                }
            }
            let wait = schedule::spread(wait(tries, asked));
            if (self.clock)().saturating_add(wait) < callback.deadline() {
                return if is_tried { Posted::Later(wait) } else { Posted::Busy(wait) };
            }
        }
        tracing::warn!(%session, %status, tries, "the callback is given up");
        Posted::GivenUp
    }

    fn window(&self) -> usize {
        WINDOW
    }
}

impl Callbacks {
    /// Makes what posts callbacks by a client. They are signed if there are secrets; their
    /// `verifyUri` begins with the base URL.
    #[must_use]
    pub fn new(
        client: Client,
        secrets: Option<SecretsOf>,
        base_url: BaseUrl<'static>,
        clock: Clock,
    ) -> Self {
        Self { client, secrets, base_url, clock, shares: Shares::default() }
    }

    /// Posts a callback once.
    async fn deliver(&self, sub_account: &str, callback: &Callback) -> Result<(), Undelivered> {
        let _share = self.shares.take(sub_account).ok_or(Undelivered::Busy)?;
        let secrets = match &self.secrets {
            None => &Secrets::default(),
            Some(all) => all.of(sub_account).ok_or(Undelivered::NoSecret)?,
        };
        let (url, body) = self.parts(sub_account, callback).ok_or(Undelivered::Malformed)?;
        let headers = secrets.headers(&id(callback), (self.clock)(), &body);
        match self.client.post(&url, headers, body).await {
            Ok(answer) if answer.status.is_success() => Ok(()),
            Ok(answer) => Err(Undelivered::Answered(answer)),
            Err(failure) => Err(Undelivered::Failed(failure)),
        }
    }

    /// Returns where a callback goes and what it says: what a response about the session says.
    fn parts(&self, sub_account: &str, callback: &Callback) -> Option<(Url, Bytes)> {
        let url = Url::parse(&callback.url).ok()?;
        let sub_account = SubAccountId::parse(sub_account).ok()?;
        let body = api::session_body(&callback.session, sub_account, self.base_url);
        Some((url, serde_json::to_vec(&body).ok()?.into()))
    }
}

/// Returns what tells callbacks apart: the session and the status, each of which it has once.
fn id(callback: &Callback) -> String {
    format!("{}-{}", callback.session.id(), callback.status())
}
