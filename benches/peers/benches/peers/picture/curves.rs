//! How the cost grows, one panel for each thing that it might grow with.

use super::{Area, GRID, INK, SERIES, legend, note, placed, svg, title, write};
use crate::curves::Panel;
use plotters::prelude::*;
use plotters::style::text_anchor::HPos;

const TALL: i32 = 340;
const LOW: i32 = 300;

/// The first panel across the page, the other two below it.
pub(crate) fn curves(panels: &[Panel], measured: &str) -> String {
    svg((TALL + LOW + 36).unsigned_abs(), |area| {
        let (first, rest) = area.split_vertically(TALL);
        let (rest, foot) = rest.split_vertically(LOW);
        let (left, right) = rest.split_horizontally(480);
        for (area, panel) in [first, left, right].iter().zip(panels) {
            draw(area, panel);
        }
        write(&foot, measured, (16, 16), &placed(&note(), HPos::Left));
    })
}

fn draw(area: &Area<'_>, panel: &Panel) {
    write(area, panel.title, (16, 12), &title());
    legend(area, (21, 42), panel.curves.iter().map(|curve| curve.name).zip(SERIES));
    let across = |size: f64| if panel.is_logarithmic { size.log10() } else { size };
    let points = panel.curves.iter().flat_map(|curve| &curve.points);
    let (mut least, mut most, mut slowest) = (f64::INFINITY, 0.0_f64, 0.0_f64);
    for (size, time) in points {
        (least, most) = (least.min(across(*size)), most.max(across(*size)));
        slowest = slowest.max(time.0);
    }
    let (_, below) = area.split_vertically(60);
    let room = (most - least) / 30.0;
    let first = if panel.is_logarithmic { least - room } else { 0.0 };
    let mut chart = ChartBuilder::on(&below)
        .margin_right(24)
        .x_label_area_size(44)
        .y_label_area_size(64)
        .build_cartesian_2d(first..most + room, 0.0..slowest * 1.15)
        .expect("axes of numbers");
    chart
        .configure_mesh()
        .disable_x_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(GRID)
        .axis_style(GRID)
        .label_style(note())
        .axis_desc_style((FontFamily::SansSerif, 14, &INK))
        .x_desc(panel.across)
        .x_label_formatter(&|x| count(if panel.is_logarithmic { 10_f64.powf(*x) } else { *x }))
        .y_label_formatter(&|time| format!("{time:.0} ns"))
        .x_labels(if panel.is_logarithmic { 3 } else { 9 })
        .y_labels(6)
        .draw()
        .expect("axes of numbers");
    for (curve, color) in panel.curves.iter().zip(SERIES) {
        let points: Vec<_> = curve.points.iter().map(|(x, time)| (across(*x), time.0)).collect();
        let dots = points.iter().map(|point| Circle::new(*point, 2, color.filled()));
        chart.draw_series(dots).expect("text takes everything");
        // Countries are no quantity: no line between them.
        if points.len() < 100 {
            chart.draw_series(LineSeries::new(points, color)).expect("text takes everything");
        }
    }
}

/// A whole number, with a comma before its thousands.
fn count(number: f64) -> String {
    let digits = format!("{number:.0}");
    match digits.len().checked_sub(3) {
        Some(at @ 1..) => format!("{},{}", &digits[..at], &digits[at..]),
        _ => digits,
    }
}
