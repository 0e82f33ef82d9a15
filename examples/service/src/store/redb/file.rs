//! [`RecordsFile`]: a file of redb that holds the records.

use std::fs::{self, OpenOptions};
use std::path::Path;

use redb::backends::FileBackend;
use redb::{AccessGuard, Database, ReadableDatabase, ReadableTable, TableDefinition, TableHandle};

use super::error::OpenError;
use super::row::{Row, Rows};

/// The rows, by number: later ones have greater numbers. Of the records of a name, the latest
/// counts.
///
/// A row holds some records that were written with one commit, about a page of them, so a commit
/// writes a few pages side by side. Were the records rows of their own, sorted by name, each of
/// them would take a page somewhere else in the file.
const ROWS: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("rows, version 2");

/// The name of the file.
const NAME: &str = "records.redb";

/// Little of the file is read again.
const CACHE: usize = 16 << 20;

/// A file of redb that holds the records.
pub(super) struct RecordsFile {
    database: Database,
    next_row: u64,
}

impl RecordsFile {
    /// Opens the file in a directory, or creates both.
    pub(super) fn open(directory: &Path) -> Result<Self, redb::Error> {
        fs::create_dir_all(directory)?;
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        // Codes and numbers are in it.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(directory.join(NAME))?;
        let mut builder = redb::Builder::new();
        builder.set_cache_size(CACHE);
        let database = builder.create_with_backend(FileBackend::new(file)?)?;
        let transaction = database.begin_write()?;
        let last = transaction.open_table(ROWS)?.last()?.map(|(number, _)| number.value());
        transaction.commit()?;
        Ok(Self { database, next_row: last.map_or(0, |number| number + 1) })
    }

    /// Whether it holds rows of this version only.
    pub(super) fn is_of_this_version(&self) -> Result<bool, redb::Error> {
        let transaction = self.database.begin_read()?;
        let mut tables = transaction.list_tables()?;
        Ok(tables.all(|table| table.name() == ROWS.name()))
    }

    /// Writes rows behind all others, and removes old ones, with one commit.
    pub(super) fn commit(&mut self, rows: &Rows, old: &[Row]) -> Result<(), redb::Error> {
        let transaction = self.database.begin_write()?;
        let mut next_row = self.next_row;
        {
            let mut table = transaction.open_table(ROWS)?;
            for row in rows.iter() {
                table.insert(next_row, row)?;
                next_row += 1;
            }
            for row in old {
                table.remove(row.number)?;
            }
        }
        transaction.commit()?;
        self.next_row = next_row;
        Ok(())
    }

    /// Reads the oldest rows, `most` at most.
    pub(super) fn oldest(&self, most: usize) -> Result<Vec<Row>, redb::Error> {
        let mut oldest = Vec::new();
        let table = self.database.begin_read()?.open_table(ROWS)?;
        for row in table.iter()?.take(most) {
            oldest.push(read(row?));
        }
        Ok(oldest)
    }

    /// Reads all rows in order.
    pub(super) fn for_each(
        &self,
        mut take: impl FnMut(Row) -> Result<(), OpenError>,
    ) -> Result<(), OpenError> {
        let table = self.database.begin_read()?.open_table(ROWS)?;
        for row in table.iter()? {
            take(read(row?))?;
        }
        Ok(())
    }
}

fn read((number, bytes): (AccessGuard<'_, u64>, AccessGuard<'_, &[u8]>)) -> Row {
    Row { number: number.value(), bytes: bytes.value().to_vec() }
}
