//! Phone numbers: what is read, what is refused, and the table of numbering facts.

mod hostile;
mod parse;
mod scan;
mod table;
