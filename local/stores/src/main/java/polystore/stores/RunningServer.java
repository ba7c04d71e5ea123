package polystore.stores;

/// A server that was ready to take requests when it was handed over.
public interface RunningServer extends AutoCloseable {
    Process process();

    /// Asks the server to stop, and kills it when it does not within seconds.
    @Override
    void close();
}
