package polystore.command.stack;

import polystore.stores.ProcessFiles;
import polystore.stores.RunningServer;

/// One process of the stack, with the function that starts it.
///
/// @param name in `status`, in `logs` and in file names
/// @param address that it serves requests at
public record Component(String name, String address, int port, ProcessFiles files, Starter starter) {
    /// Starts the component and returns when it serves requests.
    public interface Starter {
        /// @throws RuntimeException when it does not become ready; the message contains the cause
        RunningServer start();
    }
}
