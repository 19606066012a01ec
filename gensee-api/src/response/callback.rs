//! The callback that the server sends to an address of yours when a transcoding has ended.

use crate::params::{Form, Param as _, ParamError, Parameters as _};
use crate::webcast::shared::TranscodeCallback;

/// The document says that the server sends a POST, but at times it sends a GET, so a handler must accept both.
impl TranscodeCallback {
    /// Reads the body of a POST.
    ///
    /// ```
    /// use gensee_api::webcast::TranscodeCallback;
    ///
    /// let callback = TranscodeCallback::from_form("gscoursewareId=4711&gsstatus=ok")?;
    /// assert!(callback.is_ok());
    /// # Ok::<_, gensee_api::params::ParamError>(())
    /// ```
    ///
    /// # Errors
    /// When the id of the courseware is missing or cannot be read.
    pub fn from_form(body: impl AsRef<[u8]>) -> Result<Self, ParamError> {
        Self::read_fields(&Form::parse(body.as_ref().trim_ascii()).reader())
    }

    /// Reads the address of a GET: the whole address, its path and query, or the query alone.
    ///
    /// # Errors
    /// When the id of the courseware is missing or cannot be read.
    pub fn from_query(address: &str) -> Result<Self, ParamError> {
        let address = address.split_once('#').map_or(address, |(address, _)| address);
        let query = address.split_once('?').map_or(address, |(_, query)| query);
        Self::from_form(query)
    }

    /// Whether the callback says that the transcoding succeeded. `false` also when the status is missing, which happens
    /// at times.
    pub fn is_ok(&self) -> bool {
        self.status.as_text().as_deref() == Some("ok")
    }
}

#[cfg(test)]
mod tests {
    use super::TranscodeCallback;

    #[test]
    fn callbacks_read() {
        for (sent, ok) in [
            ("gscoursewareId=4711&gsstatus=ok", true),
            ("gsstatus=ok&gscoursewareId=4711&more=1\r\n", true),
            ("gscoursewareId=4711&gsstatus=error", false),
            ("gscoursewareId=4711", false),
            ("gscoursewareId=4711&gsstatus=", false),
        ] {
            for callback in [
                TranscodeCallback::from_form(sent),
                TranscodeCallback::from_query(sent),
                TranscodeCallback::from_query(&format!("/transcoded?{sent}")),
                TranscodeCallback::from_query(&format!(
                    "https://example.com/a?{sent}#b"
                )),
            ] {
                let callback = callback.unwrap();
                assert_eq!(callback.courseware_id.to_string(), "4711", "{sent}");
                assert_eq!(callback.is_ok(), ok, "{sent}");
            }
        }
    }

    #[test]
    fn callbacks_refused() {
        for sent in ["", "gsstatus=ok", "{\"gscoursewareId\":1}"] {
            let error = TranscodeCallback::from_form(sent).unwrap_err();
            assert_eq!(error.to_string(), "`gscoursewareId` is missing", "{sent}");
        }
    }
}
