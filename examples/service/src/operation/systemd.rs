//! Tells systemd how the service is, where it has started it with `Type=notify`.

use sd_notify::NotifyState;

/// Says that the service listens, and from then on that it lives, where `WatchdogSec=` asks for it:
/// systemd restarts a service whose tasks do not go on.
pub fn ready() {
    notify(NotifyState::Ready);
    if let Some(period) = sd_notify::watchdog_enabled().filter(|period| !period.is_zero()) {
        tokio::spawn(async move {
            let mut ticks = tokio::time::interval(period / 2);
            loop {
                ticks.tick().await;
                notify(NotifyState::Watchdog);
            }
        });
    }
}

/// Says that the service ends.
pub fn stopping() {
    notify(NotifyState::Stopping);
}

/// Tells systemd a state; nobody, where systemd does not ask.
fn notify(state: NotifyState<'_>) {
    if let Err(error) = sd_notify::notify(&[state]) {
        tracing::warn!(%error, "systemd does not listen");
    }
}
