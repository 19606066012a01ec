//! The interface without a network: a request becomes an [`http::Request`], an [`http::Response`] becomes an answer.

mod base;
mod items;
mod list;

use std::fmt;
use std::sync::Arc;

pub(crate) use base::origin;
pub use items::ItemReader;
#[cfg(feature = "client")]
pub(crate) use list::{Head, Limits, ListReader, halve};

use http::{HeaderMap, Method as HttpMethod, Request, Response, StatusCode, header};

use crate::answer::Answer as _;
use crate::error::{Body, Error, Result, Sent};
use crate::operation::{Method, Operation, Paginated};
use crate::paging::Paginator;
use crate::params::{
    Form, FormReader, FormWriter, ListFormat, Parameters as _, to_form,
};
use crate::response::{DecodeError, Decoded, decode};
use crate::schema::FieldInfo;
use crate::webcast::shared::Login;
use crate::wire::{Password, Secret, TimeFormat};

/// How a request is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Format {
    /// POST or GET.
    pub method: Method,
    /// Times as milliseconds or as China time.
    pub times: TimeFormat,
    /// Lists indexed or repeated; `None` for the way of the operation, [`Operation::LISTS`].
    pub lists: Option<ListFormat>,
    /// Sends a request that breaks a rule of the document, or by a method that the document does not list, instead of
    /// refusing it.
    pub unchecked: bool,
}

/// A site and a login: what every request needs besides its own parameters.
///
/// It does everything the client does except for the network, for use with another HTTP library. It needs no feature.
///
/// ```
/// use gensee_api::{Password, Site, webcast::ExportHistoryPage};
///
/// let site = Site::new("https://test.gensee.com", "admin@test.com", Password::md5("888888"))?;
/// let request = site.request(&ExportHistoryPage::new("5f3c"))?;
/// assert_eq!(request.uri(), "https://test.gensee.com/integration/site/webcast/export/history/page");
///
/// // … send `request` with any HTTP stack, which brings back an answer:
/// let response = http::Response::new(r#"{"code":"0","list":[{"nickname":"张三","uid":1000000042}]}"#);
/// let answer = site.answer::<ExportHistoryPage>(response)?;
/// assert_eq!(answer.list[0].nickname.as_deref(), Some("张三"));
/// # Ok::<_, gensee_api::Error>(())
/// ```
#[derive(Clone)]
pub struct Site {
    /// Scheme, host and base path, without a slash at the end.
    base: String,
    /// Scheme, host and port alone, for errors.
    origin: Arc<str>,
    login: Login,
    format: Format,
}

impl Site {
    /// Makes a site from its address, such as `https://test.gensee.com`, and a login.
    ///
    /// # Errors
    /// [`Error::Config`] when the address is not http or https, or has user information, a query or a fragment; when
    /// the login name is empty, or when a hashed password is not a hash.
    pub fn new(url: &str, name: &str, password: Password) -> Result<Self> {
        if name.is_empty() {
            return Err(Error::config(
                "login",
                "the name is empty; give the name of a user of the site",
            ));
        }
        if !password.is_well_formed() {
            return Err(Error::config(
                "Password::hashed",
                "not 32 (MD5) or 40 (SHA-1) hex digits; give the hash, or use `Password::md5` with the clear text",
            ));
        }
        let mut login = Login::new(name, password.wire().clone());
        if password.is_hashed() {
            login = login.sec(true);
        }
        let base = base::parse(url)?;
        let origin = origin(&base).unwrap_or_default().into();
        Ok(Self { base, origin, login, format: Format::default() })
    }

    /// The same site with another format of requests.
    #[must_use]
    pub fn with_format(mut self, format: Format) -> Self {
        self.format = format;
        self
    }

    /// The same site with other values of the rows that every request repeats, beside name and password.
    ///
    /// ```
    /// # use gensee_api::{Password, Site, webcast::FinishWebcast};
    /// let site = Site::new("https://test.gensee.com", "admin@test.com", Password::plain("888888"))?;
    /// let site = site.with_login(|login| login.sec(false));
    /// let request = site.request(&FinishWebcast::new("5f3c"))?;
    /// assert!(request.body().starts_with(b"sec=false&"));
    /// # Ok::<_, gensee_api::Error>(())
    /// ```
    #[must_use]
    pub fn with_login(mut self, change: impl FnOnce(Login) -> Login) -> Self {
        self.login = change(self.login);
        self
    }

    /// The format of requests, unless a call sets its own.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The address below which all operations lie, with the base path of the interface.
    pub fn base_url(&self) -> &str {
        &self.base
    }

    /// What errors tell of a call that was sent so often.
    pub(crate) fn sent(&self, attempts: u32) -> Sent {
        Sent::new(Arc::clone(&self.origin), attempts)
    }

    /// The request of an operation, ready to be sent. It holds the credentials, in its body or with [`Method::Get`] in
    /// its address: do not print it.
    ///
    /// # Errors
    /// [`Error::Invalid`] when it breaks a rule of the document, [`Error::Config`] when the document does not list the
    /// method of the format for it.
    pub fn request<O: Operation>(&self, operation: &O) -> Result<Request<Vec<u8>>> {
        self.request_as(operation, self.format)
    }

