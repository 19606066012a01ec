//! Exports of votes and their results.

use super::window;
use crate::api_error::ApiError;
use crate::router::{Context, Router};
use crate::world::{self, VoteAnswer, VoteQuestion};
use gensee_api::webcast::{
    Ballot, Choice, ExportVotes, ExportVotesResponse, Question, QuestionType, Vote,
};

pub(super) fn all(router: &mut Router) {
    router.on(votes);
}

/// 导出直播投票结果
fn votes(
    context: &mut Context<'_>,
    mut request: ExportVotes,
) -> Result<ExportVotesResponse, ApiError> {
    let webcast = request.webcast_id.clone();
    let ends = (request.start_time, request.end_time);
    let span = window::of_webcast(context, &mut request, webcast.as_str(), ends)?;
    let votes = context.world.activity.votes_of(webcast.as_str());
    let votes = votes.filter(|(vote, _)| span.has(vote.time));
    let vote_list = votes.map(|(vote, ballots)| {
        let questions = vote.form.questions.iter().enumerate();
        let questions =
            questions.map(|(index, question)| result(question, index, &ballots));
        Vote::new().subject(vote.form.subject.clone()).questions(questions)
    });
    Ok(ExportVotesResponse::new().vote_list(vote_list))
}

fn result(
    question: &VoteQuestion,
    index: usize,
    ballots: &[&world::Ballot],
) -> Question {
    let correct: Vec<String> = question.correct.iter().map(usize::to_string).collect();
    let options = if question.kind == QuestionType::Text {
        // The texts are listed under one option without a name.
        let wrote = |answer: &VoteAnswer| match answer {
            VoteAnswer::Text(text) => Some(Some(text.clone())),
            VoteAnswer::Options(_) | VoteAnswer::Skipped => None,
        };
        vec![choice("", index, ballots, wrote)]
    } else {
        let numbered = (1..).zip(&question.options);
        let choices = numbered.map(|(number, option)| {
            let chose = move |answer: &VoteAnswer| match answer {
                VoteAnswer::Options(chosen) => chosen.contains(&number).then_some(None),
                VoteAnswer::Text(_) | VoteAnswer::Skipped => None,
            };
            choice(option, index, ballots, chose)
        });
        choices.collect()
    };
    let mut row = Question::new()
        .content(question.content.clone())
        .kind(question.kind.clone())
        .options(options);
    row.answer = (!correct.is_empty()).then(|| correct.join(","));
    row.score = question.score;
    row
}

/// An option with the people who chose it. The percentage is that of all ballots.
fn choice(
    value: &str,
    index: usize,
    ballots: &[&world::Ballot],
    gave: impl Fn(&VoteAnswer) -> Option<Option<String>>,
) -> Choice {
    let results: Vec<Ballot> = ballots
        .iter()
        .filter_map(|ballot| {
            let mut row = Ballot::new()
                .nick_name(ballot.voter.nickname.clone())
                .uid(ballot.voter.uid);
            row.answer = gave(ballot.answers.get(index)?)?;
            Some(row)
        })
        .collect();
    Choice::new()
        .value(value.to_owned())
        .result(results.len().to_string())
        .percentage(percentage(results.len(), ballots.len()))
        .results(results)
}

/// A percentage with two decimals; 0 when `whole` is 0.
fn percentage(part: usize, whole: usize) -> f64 {
    let hundredths = (part * 10_000 + whole / 2).checked_div(whole).unwrap_or(0);
    u32::try_from(hundredths).map_or(0.0, f64::from) / 100.0
}

#[cfg(test)]
mod tests {
    use super::percentage;

    #[test]
    fn percentages_have_two_decimals() {
        for (part, whole, expected) in
            [(1, 3, 33.33), (2, 3, 66.67), (0, 0, 0.0), (4, 4, 100.0), (0, 9, 0.0)]
        {
            let found = percentage(part, whole);
            assert!((found - expected).abs() < 1e-9, "{part} of {whole}: {found}");
        }
    }
}
