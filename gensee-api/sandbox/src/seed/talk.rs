//! The texts of chat, questions and votes.

use crate::world::{VoteAnswer, VoteForm, VoteQuestion};
use gensee_api::webcast::QuestionType;

/// Chat messages.
pub(super) const CHAT: [&str; 24] = [
    "老师好",
    "声音很清楚",
    "画面有点卡，刷新一下就好了",
    "大家晚上好！",
    "前排占座",
    "1",
    "听懂了",
    "这个例子很形象",
    "可以再讲一遍吗？",
    "课件能下载吗",
    "来晚了，讲到哪了？",
    "已经做好笔记",
    "666",
    "老师辛苦了",
    "期待下一讲",
    "我这边没有声音",
    "换成手机就正常了",
    "有回放吗？",
    "谢谢老师",
    "这一页能停一下吗\n我在抄",
    "和上一讲的内容有关系吧",
    "同意楼上",
    "学到了",
    "下课啦，再见",
];

/// Questions with their answers.
pub(super) const QUESTIONS: [(&str, &str); 12] = [
    ("老师，今天的课件在哪里下载？", "课后会放在直播的附件里。"),
    ("没赶上前半段，有回放吗？", "有，下课后会发布点播。"),
    ("作业什么时候交？", "下周三之前提交到学习平台。"),
    ("这部分内容考试会考吗？", "会，是重点，请务必掌握。"),
    ("推荐看什么参考书？", "书单写在课程说明的最后一页。"),
    ("零基础能跟上吗？", "可以，建议先看前两讲的回放。"),
    ("刚才的例子能再讲一遍吗？", "好的，总结的时候我再演示一次。"),
    ("下一讲讲什么？", "接着今天的内容，做一次完整的练习。"),
    ("手机上怎么举手发言？", "点屏幕右下角的按钮，再选「举手」。"),
    ("结业有证书吗？", "出勤达到八成、测验合格的同学都有。"),
    ("可以加学习群吗？", "助教会在聊天里发群号。"),
    ("遇到问题课后怎么联系您？", "发邮件给助教，我每周五统一回复。"),
];

/// A vote: its subject, and one question of choice with its options, the correct ones, and whether several can be
/// chosen.
pub(super) struct Poll {
    subject: &'static str,
    content: &'static str,
    options: &'static [&'static str],
    correct: &'static [usize],
    several: bool,
}

pub(super) const POLLS: [Poll; 5] = [
    Poll {
        subject: "课堂小测",
        content: "今天的内容掌握了多少？",
        options: &["全部", "大部分", "一半左右", "还需要复习"],
        correct: &[],
        several: false,
    },
    Poll {
        subject: "课程反馈",
        content: "您希望增加哪些环节？",
        options: &["案例分析", "分组讨论", "课堂练习", "嘉宾访谈"],
        correct: &[],
        several: true,
    },
    Poll {
        subject: "随堂测验",
        content: "下列说法正确的是哪一项？",
        options: &["先总结再举例", "先举例再总结", "两者都可以"],
        correct: &[3],
        several: false,
    },
    Poll {
        subject: "时间调查",
        content: "哪些时间方便上课？",
        options: &["工作日上午", "工作日晚上", "周末上午", "周末晚上"],
        correct: &[],
        several: true,
    },
    Poll {
        subject: "知识点检查",
        content: "以下哪些属于本讲的重点？",
        options: &["基本概念", "常见误区", "历史背景"],
        correct: &[1, 2],
        several: true,
    },
];

/// Texts that viewers write into a vote.
const REMARKS: [&str; 6] = [
    "讲得很好",
    "希望多一些练习",
    "语速可以慢一点",
    "例子很贴近实际",
    "无",
    "期待线下活动",
];

impl Poll {
    /// The vote, with a text question for a remark.
    pub(super) fn form(&self) -> VoteForm {
        let kind = if self.several {
            QuestionType::MultipleChoice
        } else {
            QuestionType::SingleChoice
        };
        let choice = VoteQuestion {
            content: self.content.to_owned(),
            kind,
            options: self.options.iter().map(|&option| option.to_owned()).collect(),
            correct: self.correct.to_vec(),
            score: (!self.correct.is_empty()).then_some(10),
        };
        let remark = VoteQuestion {
            content: "您还有什么想说的？".to_owned(),
            kind: QuestionType::Text,
            options: Vec::new(),
            correct: Vec::new(),
            score: None,
        };
        VoteForm { subject: self.subject.to_owned(), questions: vec![choice, remark] }
    }

    /// The random answers of one viewer.
    pub(super) fn ballot(&self, rng: &mut fastrand::Rng) -> Vec<VoteAnswer> {
        let first = rng.usize(..self.options.len());
        let also =
            |option: &usize| *option == first || self.several && rng.u32(..3) == 0;
        let chosen = (0..self.options.len()).filter(also).map(|option| option + 1);
        let chosen = VoteAnswer::Options(chosen.collect());
        let remark = match rng.usize(..REMARKS.len() * 2) {
            written if written < REMARKS.len() => {
                VoteAnswer::Text(REMARKS[written].to_owned())
            }
            _ => VoteAnswer::Skipped,
        };
        vec![chosen, remark]
    }
}
