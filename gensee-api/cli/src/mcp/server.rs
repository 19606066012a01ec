//! The server: which tools, resources and prompts there are.

use std::sync::Arc;

use gensee_api::webcast::{OPERATIONS, ReturnCode, visit};
use gensee_api::{Client, Effect, OpenEnum as _, OperationInfo};
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock,
    GetPromptRequestParams, GetPromptResponse, GetPromptResult, Implementation,
    ListPromptsResult, ListResourceTemplatesResult, ListResourcesResult,
    ListToolsResult, PaginatedRequestParams, Prompt, PromptArgument, PromptMessage,
    ReadResourceRequestParams, ReadResourceResponse, ReadResourceResult, Resource,
    ResourceContents, ResourceTemplate, Role, ServerCapabilities, ServerConfig, Tool,
    ToolAnnotations,
};
use rmcp::service::RequestContext;
use rmcp::{ErrorData, RoleServer, ServerHandler};
use tokio::runtime::Handle;

use super::call::Call;
use super::prompt::JOBS;
use super::schema::arguments;
use crate::command::{about, is_list, title};
use crate::explain;
use crate::lang::Lang;
use crate::value::{kebab, meant};

/// A chapter of the document, what `gensee explain` says of a row, and the return codes.
const CHAPTER: &str = "gensee://chapter/";
const ROW: &str = "gensee://explain/";
const CODES: &str = "gensee://codes";
const TEXT: &str = "text/plain";

#[derive(Clone)]
pub struct Server {
    client: Client,
    tools: Arc<Vec<(&'static OperationInfo, Tool)>>,
    show_secrets: bool,
    lang: Lang,
}

impl Server {
    pub fn new(
        client: Client,
        is_allowed: impl Fn(&OperationInfo) -> bool,
        show_secrets: bool,
        lang: Lang,
    ) -> Self {
        let tools = OPERATIONS.iter().filter(|info| is_allowed(info));
        let tools = tools.map(|info| (info, tool(info, lang))).collect();
        Self { client, tools: Arc::new(tools), show_secrets, lang }
    }

    /// Calls a tool. What the model can correct is an answer, not an error of the protocol.
    async fn call(
        &self,
        request: CallToolRequestParams,
    ) -> Result<CallToolResult, ErrorData> {
        let known = self.tools.iter().find(|(info, _)| info.name == request.name);
        let Some((info, _)) = known else {
            let names = self.tools.iter().map(|(info, _)| info.name);
            let hidden = OPERATIONS.iter().find(|info| info.name == request.name);
            let remedy = hidden.map_or_else(
                || meant(&request.name, names),
                |info| {
                    format!(
                        "; start `gensee mcp` with `--allow {}`",
                        effect(info.effect)
                    )
                },
            );
            let message = format!("`{}` is not a tool here{remedy}", request.name);
            return Err(ErrorData::invalid_params(message, None));
        };
        let call = Call {
            info,
            arguments: request.arguments.unwrap_or_default(),
            client: self.client.clone(),
            show_secrets: self.show_secrets,
            runtime: Handle::current(),
        };
        // A visit is a function that waits; meanwhile the runtime serves others.
        let name = info.name;
        let done = tokio::task::spawn_blocking(move || visit(name, call)).await;
        let done =
            done.map_err(|error| ErrorData::internal_error(error.to_string(), None))?;
        Ok(match done {
            Some(Ok(answer)) => CallToolResult::structured(answer),
            Some(Err(message)) => {
                CallToolResult::error(vec![ContentBlock::text(message)])
            }
            None => CallToolResult::error(Vec::new()),
        })
    }

