//! The documents of the repository, as pages of this documentation.
//!
//! The first definition of a link counts: here they lead to pages, in the repository to files.

/// The plan of the house, in one page.
pub mod architecture {
    //!
    //! [CONTRIBUTING.md]: crate::_documents::contributing
    //! [benches/RESULTS.md]: crate::_documents::results
    //!
    #![doc = include_str!("../ARCHITECTURE.md")]
}

/// What has changed.
pub mod changelog {
    #![doc = include_str!("../CHANGELOG.md")]
}

/// The reference page, sentence by sentence.
pub mod conformance {
    //!
    //! [INTEROP.md]: crate::_documents::interop
    //!
    #![doc = include_str!("../CONFORMANCE.md")]
}

/// How to change this crate.
pub mod contributing {
    //!
    //! [SECURITY.md]: crate::_documents::security
    //! [benches/RESULTS.md]: crate::_documents::results
    //!
    #![doc = include_str!("../CONTRIBUTING.md")]
}

/// What other people's encoders, decoders and readers of numbers do.
pub mod interop {
    //!
    //! [CONFORMANCE.md]: crate::_documents::conformance
    //!
    #![doc = include_str!("../INTEROP.md")]
}

/// Where facts come from.
pub mod notice {
    #![doc = include_str!("../NOTICE")]
}

/// Times beside limits and peers.
pub mod results {
    #![doc = include_str!("../benches/RESULTS.md")]
}

/// What is promised, what is not, and how to report.
pub mod security {
    #![doc = include_str!("../SECURITY.md")]
}
