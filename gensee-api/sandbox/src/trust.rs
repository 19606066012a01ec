//! Hosts that the user of the sandbox trusts, and those that are this machine.

use std::net::IpAddr;

/// Names of hosts, or `*` for all.
#[derive(Clone, Debug, Default)]
pub(super) struct Hosts(Vec<String>);

impl Hosts {
    pub(super) fn add(&mut self, host: &str) {
        self.0.push(host.trim_matches(['[', ']']).to_owned());
    }

    /// Whether every host is trusted.
    pub(super) fn all(&self) -> bool {
        self.0.iter().any(|host| host == "*")
    }

    /// Whether a host is trusted; `name` stands without a port.
    pub(super) fn has(&self, name: &str) -> bool {
        let name = name.trim_matches(['[', ']']);
        self.all() || self.0.iter().any(|host| host.eq_ignore_ascii_case(name))
    }
}

/// The address that a host is, when it is one rather than a name.
pub(super) fn address(name: &str) -> Option<IpAddr> {
    name.trim_matches(['[', ']']).parse().ok().map(|ip: IpAddr| ip.to_canonical())
}

/// Whether a host, without a port, is `localhost` or a loopback address.
pub(super) fn is_loopback(name: &str) -> bool {
    name.eq_ignore_ascii_case("localhost")
        || address(name).is_some_and(|ip| ip.is_loopback())
}
