//! Bodies as JSON.
