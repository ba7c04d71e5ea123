package polystore.transformers.plan;

import java.util.ArrayList;
import java.util.List;
import polystore.transformers.shape.Fault;

/// Collects the faults of a mapping, so that all are reported together.
final class Faults {

    private final List<Fault> faults = new ArrayList<>();

    void add(String place, String problem, String correction) {
        faults.add(new Fault(place.isEmpty() ? "mapping" : place, problem, correction));
    }

    List<Fault> all() {
        return List.copyOf(faults);
    }

    static String below(String place, String name) {
        return place.isEmpty() ? name : place + "." + name;
    }
}
