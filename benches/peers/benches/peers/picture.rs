//! The pictures of the README, drawn from what its tables are written from. They follow the
//! reader's light or dark theme.

mod bars;
mod curves;

pub(crate) use bars::bars;
pub(crate) use curves::curves;

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use std::fmt::Write as _;

/// What is drawn on: the text of an SVG.
type Area<'s> = DrawingArea<SVGBackend<'s>, Shift>;

const WIDTH: u32 = 960;

const PAPER: RGBColor = RGBColor(0xFF, 0xFF, 0xFE);
const INK: RGBColor = RGBColor(0x24, 0x29, 0x2F);
const FAINT: RGBColor = RGBColor(0x59, 0x63, 0x6E);
const GRID: RGBColor = RGBColor(0xD8, 0xDE, 0xE4);
/// This crate, its limits, its peers; curves take further ones.
const SERIES: [RGBColor; 6] = [
    RGBColor(0x09, 0x69, 0xDA),
    RGBColor(0x8C, 0x95, 0x9F),
    RGBColor(0xD4, 0x8A, 0x1C),
    RGBColor(0x1A, 0x7F, 0x37),
    RGBColor(0x82, 0x50, 0xDF),
    RGBColor(0xCF, 0x22, 0x2E),
];

/// The same colours on a dark page.
const DARK: [(RGBColor, &str); 10] = [
    (PAPER, "#0d1117"),
    (INK, "#e6edf3"),
    (FAINT, "#9198a1"),
    (GRID, "#2a313c"),
    (SERIES[0], "#4493f8"),
    (SERIES[1], "#7d8590"),
    (SERIES[2], "#e3a03a"),
    (SERIES[3], "#3fb950"),
    (SERIES[4], "#ab7df8"),
    (SERIES[5], "#f85149"),
];

/// An SVG of that height, with what `draw` puts into it.
fn svg(height: u32, draw: impl FnOnce(&Area<'_>)) -> String {
    let mut svg = String::new();
    let area = SVGBackend::with_string(&mut svg, (WIDTH, height)).into_drawing_area();
    area.fill(&PAPER).expect("text takes everything");
    draw(&area);
    area.present().expect("text takes everything");
    drop(area);
    let mut rules = String::new();
    for (RGBColor(r, g, b), dark) in DARK {
        let light = format!("#{r:02X}{g:02X}{b:02X}");
        writeln!(rules, "[fill=\"{light}\"]{{fill:{dark}}}[stroke=\"{light}\"]{{stroke:{dark}}}")
            .expect("text takes everything");
    }
    let style = format!("<style>@media (prefers-color-scheme: dark) {{\n{rules}}}</style>");
    let (head, body) = svg.split_once(">\n").expect("an SVG has a head");
    format!("{head}>\n{style}\n{body}")
}

/// A text in one of three weights: a title, a name, a note.
fn write(area: &Area<'_>, text: &str, at: (i32, i32), style: &TextStyle<'_>) {
    let text = text.replace('`', "");
    area.draw(&Text::new(text, at, style)).expect("text takes everything");
}

fn title() -> TextStyle<'static> {
    (FontFamily::SansSerif, 17, FontStyle::Bold, &INK).into_text_style(&(WIDTH, 0))
}

fn name() -> TextStyle<'static> {
    (FontFamily::SansSerif, 15, &INK).into_text_style(&(WIDTH, 0))
}

fn note() -> TextStyle<'static> {
    (FontFamily::SansSerif, 14, &FAINT).into_text_style(&(WIDTH, 0))
}

/// The style, with the text before or on the point.
fn placed(style: &TextStyle<'static>, h: HPos) -> TextStyle<'static> {
    style.pos(Pos::new(h, VPos::Center))
}

/// Names with a square of their colour, in one line.
fn legend<'n>(
    area: &Area<'_>,
    at: (i32, i32),
    names: impl IntoIterator<Item = (&'n str, RGBColor)>,
) {
    let (mut x, y) = at;
    for (text, color) in names {
        let square = Rectangle::new([(x, y - 5), (x + 10, y + 5)], color.filled());
        area.draw(&square).expect("text takes everything");
        write(area, text, (x + 15, y), &placed(&note(), HPos::Left));
        // About as wide as letters of that size are.
        x += 36 + i32::try_from(text.chars().count() * 7).unwrap_or_default();
    }
}
