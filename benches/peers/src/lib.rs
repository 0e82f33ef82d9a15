//! Where this crate and its peers give the same answer, and where a peer is wrong.
