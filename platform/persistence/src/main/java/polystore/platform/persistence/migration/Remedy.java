package polystore.platform.persistence.migration;

import java.util.List;
import java.util.regex.Pattern;

/// Advice about a database that does not answer. It is chosen by the text of the driver's exception, because the
/// driver of MongoDB reports the reason of a timeout only as text.
record Remedy(Pattern reason, String advice) {

    /// The first match is used, because the text of an expired certificate also matches the rule for an untrusted
    /// one.
    private static final List<Remedy> ALL = List.of(
            of("CertificateExpired|certificate_expired|NotAfter:", "renew the certificate of %1$s, which has expired"),
            of("PKIX path|certificate_unknown", "trust the authority that signed the certificate of %1$s"),
            of(
                    "hostname|subject alternative|No name matching",
                    "use an address of %1$s whose host name is in its certificate"),
            of(
                    "authenticat|Authentication failed|role \"[^\"]*\" does not exist",
                    "correct user and password in %3$s, or change them in %1$s"),
            of("database \"[^\"]*\" does not exist", "create the database, or correct %2$s"),
            of("No space left", "free space on the disk of %1$s"),
            of("starting up|shutting down|recovery mode", "wait until %1$s has started; its log says what it does"));

    private static final String OTHERWISE = "start %1$s, or correct %2$s";

    /// @param database as its schema names it, `PostgreSQL` or `MongoDB`
    static String of(String database, Throwable failure) {
        var reason = text(failure);
        var advice = ALL.stream()
                .filter(remedy -> remedy.reason.matcher(reason).find())
                .map(Remedy::advice)
                .findFirst()
                .orElse(OTHERWISE);
        return database.equals("MongoDB")
                ? advice.formatted(database, "MONGODB_URI", "MONGODB_URI")
                : advice.formatted(database, "POSTGRES_URL", "POSTGRES_USER and POSTGRES_PASSWORD");
    }

    private static Remedy of(String reason, String advice) {
        return new Remedy(Pattern.compile(reason), advice);
    }

    private static String text(Throwable failure) {
        var text = new StringBuilder();
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause).append('\n');
        }
        return text.toString();
    }
}
