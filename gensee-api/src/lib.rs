//! Typed client of the HTTP interface of Gensee (展视互动) live webcasts.
