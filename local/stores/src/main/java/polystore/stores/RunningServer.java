package polystore.stores;

/// A server process that has become ready.
public interface RunningServer extends AutoCloseable {
    Process process();

    /// Asks the server to stop, and kills it when it has not stopped within a limit.
    @Override
    void close();
}
