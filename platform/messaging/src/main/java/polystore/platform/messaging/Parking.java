package polystore.platform.messaging;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import polystore.platform.messaging.Decoded.Ignored;
import polystore.platform.messaging.Decoded.Message;
import polystore.platform.messaging.Decoded.Rejected;

/// Divides the records of a batch into those to apply and those to park. With a record that cannot be applied,
/// later ones of the same key are parked, and no others.
///
/// @param apply in order
/// @param park in order
public record Parking<T>(List<Message<T>> apply, List<ParkedRecord> park) {

    /// The decision about a message whose key has no parked records.
    public sealed interface Verdict {
        record Apply() implements Verdict {}

        /// The message was applied before.
        record Skip() implements Verdict {}

        record Park(String cause) implements Verdict {}
    }

    /// @param waiting keys that have parked records
    /// @param verdicts called in order for each message whose key has none
    public static <T> Parking<T> of(Batch<T> batch, Set<String> waiting, Function<T, Verdict> verdicts) {
        var sorting =
                new Sorting<>(new HashSet<>(waiting), verdicts, new Parking<T>(new ArrayList<>(), new ArrayList<>()));
        batch.decoded().forEach(sorting::sort);
        return sorting.result;
    }

    private record Sorting<T>(Set<String> waiting, Function<T, Verdict> verdicts, Parking<T> result) {

        void sort(Decoded<T> decoded) {
            if (waiting.contains(decoded.record().key())) {
                result.park.add(ParkedRecord.behind(decoded.record()));
                return;
            }
            switch (decoded) {
                case Message<T> message -> sort(message);
                case Rejected<T>(var record, var cause, var attempts) ->
                    park(new ParkedRecord(record, cause, attempts));
                case Ignored<T> ignored -> {}
            }
        }

        private void sort(Message<T> message) {
            switch (verdicts.apply(message.value())) {
                case Verdict.Apply apply -> result.apply.add(message);
                case Verdict.Skip skip -> {}
                case Verdict.Park(var cause) -> park(new ParkedRecord(message.record(), cause, 1));
            }
        }

        /// Records without a key are independent of each other.
        private void park(ParkedRecord parked) {
            result.park.add(parked);
            if (parked.record().keyBytes() != null) {
                waiting.add(parked.record().key());
            }
        }
    }
}
