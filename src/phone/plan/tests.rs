//! That [`Plan::behind_zero`] is taken where it may be, which no result tells.

extern crate std;

use std::format;

use super::{Country, Digits, Trunk};

#[test]
fn what_is_usual_at_home_is_read_the_quick_way() {
    for country in Country::all() {
        let plan = country.region().plan();
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
                    assert!(significant == plan.significant(digits), "{country} {prefix}{sevens}");
                }
            }
        }
    }
}
