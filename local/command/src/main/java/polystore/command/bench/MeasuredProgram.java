package polystore.command.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import polystore.command.home.Variable;
import polystore.command.infrastructure.Jvm;

/// A part of a benchmark as a process of its own, because its heap is bounded and measured.
final class MeasuredProgram {

    private MeasuredProgram() {}

    /// Runs it to its end and prints what it prints.
    ///
    /// @param secrets in its environment
    /// @return its exit code
    static int run(int heapMegabytes, Map<Variable, String> secrets, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        var command = Jvm.withOurClasses(heapMegabytes, "bench-transform");
        command.add(program.getName());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.PIPE)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        secrets.forEach((variable, value) -> builder.environment().put(variable.name(), value));
        var process = builder.start();
        try (var output = process.inputReader()) {
            output.lines().forEach(System.out::println);
        }
        return process.waitFor();
    }
}
