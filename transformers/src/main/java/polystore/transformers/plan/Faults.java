package polystore.transformers.plan;

import java.util.ArrayList;
import java.util.List;
import polystore.transformers.shape.Fault;

/// Collects what is wrong with a mapping, so that all of it is said at once.
final class Faults {

    private final List<Fault> faults = new ArrayList<>();

    void add(String place, String problem, String mend) {
        faults.add(new Fault(place.isEmpty() ? "mapping" : place, problem, mend));
    }

    List<Fault> all() {
        return List.copyOf(faults);
    }

    static String below(String place, String name) {
        return place.isEmpty() ? name : place + "." + name;
    }
}
