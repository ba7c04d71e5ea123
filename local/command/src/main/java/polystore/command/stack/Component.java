package polystore.command.stack;

import polystore.stores.RunningServer;
import polystore.stores.Traces;

/// One process of the stack and how to start it.
///
/// @param name as in `status`, `logs` and the names of its files
/// @param address where it takes requests
public record Component(String name, String address, int port, Traces traces, Starter starter) {
    /// Starts the component and returns when it takes requests.
    public interface Starter {
        /// @throws RuntimeException when it does not become ready; the message says why
        RunningServer start();
    }
}
