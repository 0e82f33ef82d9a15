//! `Plan::behind_zero` applies wherever it may. No public result shows it.

extern crate std;

use std::format;

use super::{Country, Digits, Reading};
use crate::phone::plan::Trunk;

#[test]
fn what_is_usual_at_home_is_read_the_quick_way() {
    for country in Country::all() {
        let plan = country.plan();
        for rest in 0..=15 {
            let sevens = "7".repeat(rest);
            for prefix in ["", "0", "00", "7", "9"] {
                let digits = Digits::of(&format!("{prefix}{sevens}"));
                let may_be_quick = prefix == "0"
                    && plan.trunk == Trunk::Zero
                    && plan.lengths().iter().any(|length| usize::try_from(length) == Ok(rest));
                let significant = plan.behind_zero(digits);
                assert_eq!(significant.is_some(), may_be_quick, "{country} {prefix}{sevens}");
                if significant.is_some() {
                    let reading = Reading::national(digits, country);
                    let read = reading.ok().map(|reading| reading.significant);
                    assert!(significant == read, "{country} {prefix}{sevens}");
                }
            }
        }
    }
}
