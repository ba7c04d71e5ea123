package polystore.command.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import polystore.command.home.Variable;
import polystore.command.infrastructure.Jvm;
import polystore.stores.ServiceDatabase;

/// The process of [AnalyticsProgram].
final class AnalyticsBaseline implements AutoCloseable {

    /// Begins the lines of output that are answers; others may be log lines of libraries.
    static final String ANSWER = "answer ";

    /// Between the names of an answer.
    static final String SEPARATOR = "|";

    private static final int HEAP_MEGABYTES = 512;
    private static final long END_SECONDS_MAX = 10;

    private final Process process;
    private final BufferedReader output;
    private final BufferedWriter input;

    private AnalyticsBaseline(Process process) {
        this.process = process;
        this.output = process.inputReader();
        this.input = process.outputWriter();
    }

    /// @param service the folder `quarkus-app` of the built analytics service
    static AnalyticsBaseline start(ServiceDatabase database, Path service) throws IOException {
        var command = new ArrayList<>(Jvm.bounded(HEAP_MEGABYTES));
        command.addAll(List.of("-cp", classPath(service), AnalyticsProgram.class.getName()));
        command.addAll(List.of(
                database.jdbcUrl(),
                database.owner().user(),
                database.application().user()));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put(Variable.PGPASSWORD.name(), database.owner().password());
        return new AnalyticsBaseline(builder.start());
    }

    private static String classPath(Path service) throws IOException {
        return Stream.of(
                        jars(service.resolve("app")),
                        jars(service.resolve("lib/main")),
                        Stream.of(System.getProperty("java.class.path")))
                .flatMap(it -> it)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Stream<String> jars(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(Path::toString).filter(it -> it.endsWith(".jar")).sorted().toList().stream();
        }
    }

    String ask(String command) throws IOException {
        input.write(command);
        input.newLine();
        input.flush();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(ANSWER)) {
                return line.substring(ANSWER.length());
            }
        }
        throw new IllegalStateException("The baseline has ended; its error is above");
    }

    @Override
    public void close() throws IOException {
        input.close();
        try {
            if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
