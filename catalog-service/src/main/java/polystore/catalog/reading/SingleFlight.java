package polystore.catalog.reading;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Loads a key once for all callers that request it at the same time, so that a popular product whose copy has expired
/// costs the database one read and not one per reader. There are never more loads than request threads.
final class SingleFlight<V> {

    private final Map<String, Flight<V>> flights = new ConcurrentHashMap<>();

    /// @param load runs outside of every lock
    /// @param store receives the loaded value, unless the key was forgotten meanwhile; must not block
    V fetch(String key, Supplier<V> load, Consumer<V> store) {
        var mine = new Flight<V>();
        var others = flights.putIfAbsent(key, mine);
        if (others != null) {
            return others.joined();
        }
        try {
            var value = load.get();
            mine.complete(value, store);
            return value;
        } catch (RuntimeException | Error e) {
            mine.answer.completeExceptionally(e);
            throw e;
        } finally {
            flights.remove(key, mine);
        }
    }

    /// After it has returned, no load that began before it is stored, nor joined by a new caller.
    void forget(String key) {
        var flight = flights.remove(key);
        if (flight != null) {
            flight.forget();
        }
    }

    /// One load, with the callers that wait for it.
    private static final class Flight<V> {

        private final CompletableFuture<V> answer = new CompletableFuture<>();
        private boolean forgotten;

        synchronized void forget() {
            forgotten = true;
        }

        synchronized void complete(V value, Consumer<V> store) {
            if (!forgotten) {
                store.accept(value);
            }
            answer.complete(value);
        }

        /// Waits as long as the loading caller, whose operations all have a timeout.
        V joined() {
            try {
                return answer.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw e;
            }
        }
    }
}
