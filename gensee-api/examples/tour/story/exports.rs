//! What happened, for reports: in the last session of the lecture, or on the days of it.

use gensee_api::webcast::{
    ExportChat, ExportHistory, ExportHistoryPage, ExportPraise, ExportPraiseDetail,
    ExportQuestions, ExportRewards, ExportRollcalls, ExportUsage, ExportVotes,
    ExportWebcastConcurrency, Visit,
};
use gensee_api::{Time, WebcastId};

use super::super::tour::{Stuck, Tour};
use super::{counted, today};

/// Who came, and who was there when the roll was called.
pub async fn attendance(tour: &mut Tour, webcast: &WebcastId) {
    tour.chapter("Reports are drawn up");
    tour.see(&ExportHistory::new(webcast), |answer| {
        let minutes = answer.list.iter().filter_map(minutes).sum::<i64>();
        let visits = counted(answer.list.len(), "visit", "visits");
        format!("{visits}, {minutes} minutes in all")
    })
    .await;
    tour.see(&ExportHistoryPage::new(webcast).page_no(1), |answer| {
        let pages = answer.page_dto.as_ref().and_then(|page| page.total_pages);
        let pages = pages.unwrap_or_default();
        format!("{}, page 1 of {pages}", counted(answer.list.len(), "visit", "visits"))
    })
    .await;
    tour.see(&ExportRollcalls::new(webcast), |answer| {
        let present = answer.rollcall.iter().filter_map(|call| call.present);
        let absent = answer.rollcall.iter().filter_map(|call| call.absent);
        format!("{} present, {} absent", present.sum::<i64>(), absent.sum::<i64>())
    })
    .await;
}

fn minutes(visit: &Visit) -> Option<i64> {
    Some((visit.leave_time?.millis() - visit.join_time?.millis()) / 60_000)
}

/// What was said, asked, voted and praised.
pub async fn talk(tour: &mut Tour, webcast: &WebcastId) {
    tour.see(&ExportChat::new(webcast), |answer| {
        let first = answer.list.first().and_then(|message| message.msg.as_deref());
        let messages = counted(answer.list.len(), "message", "messages");
        format!("{messages}: {}", first.unwrap_or_default())
    })
    .await;
    tour.see(&ExportQuestions::new(webcast), |answer| {
        let answered =
            answer.qa_list.iter().filter(|question| question.response.is_some()).count();
        let questions = counted(answer.qa_list.len(), "question", "questions");
        format!("{questions}, {answered} answered")
    })
    .await;
    tour.see(&ExportVotes::new(webcast), |answer| {
        let questions = answer.vote_list.iter().flat_map(|vote| &vote.questions);
        let options = questions.flat_map(|question| &question.options);
        let result = options.map(|option| {
            let value = option.value.as_deref().unwrap_or_default();
            format!("{value} {}", option.result.as_deref().unwrap_or_default())
        });
        result.collect::<Vec<_>>().join(", ")
    })
    .await;
    tour.see(&ExportPraise::new(webcast), |answer| {
        let person = answer.praise_dtos.first();
        let name = person.and_then(|person| person.user_name.as_deref());
        let count = person.and_then(|person| person.count);
        format!("{}: {}", name.unwrap_or_default(), count.unwrap_or_default())
    })
    .await;
    tour.see(&ExportPraiseDetail::new(webcast), |answer| {
        let by = answer.praise_dtos.iter().filter_map(|one| one.user_name.as_deref());
        format!("by {}", by.collect::<Vec<_>>().join(", "))
    })
    .await;
}

/// How the site was used.
pub async fn days(tour: &mut Tour) -> Result<(), Stuck> {
    let (now, today) = (tour.control().now(), today(tour)?);
    tour.see(&ExportRewards::new(today, today), |answer| {
        let total = answer.list.iter().filter_map(|webcast| webcast.total_reward);
        format!("{} in all", total.sum::<i64>())
    })
    .await;
    let yesterday = Time::from_millis(now.millis() - 24 * 60 * 60 * 1000);
    tour.see(&ExportUsage::new(yesterday, now), |answer| {
        let most = answer.list.iter().filter_map(|session| session.max_concurrent).max();
        let sessions = counted(answer.list.len(), "session", "sessions");
        format!("{sessions}, at most {} inside", most.unwrap_or_default())
    })
    .await;
    tour.see(&ExportWebcastConcurrency::new(today, today), |answer| {
        let most = answer.list.iter().filter_map(|day| day.max_concurrent).max();
        format!("{} at one time", most.unwrap_or_default())
    })
    .await;
    Ok(())
}