    /// Like [`Site::request`], but in another format than that of the site.
    ///
    /// # Errors
    /// As for [`Site::request`]; with [`Format::unchecked`] neither is an error.
    pub fn request_as<O: Operation>(
        &self,
        operation: &O,
        format: Format,
    ) -> Result<Request<Vec<u8>>> {
        self.request_with(operation, format, &[])
    }

    /// Like [`Site::request_as`], with parameters that the document does not have.
    ///
    /// # Errors
    /// As for [`Site::request`], and [`Error::Config`] when one of the parameters is a documented one; with
    /// [`Format::unchecked`] none of these is an error.
    pub fn request_with<O: Operation>(
        &self,
        operation: &O,
        format: Format,
        extra: &[(String, Secret)],
    ) -> Result<Request<Vec<u8>>> {
        if !format.unchecked {
            listed::<O>(format.method)?;
            extra.iter().try_for_each(|(name, _)| unlisted::<O>(name))?;
            operation.check().map_err(|invalid| Error::Invalid {
                operation: O::NAME,
                invalid: Box::new(invalid),
            })?;
        }
        let lists = format.lists.unwrap_or(O::LISTS);
        let mut form = FormWriter::new(format.times, lists);
        self.login.write_fields(&mut form);
        operation.write_fields(&mut form);
        extra.iter().for_each(|(name, value)| form.text(name, value.expose()));
        let form = form.finish();

        let (base, path) = (&self.base, O::PATH);
        let request = match format.method {
            Method::Post => Request::builder()
                .method(HttpMethod::POST)
                .uri(format!("{base}{path}"))
                .header(
                    header::CONTENT_TYPE,
                    "application/x-www-form-urlencoded; charset=UTF-8",
                )
                .body(form.into_bytes()),
            Method::Get => Request::builder()
                .method(HttpMethod::GET)
                .uri(format!("{base}{path}?{form}"))
                .body(Vec::new()),
        };
        // The error of `http` is dropped, because it may quote the address, which may hold the password.
        request.map_err(|_| {
            Error::config(
                O::NAME,
                "the address of the request is too long or malformed; send it with POST, or correct the operation's `PATH`",
            )
        })
    }

    /// Reads the response to an operation.
    ///
    /// # Errors
    /// [`Error::Http`] on a status that is not 2xx, [`Error::Api`] on a return code other than 0, [`Error::Decode`]
    /// when the answer cannot be read.
    pub fn answer<O: Operation>(
        &self,
        response: Response<impl AsRef<[u8]>>,
    ) -> Result<O::Response> {
        let (parts, body) = response.into_parts();
        let location = location(&parts.headers);
        let answer = read::<O>(parts.status, location, &self.sent(1), body.as_ref());
        answer.and_then(whole::<O>).map_err(|error| self.scrub(error))
    }

    /// Every item of a list, whose answers are taken as their bytes arrive; the memory does not grow with the list.
    ///
    /// ```
    /// # use gensee_api::{Paginated, Result, Site, http};
    /// # type Sent = http::Response<Vec<Vec<u8>>>;
    /// # fn send(_request: http::Request<Vec<u8>>) -> Sent { unreachable!() }
    /// fn print<O: Paginated>(site: &Site, operation: O) -> Result<()> {
    ///     let mut items = site.items(operation);
    ///     while let Some(request) = items.request()? {
    ///         let response = send(request);
    ///         items.begin(&response);
    ///         for bytes in response.body() {
    ///             items.push(bytes)?;
    ///             while let Some(item) = items.next_item() {
    ///                 println!("{}", O::Item::SUMMARY);
    /// #               item?;
    ///             }
    ///         }
    ///         items.end()?;
    ///         // … and the items that the end brings, as above.
    ///     }
    ///     Ok(())
    /// }
    /// # use gensee_api::Answer as _;
    /// ```
    pub fn items<O: Paginated>(&self, operation: O) -> ItemReader<'_, O> {
        ItemReader::new(self, Paginator::new(operation))
    }

    /// Removes the secrets of the login from an error, in case the server repeated them.
    fn scrub(&self, error: Error) -> Error {
        let login = to_form(&self.login);
        let form = Form::parse(login.as_bytes());
        error.scrub(&secrets(Login::ROWS, &form.reader()).collect::<Vec<_>>())
    }
}

/// Scheme and host of the address that a redirection points to.
pub(crate) fn location(headers: &HeaderMap) -> Option<String> {
    origin(headers.get(header::LOCATION)?.to_str().ok()?)
}

/// The texts of the secret rows in a form, which errors must not show even if a server repeats them.
pub(crate) fn secrets<'f>(
    rows: &'static [FieldInfo],
    form: &FormReader<'f>,
) -> impl Iterator<Item = &'f str> {
    rows.iter().filter(|row| row.secret).filter_map(|row| form.text(row.name))
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Site")
            .field("base", &self.base)
            .field("format", &self.format)
            .finish_non_exhaustive()
    }
}

