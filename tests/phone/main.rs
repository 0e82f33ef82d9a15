//! Phone numbers: what is read, what is refused, and the table of numbering facts.

mod forms;
mod hostile;
mod kinds;
mod parse;
mod quick;
mod reported;
mod scan;
mod table;
