package polystore.transformers.shape;

/// One thing that is wrong with a mapping.
///
/// @param place path of the rule: `rentals.film.title`
/// @param problem what is wrong, with the names it is about
/// @param mend what to write or to run instead
public record Fault(String place, String problem, String mend) {

    @Override
    public String toString() {
        return place + ": " + problem + "; " + mend;
    }
}
