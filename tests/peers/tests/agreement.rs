//! This crate gives every published answer, and the list of a peer's mistakes is made by asking the
//! peer.

use verify_core_agreement::agreement::Comparison;
use verify_core_agreement::{comparisons, numbers};

#[test]
fn this_crate_gives_every_published_answer_and_peers_most_of_them() {
    for Comparison { ours, peers } in comparisons() {
        assert!(!peers.is_empty() && ours.asked > 10, "{ours}");
        assert!(ours.wrong.is_empty(), "{ours}");
        for peer in peers {
            // Of codes, a peer is asked for the formats that it has a function for.
            let codes = peer.who.ends_with("codes of each format and length");
            assert!(peer.asked == ours.asked || codes && peer.asked >= 8, "{peer}");
            // A chain is timed on the one input that it is asked for here.
            let is_chain = peer.who.ends_with("from a number to a message");
            assert!(!is_chain || peer.wrong.is_empty(), "{peer}");
            let takes_any_length = peer.who.starts_with(numbers::UNJUDGED);
            assert!(
                takes_any_length || peer.wrong.len() * 2 < peer.asked,
                "a peer that is mostly wrong was asked wrongly: {peer}"
            );
        }
    }
}

#[test]
fn the_numbers_that_are_timed_are_those_that_a_peer_reads_right() {
    let right = [numbers::PHONELIB, numbers::RLIBPHONENUMBER, numbers::PHONENUMBER]
        .map(|peer| numbers::read_right(peer).len());
    assert_eq!(right, [8, 10, 9], "the rows of the bench say how many");
}
