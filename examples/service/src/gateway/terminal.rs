//! [`Terminal`]: messages on the output, shaped as a phone shows them.

use std::io::{self, Write as _};

use super::{Gateway, Message};

/// Prints messages instead of sending them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Terminal;

impl Gateway for Terminal {
    async fn send(&mut self, message: &Message) {
        // Nobody reads the output: nothing is left to do.
        let _ = writeln!(io::stdout(), "{}", message.text());
    }
}
