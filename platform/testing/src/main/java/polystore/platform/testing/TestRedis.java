package polystore.platform.testing;

/// The Redis server of a test run.
public record TestRedis(int port) {
    /// The address for a service's user (`catalog`, `gateway`), which reaches only keys `<service>:…`; or for
    /// `operator`, who reaches everything.
    public String uri(String user) {
        return "redis://" + user + ":" + StoresProcess.PASSWORD + "@127.0.0.1:" + port;
    }
}
