//! Reads and writes PDUs.

use bytes::{Buf, BufMut, BytesMut};
use rusmpp_core::command::owned::Command;
use rusmpp_core::decode::owned::DecodeWithLength;
use rusmpp_core::encode::{Length, owned::Encode};
use rusmpp_core::pdus::owned::Pdu;
use rusmpp_core::{CommandId, CommandStatus};
use tokio::io::{AsyncRead, AsyncReadExt};
use zeroize::Zeroize;

use super::lost::Lost;

/// The octets of a header (SMPP 3.4, 3.2).
const HEADER: usize = 16;
/// More than any PDU has: `message_payload` alone may have 64 KiB.
const LONGEST: usize = 128 * 1024;

/// A PDU as it came. Its header is known even if its body cannot be read.
pub(super) struct Frame {
    pub(super) id: CommandId,
    pub(super) status: CommandStatus,
    pub(super) sequence: u32,
    /// All of it behind the length.
    bytes: BytesMut,
}

impl Frame {
    fn new(bytes: BytesMut) -> Self {
        let mut header = &bytes[..];
        let (id, status) = (header.get_u32().into(), header.get_u32().into());
        Self { id, status, sequence: header.get_u32(), bytes }
    }

    /// Reads the body; `None` if it is missing, or cannot be read.
    pub(super) fn body(mut self) -> Option<Pdu> {
        let length = self.bytes.len();
        let command = Command::decode(&mut self.bytes, length).ok()?.0;
        command.pdu().cloned()
    }

    /// Returns the body as it came.
    pub(super) fn body_bytes(&self) -> &[u8] {
        self.bytes.get(HEADER - size_of::<u32>()..).unwrap_or_default()
    }

    /// Whether it asks for a response.
    pub(super) fn is_request(&self) -> bool {
        u32::from(self.id) & 0x8000_0000 == 0
    }
}

/// Reads PDUs from a connection.
pub(super) struct Reader<R> {
    from: R,
    buffer: BytesMut,
}

impl<R: AsyncRead + Unpin> Reader<R> {
    pub(super) fn new(from: R) -> Self {
        Self { from, buffer: BytesMut::new() }
    }

    /// Waits for the next PDU. Nothing is lost if the future is dropped.
    pub(super) async fn next(&mut self) -> Result<Frame, Lost> {
        loop {
            if let Some(frame) = self.whole()? {
                return Ok(frame);
            }
            match self.from.read_buf(&mut self.buffer).await {
                Ok(0) => return Err(Lost::Broken(std::io::ErrorKind::UnexpectedEof)),
                Ok(_) => {}
                Err(error) => return Err(Lost::Broken(error.kind())),
            }
        }
    }

    /// Takes a PDU from the buffer, if a whole one is there.
    fn whole(&mut self) -> Result<Option<Frame>, Lost> {
        let Some(length) = self.buffer.first_chunk() else { return Ok(None) };
        let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX);
        if !(HEADER..=LONGEST).contains(&length) {
            return Err(Lost::NoSmpp);
        }
        if self.buffer.len() < length {
            return Ok(None);
        }
        let mut bytes = self.buffer.split_to(length);
        bytes.advance(size_of::<u32>());
        Ok(Some(Frame::new(bytes)))
    }
}

/// The bytes of a PDU, which are wiped on drop: a code or a password may be among them.
pub(super) struct Bytes(BytesMut);

impl Bytes {
    pub(super) fn of(status: CommandStatus, sequence: u32, pdu: Pdu) -> Self {
        let command = Command::new(status, sequence, pdu);
        let length = size_of::<u32>() + command.length();
        // The room is there at once: what grows leaves a copy in memory that was given back.
        let mut bytes = BytesMut::with_capacity(length);
        bytes.put_u32(u32::try_from(length).unwrap_or(u32::MAX));
        command.encode(&mut bytes);
        Self(bytes)
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Bytes {
    fn drop(&mut self) {
        self.0.as_mut().zeroize();
    }
}
