//! What carries a request to a server and brings its answer back: the network, or a function.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, Request, Response, StatusCode, header};

/// Executes requests. Clones share the connections.
#[derive(Clone)]
pub(crate) enum Transport {
    /// Over the network.
    Network(reqwest::Client),
    /// By a function of the user.
    Function(Arc<dyn Fn(Request<Vec<u8>>) -> Answering + Send + Sync>),
}

type Answering =
    Pin<Box<dyn Future<Output = Result<Response<Vec<u8>>, Failure>> + Send>>;

impl Transport {
    pub(crate) fn from_fn<F, R>(function: F) -> Self
    where
        F: Fn(Request<Vec<u8>>) -> R + Send + Sync + 'static,
        R: Future<Output: IntoAnswer> + Send + 'static,
    {
        Transport::Function(Arc::new(move |request| {
            let answer = function(request);
            Box::pin(async move { answer.await.into_answer().map_err(Failure::told) })
        }))
    }

    /// Sends the request once, without following redirections, and returns the head of the answer; its body is read
    /// from [`Incoming::chunk`].
    pub(crate) async fn execute(
        &self,
        request: Request<Vec<u8>>,
    ) -> Result<Incoming, Failure> {
        match self {
            Transport::Network(http) => {
                let request =
                    reqwest::Request::try_from(request).map_err(Failure::of)?;
                let mut response = http.execute(request).await.map_err(Failure::of)?;
                Ok(Incoming {
                    status: response.status(),
                    headers: std::mem::take(response.headers_mut()),
                    body: Body::Network(response),
                })
            }
            Transport::Function(answer) => {
                let (parts, body) = answer(request).await?.into_parts();
                Ok(Incoming {
                    status: parts.status,
                    headers: parts.headers,
                    body: Body::Whole(Some(Bytes::from(body))),
                })
            }
        }
    }
}

/// An answer whose body is still arriving. Dropping it ends the exchange.
pub(crate) struct Incoming {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    body: Body,
}

enum Body {
    Network(reqwest::Response),
    /// `None` once it was given.
    Whole(Option<Bytes>),
}

impl Incoming {
    /// The length of the body, when it is known before the body arrives.
    pub(crate) fn content_length(&self) -> Option<u64> {
        match &self.body {
            Body::Network(_) => {
                self.headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
            }
            Body::Whole(body) => body.as_ref().map(|body| body.len() as u64),
        }
    }

    /// The next part of the body, never empty; `None` when it is complete.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Bytes>, Failure> {
        match &mut self.body {
            Body::Network(response) => response.chunk().await.map_err(Failure::of),
            Body::Whole(body) => Ok(body.take().filter(|body| !body.is_empty())),
        }
    }
}

/// Why there is no answer, or no complete one.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The connection was not made within the time-out of connecting.
    ConnectTimeout,
    /// Anything else.
    Broken {
        /// The innermost cause.
        reason: String,
        /// Without the address of the request, which with GET holds the password.
        source: Box<dyn StdError + Send + Sync>,
    },
}

impl Failure {
    fn of(error: reqwest::Error) -> Self {
        if error.is_timeout() {
            return Failure::ConnectTimeout;
        }
        let error = error.without_url();
        Failure::Broken { reason: innermost(&error), source: Box::new(error) }
    }

    /// The failure of a user's function. Its text alone is kept, from which secrets of the request can be removed.
    fn told(error: Box<dyn StdError + Send + Sync>) -> Self {
        let reason = innermost(&*error);
        Failure::Broken { source: reason.clone().into(), reason }
    }
}

fn innermost(error: &(dyn StdError + 'static)) -> String {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}

/// What the function of [`Client::from_fn`](crate::Client::from_fn) may return: a response, whose body is text or
/// bytes, or a `Result` of one.
pub trait IntoAnswer: sealed::Sealed {
    #[doc(hidden)]
    fn into_answer(self) -> Result<Response<Vec<u8>>, Box<dyn StdError + Send + Sync>>;
}

impl<B: Into<Vec<u8>>> IntoAnswer for Response<B> {
    fn into_answer(self) -> Result<Response<Vec<u8>>, Box<dyn StdError + Send + Sync>> {
        Ok(self.map(Into::into))
    }
}

impl<B, E> IntoAnswer for Result<Response<B>, E>
where
    B: Into<Vec<u8>>,
    E: Into<Box<dyn StdError + Send + Sync>>,
{
    fn into_answer(self) -> Result<Response<Vec<u8>>, Box<dyn StdError + Send + Sync>> {
        self.map(|response| response.map(Into::into)).map_err(Into::into)
    }
}

mod sealed {
    pub trait Sealed {}
    impl<B> Sealed for http::Response<B> {}
    impl<B, E> Sealed for Result<http::Response<B>, E> {}
}

impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Transport::Network(_) => "Network",
            Transport::Function(_) => "Function",
        })
    }
}
