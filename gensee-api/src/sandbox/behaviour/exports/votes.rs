//! What was put to the vote, and how it went.

use super::span;
use crate::sandbox::dispatch::{Dispatch, Turn};
use crate::sandbox::refusal::Refusal;
use crate::sandbox::world::{self, VoteAnswer, VoteQuestion};
use crate::webcast::{
    Ballot, Choice, ExportVotes, ExportVotesResponse, Question, QuestionType, Vote,
};

pub(super) fn all(dispatch: &mut Dispatch) {
    dispatch.on(votes);
}

/// 导出直播投票结果
fn votes(
    turn: &mut Turn<'_>,
    mut request: ExportVotes,
) -> Result<ExportVotesResponse, Refusal> {
    let webcast = request.webcast_id.clone();
    let ends = (request.start_time, request.end_time);
    let span = span::of_webcast(turn, &mut request, webcast.as_str(), ends)?;
    let votes = turn.world.people.votes_of(webcast.as_str());
    let votes = votes.filter(|(vote, _)| span.has(vote.time));
    let vote_list = votes.map(|(vote, ballots)| {
        let questions = vote.form.questions.iter().enumerate();
        Vote {
            subject: Some(vote.form.subject.clone()),
            questions: questions
                .map(|(index, question)| result(question, index, &ballots))
                .collect(),
        }
    });
    Ok(ExportVotesResponse { vote_list: vote_list.collect() })
}

fn result(
    question: &VoteQuestion,
    index: usize,
    ballots: &[&world::Ballot],
) -> Question {
    let correct: Vec<String> = question.correct.iter().map(usize::to_string).collect();
    let options = if question.kind == QuestionType::Text {
        // Texts stand below one option without a name.
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
    Question {
        content: Some(question.content.clone()),
        answer: (!correct.is_empty()).then(|| correct.join(",")),
        score: question.score,
        kind: Some(question.kind.clone()),
        options,
    }
}

/// An option with those whose answer to the question is it; the percentage is of all ballots.
fn choice(
    value: &str,
    index: usize,
    ballots: &[&world::Ballot],
    gave: impl Fn(&VoteAnswer) -> Option<Option<String>>,
) -> Choice {
    let results: Vec<Ballot> = ballots
        .iter()
        .filter_map(|ballot| {
            Some(Ballot {
                answer: gave(ballot.answers.get(index)?)?,
                nick_name: Some(ballot.voter.nickname.clone()),
                uid: Some(ballot.voter.uid.into()),
            })
        })
        .collect();
    Choice {
        value: Some(value.to_owned()),
        result: Some(results.len().to_string()),
        percentage: Some(percentage(results.len(), ballots.len())),
        results,
    }
}

/// With two decimals; nothing of nothing is 0.
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
