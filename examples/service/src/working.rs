//! Who works off the outbox: the gateway and the poster that the configuration names.

use std::error::Error;
use std::io::{self, IsTerminal};
use std::sync::Arc;

use verify_core::url::BaseUrl;

use crate::callback::Callbacks;
use crate::clock;
use crate::config::{CallbackConfig, Config, Output, WebhookConfig};
use crate::gateway::smpp::Smpp;
use crate::gateway::{Demo, Nowhere, Terminal, Webhook};
use crate::metrics::Metrics;
use crate::outbox::Workers;
use crate::outgoing::{Client, Reach, Roots};
use crate::store::Store;

/// Begins to send messages to where the configuration says, and to show them in the demo if there
/// is one. Returns whether messages are sent, or shown.
pub(crate) fn send<S: Store>(
    workers: &mut Workers<S>,
    config: &Config,
    demo: Option<Arc<Demo>>,
    roots: &Roots,
    metrics: &Arc<Metrics>,
) -> Result<bool, Box<dyn Error>> {
    let is_shown = match config.gateway {
        Output::Auto => io::stdout().is_terminal(),
        Output::Terminal => true,
        Output::Webhook | Output::Smpp | Output::Nowhere => false,
    };
    if let Some(WebhookConfig { endpoint, timeout }) = config.webhook.clone() {
        if !endpoint.url.is_https() && !endpoint.url.is_of_this_machine() {
            tracing::warn!("GATEWAY_URL is http: codes can be read on the way");
        }
        let client = Client::new(Reach::Everything, timeout, roots)?;
        workers.send(Webhook::new(client, endpoint, Arc::new(clock::now)), demo);
    } else if let Some(settings) = config.smpp.clone() {
        let (smpp, link) = Smpp::start(settings, metrics.clone());
        workers.send(smpp, demo);
        workers.beside(link);
    } else if is_shown {
        workers.send(Terminal::default(), demo);
    } else if demo.is_some() {
        workers.send(Nowhere, demo);
    } else {
        tracing::warn!("messages are neither sent nor shown: GATEWAY=terminal shows them");
        return Ok(false);
    }
    Ok(true)
}

/// Begins to post callbacks.
pub(crate) fn post<S: Store>(
    workers: &mut Workers<S>,
    config: &Config,
    base_url: BaseUrl<'static>,
    roots: &Roots,
) -> Result<(), Box<dyn Error>> {
    let CallbackConfig { secrets, networks, timeout } = config.callbacks.clone();
    if secrets.is_none() && config.tokens.is_some() {
        tracing::warn!("callbacks are not signed: CALLBACK_SECRETS is not set");
    }
    let client = Client::new(Reach::PublicAnd(networks), timeout, roots)?;
    workers.post(Callbacks::new(client, secrets, base_url, Arc::new(clock::now)));
    Ok(())
}
