package polystore.transformers.live;

import java.util.List;
import polystore.transformers.shape.Fault;

/// A mapping cannot be followed until these faults are corrected.
public final class NotReadyException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    NotReadyException(List<Fault> faults) {
        super(String.join("\n", faults.stream().map(Fault::toString).toList()));
        this.faults = List.copyOf(faults);
    }

    NotReadyException(String place, String problem, String correction) {
        this(List.of(new Fault(place, problem, correction)));
    }

    /// Each with its correction, a statement where there is one.
    public List<Fault> faults() {
        return faults;
    }
}