    /// The text of a resource.
    fn resource(&self, uri: &str) -> Result<String, ErrorData> {
        let missing = |message: String| ErrorData::resource_not_found(message, None);
        if uri == CODES {
            return Ok(codes());
        }
        let place = if let Some(section) = uri.strip_prefix(CHAPTER) {
            let found = OPERATIONS.iter().find(|info| info.section == section);
            found.map(|info| info.name.to_owned())
        } else {
            uri.strip_prefix(ROW).map(|place| place.replacen('/', "#", 1))
        };
        let place =
            place.ok_or_else(|| missing(format!("`{uri}` is not a resource")))?;
        explain::text(&place, self.lang).map_err(|failure| missing(failure.to_string()))
    }
}

fn tool(info: &'static OperationInfo, lang: Lang) -> Tool {
    let hints = ToolAnnotations::new()
        .read_only(info.effect == Effect::Read)
        .destructive(info.effect == Effect::Delete);
    let schema = arguments(info, is_list(info), lang);
    Tool::new(info.name, about(info, lang), schema)
        .with_title(lang.pick(kebab(info.name), title(info).to_owned()))
        .with_annotations(hints)
}

fn effect(effect: Effect) -> String {
    format!("{effect:?}").to_lowercase()
}

/// The return codes with what they mean.
fn codes() -> String {
    let line = |value: &gensee_api::schema::CodeValue| {
        format!("{}  {}: {}\n", value.code, value.name, value.summary)
    };
    ReturnCode::VALUES.iter().map(line).collect()
}

impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder()
            .enable_tools()
            .enable_resources()
            .enable_prompts()
            .build();
        let own = Implementation::new("gensee", env!("CARGO_PKG_VERSION"));
        ServerConfig::new(capabilities).with_server_info(own).with_instructions(self.lang.pick(
            "The HTTP interface of Gensee live webcasts. Times are China time, or milliseconds since 1970. A list comes in \
             parts: pass `nextCursor` as `cursor`, with the same other arguments. `***` stands for a secret. A resource \
             says of each operation what the document says.",
            "展视互动直播的 HTTP 接口。时间为中国时间或 1970 年以来的毫秒数。列表分批返回：将 `nextCursor` 作为 `cursor` 传入，其他参数不变。`***` 表示保密内容。资源中有各接口的文档说明。",
        ))
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        let tools = self.tools.iter().map(|(_, tool)| tool.clone()).collect();
        Ok(ListToolsResult::with_all_items(tools))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        Ok(self.call(request).await?.into())
    }

    async fn list_resources(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourcesResult, ErrorData> {
        let chapter = |info: &OperationInfo| {
            Resource::new(format!("{CHAPTER}{}", info.section), info.name)
                .with_title(format!("{} {}", info.section, title(info)))
                .with_description(info.summary)
                .with_mime_type(TEXT)
        };
        let codes = Resource::new(CODES, "return_codes")
            .with_title(self.lang.pick("Return codes", "返回代码"))
            .with_mime_type(TEXT);
        let all = OPERATIONS.iter().map(chapter).chain([codes]);
        Ok(ListResourcesResult::with_all_items(all.collect()))
    }

    async fn list_resource_templates(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourceTemplatesResult, ErrorData> {
        let row = ResourceTemplate::new(format!("{ROW}{{operation}}/{{row}}"), "row")
            .with_title(self.lang.pick("A row of an operation", "接口的一个字段"))
            .with_description(self.lang.pick(
                "What the document and the wire say about a row, such as gensee://explain/create_webcast/request.telconf",
                "文档与实际接口对字段的规定，例如 gensee://explain/create_webcast/request.telconf",
            ))
            .with_mime_type(TEXT);
        Ok(ListResourceTemplatesResult::with_all_items(vec![row]))
    }

    async fn read_resource(
        &self,
        request: ReadResourceRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        let text = self.resource(&request.uri)?;
        let contents = ResourceContents::text(text, request.uri);
        Ok(ReadResourceResult::new(vec![contents]).into())
    }

    async fn list_prompts(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListPromptsResult, ErrorData> {
        let prompts = JOBS.iter().map(|job| {
            let arguments = job.arguments.iter().map(|argument| {
                PromptArgument::new(argument.name)
                    .with_description(self.lang.pick(argument.about.0, argument.about.1))
                    .with_required(argument.default.is_none())
            });
            Prompt::new(job.name, Some(job.title(self.lang)), Some(arguments.collect()))
        });
        Ok(ListPromptsResult::with_all_items(prompts.collect()))
    }

    async fn get_prompt(
        &self,
        request: GetPromptRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<GetPromptResponse, ErrorData> {
        let Some(job) = JOBS.iter().find(|job| job.name == request.name) else {
            let near = meant(&request.name, JOBS.iter().map(|job| job.name));
            let message = format!("`{}` is not a prompt{near}", request.name);
            return Err(ErrorData::invalid_params(message, None));
        };
        let text = job.text(&request.arguments.unwrap_or_default());
        let text = text.map_err(|message| ErrorData::invalid_params(message, None))?;
        let message = PromptMessage::new_text(Role::User, text);
        Ok(GetPromptResult::new(vec![message])
            .with_description(job.title(self.lang))
            .into())
    }
}
