//! What kind of line a number is: mobile, landline, toll-free, …

use super::country::Country;
use super::digits::Digits;
use super::kind_table;

const _: () = assert!(kind_table::BYTES <= 15_360, "the kinds take 15 KiB at most");

/// What kind of line a number is, by the ranges of libphonenumber's metadata
/// ([`METADATA`](super::METADATA)).
///
/// ```
/// use verify_core::phone::{Kind, PhoneNumber};
///
/// let number: PhoneNumber = "+44 20 7946 0018".parse()?;
/// assert_eq!(number.kind(), Kind::FixedLine);
/// assert!(!number.kind().can_receive_sms());
/// # Ok::<(), verify_core::phone::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// A mobile number.
    Mobile,
    /// A landline.
    FixedLine,
    /// A landline or a mobile number: the plan does not tell them apart, as in North America.
    FixedLineOrMobile,
    /// A number of an internet telephony service.
    Voip,
    /// Free of charge for the caller.
    TollFree,
    /// A premium-rate service: the caller pays extra.
    PremiumRate,
    /// The caller and the one who is called share the cost.
    SharedCost,
    /// A number that follows a person from line to line.
    PersonalNumber,
    /// A pager.
    Pager,
    /// A universal access number: one number for all branches of a company.
    Uan,
    /// A voice mailbox.
    Voicemail,
    /// In no range that is in use.
    Unassigned,
}

impl Kind {
    /// Whether a number of this kind may receive an SMS: a mobile one, one that may be mobile, or
    /// one of internet telephony.
    #[must_use]
    pub const fn can_receive_sms(self) -> bool {
        matches!(self, Self::Mobile | Self::FixedLineOrMobile | Self::Voip)
    }

    /// Returns the kind of an E.164 number.
    pub(super) fn of(e164: Digits) -> Self {
        find(e164).unwrap_or(Self::Unassigned)
    }

    /// Returns the kind of a code in the table.
    const fn of_code(code: u64) -> Self {
        match code {
            0 => Self::Mobile,
            1 => Self::FixedLine,
            2 => Self::FixedLineOrMobile,
            3 => Self::Voip,
            4 => Self::TollFree,
            5 => Self::PremiumRate,
            6 => Self::SharedCost,
            7 => Self::PersonalNumber,
            8 => Self::Pager,
            9 => Self::Uan,
            10 => Self::Voicemail,
            _ => Self::Unassigned,
        }
    }
}

/// The most nodes on the way to a kind: each looks at one digit.
const STEPS: u32 = 8;

/// Follows the digits from the root of the calling code and length to a kind.
///
/// A node begins with nine bits in two bytes, one for each digit from 1 on that leads elsewhere
/// than the digit before it. Four bits follow for each run of digits that lead to the same place: a
/// kind, `NEXT` for the node behind this one, `JUMP` for a node whose place follows, or `AGAIN` for
/// the same place as the `JUMP` before. Last come two bytes for each `JUMP`.
fn find(e164: Digits) -> Option<Kind> {
    const NEXT: u64 = 12;
    const JUMP: u64 = 13;
    const AGAIN: u64 = 14;
    const ONES: u64 = 0x11_1111_1111;
    let main = Country::of_leading_digits(e164)?;
    let mut national = e164.after(main.code_digits())?;
    let root = usize::from(*kind_table::FIRST_ROOTS.get(usize::from(main.index()))?)
        .checked_add(main.plan().lengths().rank(national.len)?)?;
    let mut node = usize::from(*kind_table::ROOTS.get(root)?);
    for _ in 0..STEPS {
        let bits = u64::from_le_bytes(*kind_table::NODES.get(node..)?.first_chunk()?);
        let starts = bits & 0x1FF;
        let upto = 1_u64.wrapping_shl(u32::try_from(national.first()).ok()?);
        let run = (starts & upto.wrapping_sub(1)).count_ones().wrapping_mul(4);
        let runs = starts.count_ones().wrapping_add(1);
        let targets = bits >> 16;
        let target = targets.wrapping_shr(run) & 0xF;
        if target < NEXT {
            return Some(Kind::of_code(target));
        }
        // A one for each jump.
        let others = targets ^ (ONES * JUMP);
        let jumps = ONES & !(others | others >> 1 | others >> 2 | others >> 3);
        let before = |run: u32| {
            let jumps = jumps & 1_u64.wrapping_shl(run).wrapping_sub(1);
            usize::try_from(jumps.count_ones()).unwrap_or_default()
        };
        let behind = usize::try_from(runs.wrapping_add(5) >> 1).ok()?;
        let jumps_at = node.wrapping_add(behind);
        let place = match target {
            NEXT => None,
            AGAIN => Some(before(run).wrapping_sub(1)),
            _ => Some(before(run)),
        };
        node = match place {
            None => jumps_at.wrapping_add(before(runs.wrapping_mul(4)) << 1),
            Some(place) => {
                let at = jumps_at.wrapping_add(place << 1);
                usize::from(u16::from_le_bytes(*kind_table::NODES.get(at..)?.first_chunk()?))
            }
        };
        national = national.without(1)?;
    }
    None
}
