//! Operations of every kind, in the shape of the generated ones.

use gensee_api::{
    Answer, Date, Effect, Operation, Page, Paginated, Parameters, Secret, Time,
    WebcastId, Window,
};

/// Creates a webcast.
#[derive(Clone, Debug, PartialEq, Parameters)]
pub struct CreateWebcast {
    #[param(length = 1..=250)]
    pub subject: String,
    pub start_time: Time,
    #[param(length = 6..=15)]
    pub organizer_token: Secret,
    pub speaker_info: Option<String>,
    pub record_id: Option<Vec<i64>>,
}

#[derive(Clone, Debug, PartialEq, Answer)]
pub struct CreateWebcastResponse {
    #[answer(always)]
    pub id: WebcastId,
    pub number: Option<String>,
    pub organizer_token: Option<Secret>,
}

impl Operation for CreateWebcast {
    type Response = CreateWebcastResponse;
    const NAME: &'static str = "create_webcast";
    const PATH: &'static str = "/webcast/created";
    const EFFECT: Effect = Effect::Create;
}

/// Reads the settings of a webcast.
#[derive(Clone, Debug, PartialEq, Parameters)]
pub struct GetWebcast {
    pub webcast_id: WebcastId,
    pub token: Option<Secret>,
}

#[derive(Clone, Debug, PartialEq, Answer)]
pub struct GetWebcastResponse {
    #[answer(always)]
    pub subject: String,
    pub start_time: Option<Time>,
    pub max_attendees: Option<i64>,
    pub organizer_token: Option<Secret>,
}

impl Operation for GetWebcast {
    type Response = GetWebcastResponse;
    const NAME: &'static str = "get_webcast";
    const PATH: &'static str = "/webcast/setting/info";
    const EFFECT: Effect = Effect::Read;
}

macro_rules! effect {
    ($name:ident, $text:literal, $path:literal, $effect:ident) => {
        #[derive(Clone, Debug, PartialEq, Parameters)]
        pub struct $name {
            pub webcast_id: WebcastId,
        }

        impl Operation for $name {
            type Response = Nothing;
            const NAME: &'static str = $text;
            const PATH: &'static str = $path;
            const EFFECT: Effect = Effect::$effect;
        }
    };
}

#[derive(Clone, Debug, PartialEq, Answer)]
pub struct Nothing {}

effect!(UpdateWebcast, "update_webcast", "/webcast/update", Update);
effect!(DeleteWebcast, "delete_webcast", "/webcast/deleted", Delete);

#[derive(Clone, Debug, PartialEq, Answer)]
pub struct Row {
    #[answer(always)]
    pub uid: i64,
    pub name: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Answer)]
pub struct Rows {
    pub list: Vec<Row>,
    #[answer(flat)]
    pub page: Option<Page>,
}

macro_rules! items {
    ($name:ident $(, $size:expr)?; $($part:tt)*) => {
        impl Paginated for $name {
            type Item = Row;
            $(const PAGE_SIZE: Option<u32> = $size;)?

            fn items(response: Rows) -> Vec<Row> {
                response.list
            }

            fn rows(response: &Rows) -> &[Row] {
                &response.list
            }

            fn page(response: &Rows) -> Option<&Page> {
                response.page.as_ref()
            }

            $($part)*
        }
    };
}

/// Pages of 50, no window.
#[derive(Clone, Debug, PartialEq, Parameters)]
pub struct ListWebcasts {
    pub page_no: Option<i64>,
}

impl Operation for ListWebcasts {
    type Response = Rows;
    const NAME: &'static str = "list_webcasts";
    const PATH: &'static str = "/webcast/page";
    const EFFECT: Effect = Effect::Read;
}

items! { ListWebcasts, Some(50);
    fn page_number(&mut self) -> Option<&mut Option<i64>> {
        Some(&mut self.page_no)
    }
}

/// Pages of 20, or of as many as the request says.
#[derive(Clone, Debug, PartialEq, Parameters)]
pub struct ListOngoingWebcasts {
    pub page_no: Option<i64>,
    pub page_size: Option<i64>,
}

impl Operation for ListOngoingWebcasts {
    type Response = Rows;
    const NAME: &'static str = "list_ongoing_webcasts";
    const PATH: &'static str = "/webcast/ongoing/page";
    const EFFECT: Effect = Effect::Read;
}

items! { ListOngoingWebcasts, Some(20);
    fn page_size(&self) -> Option<u32> {
        self.page_size.and_then(|size| u32::try_from(size).ok()).or(Self::PAGE_SIZE)
    }

    fn page_number(&mut self) -> Option<&mut Option<i64>> {
        Some(&mut self.page_no)
    }
}

/// Pages of an unknown size, in windows of 7 days.
#[derive(Clone, Debug, PartialEq, Parameters)]
#[window(start_time..end_time, days = 7)]
pub struct ExportHistoryPage {
    pub webcast_id: WebcastId,
    pub start_time: Option<Time>,
    pub end_time: Option<Time>,
    pub page_no: Option<i64>,
}

impl Operation for ExportHistoryPage {
    type Response = Rows;
    const NAME: &'static str = "export_history_page";
    const PATH: &'static str = "/webcast/export/history/page";
    const EFFECT: Effect = Effect::Read;
}

items! { ExportHistoryPage;
    fn page_number(&mut self) -> Option<&mut Option<i64>> {
        Some(&mut self.page_no)
    }

    fn window(&mut self) -> Option<Window<'_>> {
        Some(Window::times(&mut self.start_time, &mut self.end_time, 7))
    }
}

/// Windows of 7 days and totals, but no page number.
#[derive(Clone, Debug, PartialEq, Parameters)]
#[window(start_time..end_time, days = 7)]
pub struct ExportPraiseDetail {
    pub webcast_id: WebcastId,
    pub start_time: Option<Time>,
    pub end_time: Option<Time>,
}

impl Operation for ExportPraiseDetail {
    type Response = Rows;
    const NAME: &'static str = "export_praise_detail";
    const PATH: &'static str = "/webcast/export/praise/detail";
    const EFFECT: Effect = Effect::Read;
}

items! { ExportPraiseDetail;
    fn window(&mut self) -> Option<Window<'_>> {
        Some(Window::times(&mut self.start_time, &mut self.end_time, 7))
    }
}

/// Windows of 30 days, bounded by days.
#[derive(Clone, Debug, PartialEq, Parameters)]
#[window(start_date..end_date, days = 30)]
pub struct ExportConcurrency {
    pub start_date: Date,
    pub end_date: Date,
}

impl Operation for ExportConcurrency {
    type Response = Rows;
    const NAME: &'static str = "export_webcast_concurrency";
    const PATH: &'static str = "/webcast/room/concurrent";
    const EFFECT: Effect = Effect::Read;
}

items! { ExportConcurrency;
    fn window(&mut self) -> Option<Window<'_>> {
        Some(Window::dates(&mut self.start_date, &mut self.end_date, 30))
    }
}
