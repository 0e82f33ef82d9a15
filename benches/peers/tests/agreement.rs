//! This crate gives every published answer, and the list of a peer's mistakes is made by asking the peer.

use verify_core_peers::agreements;

#[test]
fn this_crate_gives_every_published_answer() {
    let (ours, _) = agreements();
    for agreement in ours {
        assert!(agreement.asked > 200, "{agreement}");
        assert!(agreement.wrong.is_empty(), "{agreement}");
    }
}

#[test]
fn peers_are_asked_the_same_and_are_right_for_the_most_part() {
    let (ours, peers) = agreements();
    for (ours, theirs) in ours.iter().zip(&peers) {
        assert_eq!(ours.asked, theirs.asked, "{}", theirs.who);
        assert!(
            theirs.wrong.len() * 10 < theirs.asked,
            "a peer that is mostly wrong was asked wrongly: {theirs}"
        );
    }
}
