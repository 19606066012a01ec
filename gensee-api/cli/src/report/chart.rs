//! Charts as SVG. Widths are shares of the page and the texts keep their size, so a chart can be read on a telephone too.

use maud::{Markup, html};

/// The height of what is drawn, and the room above it and below it for texts, in pixels.
const HEIGHT: f64 = 180.0;
const ABOVE: f64 = 18.0;
const BELOW: f64 = 24.0;
/// The most lines of a scale.
const LINES: f64 = 4.0;

/// A number for each of the equal parts of a line.
pub struct Chart<'a> {
    pub title: &'a str,
    /// What a picture shows, for those who do not see it.
    pub description: &'a str,
    pub values: &'a [usize],
    pub shape: Shape,
    /// Texts below the line, and where they stand: 0 is the left end, 1 the right one.
    pub labels: Vec<(f64, String)>,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Shape {
    /// The parts follow each other without a gap, and the highest has a dot.
    Area,
    Columns,
}

impl Chart<'_> {
    pub fn draw(&self) -> Markup {
        let most = self.values.iter().copied().max().unwrap_or_default();
        let step = step(most);
        let top = most.div_ceil(step).max(1) * step;
        let height = |value: usize| HEIGHT - HEIGHT * value as f64 / top as f64;
        let inner = format!("0 0 {} {HEIGHT}", self.values.len().max(1));
        html! {
            svg.chart role="img" width="100%" height=(ABOVE + HEIGHT + BELOW) {
                title { (self.title) }
                desc { (self.description) }
                @for line in (0..=top).step_by(step) {
                    @let y = ABOVE + height(line);
                    line x1="0" x2="100%" y1=(y) y2=(y) {}
                }
                svg.data y=(ABOVE) width="100%" height=(HEIGHT) viewBox=(inner) preserveAspectRatio="none" {
                    path d=(self.path(height)) {}
                }
                @for line in (step..=top).step_by(step) {
                    text x="0" y=(ABOVE + height(line) - 4.0) { (thousands(line)) }
                }
                @if let (Shape::Area, Some(place)) = (self.shape, self.highest(most)) {
                    circle cx=(percent(place)) cy=(ABOVE + height(most)) r="4" {}
                }
                @for (place, label) in &self.labels {
                    text.label x=(percent(*place)) y=(ABOVE + HEIGHT + 16.0) text-anchor=(anchor(*place)) { (label) }
                }
            }
        }
    }

    /// The middle of the first of the highest parts.
    fn highest(&self, most: usize) -> Option<f64> {
        let place = self.values.iter().position(|value| *value == most && most > 0)?;
        Some((place as f64 + 0.5) / self.values.len() as f64)
    }

    fn path(&self, height: impl Fn(usize) -> f64) -> String {
        let values = self.values.iter().map(|value| height(*value)).enumerate();
        match self.shape {
            Shape::Area => {
                let steps: String =
                    values.map(|(place, y)| format!("V{y:.1}H{}", place + 1)).collect();
                format!("M0 {HEIGHT}{steps}V{HEIGHT}Z")
            }
            Shape::Columns => {
                let column = |(place, y): (usize, f64)| {
                    format!("M{}.1 {HEIGHT}V{y:.1}h.8V{HEIGHT}Z", place)
                };
                values.map(column).collect()
            }
        }
    }
}

/// A share as a bar. What it shows stands beside it, so it is hidden from those who are read to.
pub fn bar(part: usize, whole: usize) -> Markup {
    html! {
        svg.bar aria-hidden="true" width="100%" height="10" {
            rect.rest width="100%" height="10" rx="2" {}
            rect width=(percent(part as f64 / whole.max(1) as f64)) height="10" rx="2" {}
        }
    }
}

/// The distance of the lines of a scale up to a number: 1, 2 or 5, or one of these with zeros.
fn step(most: usize) -> usize {
    let steps =
        (0..18).flat_map(|zeros| [1, 2, 5].map(|digit| digit * 10_usize.pow(zeros)));
    let fits = |step: &usize| most as f64 / *step as f64 <= LINES;
    steps.into_iter().find(fits).unwrap_or(most)
}

fn percent(share: f64) -> String {
    format!("{:.2}%", share * 100.0)
}

/// A text at an end stays on the picture.
fn anchor(place: f64) -> &'static str {
    match place {
        ..0.06 => "start",
        0.94.. => "end",
        _ => "middle",
    }
}

/// A number with commas.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Chart, Shape, step, thousands};

    fn chart(values: &[usize], shape: Shape) -> String {
        let labels = vec![(0.0, "<a>".to_owned())];
        Chart { title: "t", description: "d & e", values, shape, labels }
            .draw()
            .into_string()
    }

    #[test]
    fn scales() {
        let table =
            [(0, 1), (1, 1), (4, 1), (5, 2), (8, 2), (9, 5), (83, 50), (9_999, 5_000)];
        for (most, expected) in table {
            assert_eq!(step(most), expected, "{most}");
        }
        let table = [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")];
        for (number, expected) in table {
            assert_eq!(thousands(number), expected);
        }
    }

    #[test]
    fn what_is_drawn() {
        let area = chart(&[0, 4, 2], Shape::Area);
        assert!(area.contains("M0 180V180.0H1V0.0H2V90.0H3V180Z"), "{area}");
        assert!(area.contains(r#"<circle cx="50.00%""#), "{area}");
        assert!(area.contains("&lt;a&gt;") && area.contains("d &amp; e"), "{area}");
        let columns = chart(&[1, 2], Shape::Columns);
        assert!(
            columns.contains("M0.1 180V90.0h.8V180ZM1.1 180V0.0h.8V180Z"),
            "{columns}"
        );
        assert!(!columns.contains("circle"), "{columns}");
        // Nothing to draw is not an error.
        assert!(chart(&[], Shape::Area).contains("M0 180V180Z"));
    }
}
