//! Keeps the connection: binds, and begins again when it is lost.

use std::sync::Arc;

use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, sleep};

use super::bind::bind;
use super::lost::Lost;
use super::pace::Pause;
use super::receipt::Receipts;
use super::sent::Sent;
use super::session::{Answer, Request, Session};
use super::settings::Settings;

/// Keeps the connection until nobody holds a receiver of `queues` any more.
pub(super) async fn keep(
    settings: Arc<Settings>,
    queues: watch::Sender<Option<mpsc::Sender<Request>>>,
    receipts: Arc<dyn Receipts>,
) {
    let mut pause = Pause::of(&settings);
    let mut sent = Sent::default();
    let mut logged = None;
    loop {
        let bound = tokio::select! {
            bound = bind(&settings) => bound,
            () = queues.closed() => return,
        };
        let lost = match bound {
            Ok(bound) => {
                tracing::info!(address = settings.address, "bound to the SMSC");
                let since = Instant::now();
                logged = None;
                let (queue, mut requests) = mpsc::channel(settings.window);
                queues.send_replace(Some(queue));
                let session = Session::new(bound, &settings, &receipts, &mut sent);
                let end = session.run(&mut requests, queues.closed()).await;
                queues.send_replace(None);
                give_back(requests).await;
                // One that is lost at once, again and again, is tried ever less often.
                if since.elapsed() > settings.pauses.1 {
                    pause.reset();
                }
                match end {
                    Ok(()) => return tracing::info!("unbound from the SMSC"),
                    Err(lost) => lost,
                }
            }
            Err(lost) => lost,
        };
        let pause = if lost.is_lasting() { pause.skip() } else { pause.advance() };
        // Once for each reason, not for each try.
        if logged.replace(lost) != Some(lost) {
            warn(&settings, lost);
        }
        tokio::select! {
            () = sleep(pause) => {}
            () = queues.closed() => return,
        }
    }
}

/// Gives back what was not written.
async fn give_back(mut requests: mpsc::Receiver<Request>) {
    requests.close();
    while let Some(request) = requests.recv().await {
        // Whoever waits too long is gone.
        let _ = request.answer.send(Answer::NotWritten);
    }
}

fn warn(settings: &Settings, lost: Lost) {
    tracing::warn!(address = settings.address, "no connection to the SMSC: {lost}; trying again");
}
