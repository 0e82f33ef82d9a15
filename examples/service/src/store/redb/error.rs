//! [`OpenError`]: why the records cannot be opened.

use std::error::Error;
use std::fmt;

/// Why the records cannot be opened.
///
/// ```
/// use verify_service::store::OpenError;
///
/// let error = OpenError::Row { number: 7 };
/// assert_eq!(error.to_string(), "row 7 of the records holds something else");
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum OpenError {
    /// The file cannot be opened, is no file of redb, is damaged, or another process has it open.
    Database(redb::Error),
    /// The file holds records of another version of the service.
    Version,
    /// A row holds something else than records of this version.
    Row {
        /// The number of the row.
        number: u64,
    },
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database(error) => error.fmt(f),
            Self::Version => f.write_str("the file holds records of another version"),
            Self::Row { number } => {
                write!(f, "row {number} of the records holds something else")
            }
        }
    }
}

impl Error for OpenError {}

impl<E: Into<redb::Error>> From<E> for OpenError {
    fn from(error: E) -> Self {
        Self::Database(error.into())
    }
}
