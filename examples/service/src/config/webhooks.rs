//! The variables of requests to others: `GATEWAY_…` and `CALLBACK_…`.

use std::ffi::OsString;
use std::time::Duration;

use axum::http::HeaderValue;

use super::problem::Reader;
use super::value;
use crate::auth::Tokens;
use crate::callback::SecretsOf;
use crate::gateway::Endpoint;
use crate::networks::Networks;
use crate::outgoing::{Secrets, Url};

/// How long a request may take at least, and at most: less than [`TIME`](crate::outbox::TIME).
const LEAST: Duration = Duration::from_secs(1);
const MOST: Duration = Duration::from_secs(30);

/// How `GATEWAY=webhook` posts messages.
#[derive(Clone, Debug)]
pub struct WebhookConfig {
    /// `GATEWAY_URL`, `GATEWAY_TOKEN` and `GATEWAY_SECRET`.
    pub endpoint: Endpoint,
    /// `GATEWAY_TIMEOUT`.
    pub timeout: Duration,
}

impl WebhookConfig {
    /// Reads the variables; `None` unless the gateway is a webhook.
    pub(super) fn read<E: Fn(&str) -> Option<OsString>>(
        read: &mut Reader<E>,
        is_chosen: bool,
    ) -> Option<Self> {
        let url = read.optional("GATEWAY_URL", url);
        let token = read.optional("GATEWAY_TOKEN", bearer);
        let secrets = read.optional("GATEWAY_SECRET", secrets).unwrap_or_default();
        let timeout = read.value("GATEWAY_TIMEOUT", |text| value::period_within(text, LEAST, MOST));
        if !is_chosen {
            return None;
        }
        let url = url.or_else(|| read.missing("GATEWAY_URL", "GATEWAY is webhook"))?;
        Some(Self { endpoint: Endpoint { url, token, secrets }, timeout: timeout? })
    }
}

/// How callbacks are posted.
#[derive(Clone, Debug)]
pub struct CallbackConfig {
    /// `CALLBACK_SECRETS`; `None` where callbacks are not signed.
    pub secrets: Option<SecretsOf>,
    /// `CALLBACK_NETWORKS`.
    pub networks: Networks,
    /// `CALLBACK_TIMEOUT`.
    pub timeout: Duration,
}

impl CallbackConfig {
    pub(super) fn read<E: Fn(&str) -> Option<OsString>>(
        read: &mut Reader<E>,
        tokens: Option<&Tokens>,
    ) -> Option<Self> {
        let secrets = read.optional("CALLBACK_SECRETS", SecretsOf::parse);
        let networks = read.optional("CALLBACK_NETWORKS", Networks::parse);
        let timeout =
            read.value("CALLBACK_TIMEOUT", |text| value::period_within(text, LEAST, MOST));
        if let (Some(tokens), Some(secrets)) = (tokens, &secrets) {
            let without = tokens.sub_accounts().find(|id| secrets.of(id.as_str()).is_none());
            if let Some(without) = without {
                let found = format!("found no secret of {without}, which TOKENS has");
                read.problem("CALLBACK_SECRETS", found);
            }
        }
        Some(Self { secrets, networks: networks.unwrap_or_default(), timeout: timeout? })
    }
}

/// Reads a URL. An error has nothing of it, since a secret may be in it.
fn url(text: &str) -> Result<Url, String> {
    Url::parse(text).map_err(|error| error.to_string())
}

/// Reads a token, as the value of `Authorization`.
fn bearer(text: &str) -> Result<HeaderValue, String> {
    let is_token = text.bytes().all(|byte| byte.is_ascii_graphic());
    let value = is_token.then(|| HeaderValue::try_from(format!("Bearer {text}")).ok()).flatten();
    let mut value = value.ok_or("found other characters")?;
    value.set_sensitive(true);
    Ok(value)
}

/// Reads secrets with commas between them.
fn secrets(text: &str) -> Result<Secrets, String> {
    let mut secrets = Secrets::default();
    for (secret, position) in text.split(',').zip(1..) {
        if !secrets.add(secret.trim()) {
            return Err(format!("found another text as secret {position}"));
        }
    }
    Ok(secrets)
}
