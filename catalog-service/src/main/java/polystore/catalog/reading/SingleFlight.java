package polystore.catalog.reading;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Lets one caller fetch a key and gives all who ask meanwhile the same answer: a hot product that expires costs the
/// database one read, not one a reader. Never more flights than request threads.
final class SingleFlight<V> {

    private final Map<String, CompletableFuture<V>> flights = new ConcurrentHashMap<>();

    V fetch(String key, Supplier<V> load) {
        var mine = new CompletableFuture<V>();
        var others = flights.putIfAbsent(key, mine);
        if (others != null) {
            return joined(others);
        }
        try {
            var value = load.get();
            mine.complete(value);
            return value;
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            flights.remove(key, mine);
        }
    }

    /// Who asks from now on does not join a flight that took off before.
    void forget(String key) {
        flights.remove(key);
    }

    /// Waits as long as the fetching caller, whose operations all have a bound.
    private V joined(CompletableFuture<V> flight) {
        try {
            return flight.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
