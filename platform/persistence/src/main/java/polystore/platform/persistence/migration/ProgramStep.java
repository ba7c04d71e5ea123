package polystore.platform.persistence.migration;

import java.io.PrintStream;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/// A step that a program runs instead of serving requests, such as `java -jar quarkus-run.jar migrate`. Those of a
/// service are declared for [java.util.ServiceLoader].
public interface ProgramStep {

    /// The first argument of the program.
    String name();

    /// @param arguments after the name
    /// @return the exit code
    int run(Config config, List<String> arguments, PrintStream out, PrintStream err);

    /// The messages of all causes in one line, without repetitions.
    static String reason(Throwable failure) {
        var text = new StringBuilder();
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var message = String.valueOf(
                            cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage())
                    .replaceAll("\\s+", " ")
                    .strip();
            if (text.indexOf(message) < 0) {
                text.append(text.isEmpty() ? "" : ": ").append(message);
            }
        }
        return text.toString();
    }
}
