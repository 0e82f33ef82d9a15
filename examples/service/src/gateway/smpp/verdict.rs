//! What the status of an answer means for a message.

use rusmpp_core::CommandStatus;

use crate::gateway::SendError;

/// Returns what a status means for a message.
pub(super) const fn of(status: CommandStatus) -> Result<(), SendError> {
    use CommandStatus as S;

    match status {
        S::EsmeRok => Ok(()),
        // It takes no more, cannot at present, or has forgotten the bind.
        S::EsmeRthrottled
        | S::EsmeRmsgqful
        | S::EsmeRsyserr
        | S::EsmeRxTAppn
        | S::EsmeRinvbndsts => Err(SendError::Later(None)),
        _ => Err(SendError::Refused),
    }
}
