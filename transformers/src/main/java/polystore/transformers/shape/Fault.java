package polystore.transformers.shape;

/// A fault of a mapping.
///
/// @param place path of the rule: `rentals.film.title`
/// @param problem with the names concerned
/// @param correction the correction: what to write or to run instead
public record Fault(String place, String problem, String correction) {

    @Override
    public String toString() {
        return place + ": " + problem + "; " + correction;
    }
}
