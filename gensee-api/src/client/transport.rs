//! What carries a request to a server and brings its answer back: the network, or a function.

mod connector;
mod failure;
pub(crate) mod network;
mod stream;
pub(crate) mod tls;

use std::error::Error as StdError;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, Request, Response, StatusCode, header};
use http_body_util::BodyExt as _;

pub(crate) use failure::Failure;
use network::Network;

/// Executes requests. Clones share the connections.
#[derive(Clone)]
pub(crate) enum Transport {
    /// Over the network.
    Network(Network),
    /// By a client of the user.
    #[cfg(feature = "reqwest")]
    Reqwest(reqwest::Client),
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
            Box::pin(async move {
                answer.await.into_answer().map_err(|error| Failure::told(&*error))
            })
        }))
    }

    /// Sends the request once, without following redirections, and returns the head of the answer; its body is read
    /// from [`Incoming::chunk`].
    pub(crate) async fn execute(
        &self,
        request: Request<Vec<u8>>,
    ) -> Result<Incoming, Failure> {
        match self {
            Transport::Network(network) => {
                let (parts, body) = network.execute(request).await?.into_parts();
                Ok(Incoming::new(parts, Body::Network(body)))
            }
            #[cfg(feature = "reqwest")]
            Transport::Reqwest(client) => {
                let sent =
                    async { client.execute(reqwest::Request::try_from(request)?).await };
                let answer = sent.await.map_err(Failure::of_reqwest)?;
                let (parts, body) = Response::from(answer).into_parts();
                Ok(Incoming::new(parts, Body::Reqwest(body)))
            }
            Transport::Function(answer) => {
                let (parts, body) = answer(request).await?.into_parts();
                Ok(Incoming::new(parts, Body::Whole(Some(Bytes::from(body)))))
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
    Network(hyper::body::Incoming),
    #[cfg(feature = "reqwest")]
    Reqwest(reqwest::Body),
    /// `None` once it was given.
    Whole(Option<Bytes>),
}

impl Incoming {
    fn new(parts: http::response::Parts, body: Body) -> Self {
        Self { status: parts.status, headers: parts.headers, body }
    }

    /// The length of the body, when it is known before the body arrives.
    pub(crate) fn content_length(&self) -> Option<u64> {
        match &self.body {
            Body::Whole(body) => body.as_ref().map(|body| body.len() as u64),
            _ => self.headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok(),
        }
    }

    /// The next part of the body, never empty; `None` when it is complete.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Bytes>, Failure> {
        loop {
            let frame = match &mut self.body {
                Body::Network(body) => {
                    body.frame().await.transpose().map_err(Failure::of_body)?
                }
                #[cfg(feature = "reqwest")]
                Body::Reqwest(body) => {
                    body.frame().await.transpose().map_err(Failure::of_reqwest)?
                }
                Body::Whole(body) => {
                    return Ok(body.take().filter(|body| !body.is_empty()));
                }
            };
            // Trailers are not data.
            match frame.map(|frame| frame.into_data()) {
                None => return Ok(None),
                Some(Ok(data)) if !data.is_empty() => return Ok(Some(data)),
                Some(_) => {}
            }
        }
    }
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