/// Refuses a parameter that the document has for the operation.
fn unlisted<O: Operation>(name: &str) -> Result<()> {
    // `list[0].url` belongs to `list`.
    let first = name.split(['[', '.']).next().unwrap_or(name);
    let mut rows = Login::ROWS.iter().chain(O::ROWS);
    match rows.find(|row| row.names.contains(&first)) {
        Some(row) => Err(Error::config(
            O::NAME,
            format!("`{name}` is documented; set the field `{}` instead", row.rust_name),
        )),
        None => Ok(()),
    }
}

/// Refuses a method that the document does not list for the operation.
fn listed<O: Operation>(method: Method) -> Result<()> {
    if O::METHODS.contains(&method) {
        return Ok(());
    }
    Err(Error::config(
        O::NAME,
        match method {
            Method::Get => {
                "the document lists POST only; send it with `.post()` (`.unchecked()` sends it by GET all the same)"
            }
            Method::Post => {
                "the document lists GET only; send it with `.get()`, which puts the credentials into the address (`.unchecked()` sends it by POST all the same)"
            }
        },
    ))
}

/// An answer, and the errors of its rows that cannot be read, each with the number of rows before it.
pub(crate) type Partial<T> = (T, Vec<(usize, Error)>);

/// Reads an answer from its HTTP status, redirection and body.
pub(crate) fn read<O: Operation>(
    status: StatusCode,
    location: Option<String>,
    sent: &Sent,
    body: &[u8],
) -> Result<Partial<O::Response>> {
    if !status.is_success() {
        return Err(Error::Http {
            operation: O::NAME,
            sent: Box::new(sent.clone()),
            status,
            location: location.filter(|_| status.is_redirection()).map(Into::into),
            body: Body::new(body.to_vec()),
        });
    }
    match decode::<O>(body) {
        Ok(Decoded::Answer(answer)) => Ok((answer, Vec::new())),
        Ok(Decoded::Partial { answer, faults }) => {
            let body = Body::new(body.to_vec());
            let faults = faults.into_iter();
            let faults =
                faults.map(|it| (it.rows_before, unreadable::<O>(it, &body))).collect();
            Ok((answer, faults))
        }
        Ok(Decoded::Refused { code, message }) => Err(Error::Api {
            operation: O::NAME,
            code,
            message: message.unwrap_or_default().into(),
        }),
        Err(fault) => Err(unreadable::<O>(fault, &Body::new(body.to_vec()))),
    }
}

pub(crate) fn unreadable<O: Operation>(fault: DecodeError, body: &Body) -> Error {
    Error::Decode {
        operation: O::NAME,
        path: fault.path.into(),
        reason: fault.message.into(),
        body: body.clone(),
    }
}

/// The answer of a single call, for which a row that cannot be read is an error, and so is an empty list that has rows.
pub(crate) fn whole<O: Operation>(
    (answer, faults): Partial<O::Response>,
) -> Result<O::Response> {
    if let Some((_, fault)) = faults.into_iter().next() {
        return Err(fault);
    }
    match answer.claimed() {
        Some(total) => {
            Err(Error::Incomplete { operation: O::NAME, rows: 0, total: Some(total) })
        }
        None => Ok(answer),
    }
}

impl Error {
    /// After an answer some of whose rows cannot be read: the answer without them, and why each of them cannot be read.
    ///
    /// A single call ends in the error of the first such row. A list ([`Client::items`](crate::Client::items)) goes on
    /// after it by itself.
    ///
    /// ```
    /// # use gensee_api::{Password, Site};
    /// use gensee_api::webcast::SyncDocuments;
    ///
    /// # let site = Site::new("https://test.gensee.com", "admin@test.com", Password::plain("888888"))?;
    /// let body = r#"{"code":"0","list":[{"id":1},{"name":"a"},{"id":3}]}"#;
    /// let error = site.answer::<SyncDocuments>(http::Response::new(body)).unwrap_err();
    /// let (answer, faults) = error.partial::<SyncDocuments>().ok_or("no rows")?;
    /// assert_eq!(answer.list.len(), 2);
    /// assert_eq!(faults[0].path, "$.list[1].id");
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    pub fn partial<O: Operation>(&self) -> Option<(O::Response, Vec<DecodeError>)> {
        let Error::Decode { operation, body, .. } = self else { return None };
        if *operation != O::NAME {
            return None;
        }
        match decode::<O>(body.as_ref()) {
            Ok(Decoded::Partial { answer, faults }) => Some((answer, faults)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Secret;
    use crate::params::Parameters;

    /// Rows that every request might repeat one day.
    #[derive(Clone, Debug, PartialEq, Parameters)]
    struct Repeated {
        login_name: String,
        password: Secret,
        app_key: Option<Secret>,
    }

    #[test]
    fn every_secret_row_is_one_that_errors_must_not_show() {
        let login = Repeated::new("admin", "888888").app_key("a&b c");
        let form = to_form(&login);
        let form = Form::parse(form.as_bytes());
        let found: Vec<_> = secrets(Repeated::ROWS, &form.reader()).collect();
        assert_eq!(found, ["888888", "a&b c"]);
    }
}
