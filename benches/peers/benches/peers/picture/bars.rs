//! Every task: this crate, its limits, its peers, as bars on a scale of tens.

use super::{GRID, SERIES, legend, name, note, placed, svg, title, write};
use crate::ratio::{Kind, Nanoseconds, Task};
use plotters::prelude::*;
use plotters::style::text_anchor::HPos;

const BAR: i32 = 20;
const HEAD: i32 = 32;
const TOP: i32 = 78;
/// Where bars begin, and how long one is that is ten times the shortest.
const LEFT: i32 = 410;
const TEN: f64 = 62.0;

/// One bar for each time in the tables.
pub(crate) fn bars(tasks: &[Task], measured: &str) -> String {
    let bars: usize = tasks.iter().map(|task| 1 + task.sides.len()).sum();
    let below = i32::try_from(bars).unwrap_or_default() * BAR
        + i32::try_from(tasks.len()).unwrap_or_default() * HEAD;
    let height = TOP + below + 40;
    svg(height.unsigned_abs(), |area| {
        write(area, "Time of each task, on a scale of tens", (16, 12), &title());
        let kinds = [Kind::Ours, Kind::Limit, Kind::Peer];
        let names = ["this crate", "limit: entropy, a look at each byte, a copy, one core", "peer"];
        legend(area, (21, 42), names.into_iter().zip(kinds.map(color)));
        for (power, label) in
            (0..).zip(["1 ns", "10 ns", "100 ns", "1 µs", "10 µs", "100 µs", "1 ms", "10 ms"])
        {
            let x = place(10_f64.powi(power));
            let line = PathElement::new(vec![(x, TOP - 8), (x, TOP + below)], GRID);
            area.draw(&line).expect("text takes everything");
            write(area, label, (x, TOP - 17), &placed(&note(), HPos::Center));
        }
        let mut y = TOP;
        for task in tasks {
            write(area, task.what, (16, y + HEAD - 13), &placed(&title(), HPos::Left));
            y += HEAD;
            let sides = task.sides.iter().map(|side| (side.name, side.kind, side.time));
            for (who, kind, time) in
                [("this crate", Kind::Ours, task.ours)].into_iter().chain(sides)
            {
                bar(area, y, (who, kind, time));
                y += BAR;
            }
        }
        write(area, measured, (16, TOP + below + 22), &placed(&note(), HPos::Left));
    })
}

fn bar(area: &super::Area<'_>, y: i32, (who, kind, time): (&str, Kind, Nanoseconds)) {
    let middle = y + BAR / 2;
    write(area, who, (LEFT - 8, middle), &placed(&name(), HPos::Right));
    let end = place(time.0).max(LEFT + 2);
    let bar = Rectangle::new([(LEFT, y + 2), (end, y + BAR - 2)], color(kind).filled());
    area.draw(&bar).expect("text takes everything");
    let style = placed(&if kind == Kind::Ours { name() } else { note() }, HPos::Left);
    write(area, &time.to_string(), (end + 6, middle), &style);
}

fn color(kind: Kind) -> RGBColor {
    match kind {
        Kind::Ours => SERIES[0],
        Kind::Limit => SERIES[1],
        Kind::Peer => SERIES[2],
    }
}

/// Where a time is on the scale.
fn place(nanoseconds: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "a few hundred pixels")]
    let pixels = (nanoseconds.max(1.0).log10() * TEN).round() as i32;
    LEFT + pixels
}
