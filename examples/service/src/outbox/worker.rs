//! Workers: they take tasks out of a store, and do them.

use std::future::Future;

use super::{Callback, Outcome};

/// Who posts callbacks.
pub trait Poster: Send + Sync + 'static {
    /// Posts a callback once, and says what becomes of it. `tries` is how often it was tried
    /// before. Several are posted at the same time. It ends within [`TIME`](super::TIME), whatever
    /// the other side does; what it logs has neither URL nor number.
    fn post(
        &self,
        sub_account: &str,
        callback: &Callback,
        tries: u32,
    ) -> impl Future<Output = Outcome> + Send;

    /// Returns how many callbacks are posted at the same time.
    fn window(&self) -> usize {
        64
    }
}
