//! Connects and binds.

use rusmpp_core::pdus::owned::{BindTransceiver, Pdu};
use rusmpp_core::types::owned::COctetString;
use rusmpp_core::values::InterfaceVersion;
use rusmpp_core::{CommandId, CommandStatus};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::time::timeout;

use super::frame::{Bytes, Reader};
use super::lost::Lost;
use super::settings::Settings;

/// The sequence number of the bind; others follow.
pub(super) const FIRST: u32 = 1;

/// A connection that is bound.
pub(super) struct Bound {
    pub(super) reader: Reader<OwnedReadHalf>,
    pub(super) writer: OwnedWriteHalf,
}

/// Connects and binds as a transceiver.
pub(super) async fn bind(settings: &Settings) -> Result<Bound, Lost> {
    let stream = timeout(settings.timeout, TcpStream::connect(&settings.address)).await;
    let stream = stream.map_err(|_| Lost::Unreachable(std::io::ErrorKind::TimedOut))?;
    let stream = stream.map_err(|error| Lost::Unreachable(error.kind()))?;
    // Each PDU goes at once. Where that cannot be set, it waits for a moment.
    let _ = stream.set_nodelay(true);
    let (reader, writer) = stream.into_split();
    let mut bound = Bound { reader: Reader::new(reader), writer };
    timeout(settings.timeout, bound.bind(settings)).await.map_err(|_| Lost::Silent)??;
    Ok(bound)
}

impl Bound {
    async fn bind(&mut self, settings: &Settings) -> Result<(), Lost> {
        let bytes = Bytes::of(CommandStatus::EsmeRok, FIRST, pdu(settings));
        let written = self.writer.write_all(bytes.as_ref()).await;
        written.map_err(|error| Lost::Broken(error.kind()))?;
        loop {
            let frame = self.reader.next().await?;
            match (frame.id, frame.status) {
                (CommandId::BindTransceiverResp, CommandStatus::EsmeRok) => return Ok(()),
                (CommandId::BindTransceiverResp | CommandId::GenericNack, status) => {
                    return Err(Lost::Refused(status));
                }
                // Nothing else counts before the bind.
                _ => {}
            }
        }
    }
}

fn pdu(settings: &Settings) -> Pdu {
    Pdu::BindTransceiver(BindTransceiver {
        system_id: text(&settings.system_id),
        password: text(settings.password.expose()),
        system_type: text(&settings.system_type),
        // The default is 5.0.
        interface_version: InterfaceVersion::Smpp3_4,
        ..BindTransceiver::default()
    })
}

/// Returns a text as a PDU takes it. One that does not fit, which the configuration has ruled out,
/// becomes empty.
fn text<const MAX: usize>(text: &str) -> COctetString<1, MAX> {
    COctetString::from_string(text.to_owned()).unwrap_or_else(|_| COctetString::empty())
}
