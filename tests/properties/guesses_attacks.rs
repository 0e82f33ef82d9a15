//! Attacks that are known, each of which gets exactly what the law grants.

use crate::guesses::{MOST, run};

/// Whoever comes back at the end of each wait guesses 34 times in the first 24 hours.
#[test]
fn a_plain_attack_reaches_the_bound() {
    for service in ["room:1", "room:8", "store"] {
        assert_eq!(run(&format!("{service} guess:1,34")), MOST, "{service}");
        // And for four days, until only an operator helps.
        assert_eq!(run(&format!("{service} guess:1,200")), MOST, "{service}");
    }
}

/// Others guess at numbers of their own, so that the memory has no place left.
#[test]
fn a_flood_washes_nothing_out() {
    for room in 1..=8 {
        let flood = format!("room:{room} flood:10,9");
        // The victim after them,
        assert!(run(&format!("{flood} hours:1 guess:1,60")) <= MOST, "{room}");
        // before them,
        assert!(run(&format!("room:{room} guess:1,20 flood:10,9 guess:1,60")) <= MOST, "{room}");
        // and among them, while they come again and again.
        let waves = "guess:1,5 flood:10,9 own:30,9 flood:20,9 ".repeat(12);
        assert!(run(&format!("{flood} hours:1 {waves}")) <= MOST, "{room}");
        // Those without a place take it from those who give theirs back.
        let freed = "guess:1,5 own:10,9 flood:50,9 ".repeat(12);
        assert!(run(&format!("{flood} hours:1 {freed}")) <= MOST, "{room}");
    }
}

/// A new session, another code, or none, gives no new attempts.
#[test]
fn restarted_sessions_give_no_guess_more() {
    for service in ["room:1", "room:3", "store"] {
        for between in [
            "cancel:1",
            "forget:1",
            "hours:1 reset:1",
            "hours:1 sma:1 wrong:1 hours:1",
            "hours:1 resetsma:1 wrong:1 hours:1 reset:1",
            "restart",
            "restart seed sweep",
            "hours:23 sweep restart",
        ] {
            let attack = format!("{service} {}", format!("guess:1,4 {between} ").repeat(20));
            assert!(run(&attack) <= MOST, "{attack}");
        }
    }
}

/// An operator who releases one destination releases no other one.
#[test]
fn an_operator_releases_one_destination() {
    for service in ["room:1", "room:3", "store"] {
        let attack = "clear:3 guess:1,33 clear:2 ".repeat(3);
        assert!(run(&format!("{service} flood:10,9 hours:1 {attack}")) <= MOST, "{service}");
    }
}

/// A clock that was years ahead, while everything was in use, and was set right.
#[test]
fn a_clock_that_was_ahead_holds_nobody() {
    for service in ["room:1", "room:3", "room:8", "store", "limits room:3", "limits store"] {
        for ahead in
            ["ahead:20", "ahead:1", "ahead:0,7200000", "ahead:0,7200001", "ahead:0,3600000"]
        {
            for there in [
                "send:1",
                "send:1 wrong:1",
                "send:1 right:1",
                "guess:1,5",
                "guess:1,20",
                "flood:10,9 guess:1,20",
                "send:1 send:2 send:3 send:4 send:5 send:6 send:7 send:8",
                "sma:1 wrong:1",
                "send:1 cancel:1",
            ] {
                run(&format!("{service} send:1 {ahead} {there} back"));
                run(&format!("{service} guess:1,3 {ahead} {there} back send:1 wrong:1 guess:1,9"));
            }
        }
    }
}
