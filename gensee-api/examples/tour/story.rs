//! The story: a lecture from the organizer's account to the day after.

mod aftermath;
mod exports;
mod files;
mod lecture;
mod planning;
mod recording;

use gensee_api::Date;

use super::tour::{Stuck, Tour};

/// Tells it from beginning to end, or to where it is stuck.
pub async fn tell(tour: &mut Tour) {
    // Why it is stuck is in the journey already.
    let _: Result<(), Stuck> = chapters(tour).await;
}

async fn chapters(tour: &mut Tour) -> Result<(), Stuck> {
    planning::account(tour).await;
    let webcast = planning::webcast(tour).await?;
    planning::attachments(tour, &webcast).await;
    files::document(tour, &webcast).await?;
    files::media(tour, &webcast).await?;
    files::castmaker(tour, &webcast).await?;
    lecture::hold(tour, &webcast).await?;
    let recording = recording::find(tour, &webcast).await?;
    recording::edit(tour, &recording).await?;
    recording::watch(tour, &recording).await?;
    exports::attendance(tour, &webcast).await;
    exports::talk(tour, &webcast).await;
    exports::days(tour).await?;
    aftermath::clear_up(tour, &webcast, &recording).await;
    Ok(())
}

/// `1 visit`, `2 visits`.
fn counted(count: usize, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}

/// The day it is in the story, in China.
fn today(tour: &mut Tour) -> Result<Date, Stuck> {
    let now = tour.control().now().to_string();
    let (day, _) = now.split_once(' ').unwrap_or((&now, ""));
    tour.need("today's date", day.parse())
}
