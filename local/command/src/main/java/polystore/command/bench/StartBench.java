package polystore.command.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.images.ImageRun;
import polystore.command.services.Service;
import polystore.command.stack.StatusFile;

/// `bench start`: what the AOT cache of an image brings, against the same program as a plain fast-jar.
@Command(
        name = "start",
        description = "Start and warm up each service as in its image, with its AOT cache, alternating with a plain"
                + " fast-jar. The stack must be running: the services use its stores.",
        mixinStandardHelpOptions = true)
final class StartBench implements Callable<Integer> {
    @Option(names = "--only", split = ",", description = "Services to measure; all by default.")
    private @Nullable List<String> only;

    @Option(names = "--rounds", description = "Starts of each side (${DEFAULT-VALUE}).", defaultValue = "5")
    private int rounds;

    @Option(
            names = "--warm-up",
            description = "Seconds of load before the warm throughput is measured (${DEFAULT-VALUE}).",
            defaultValue = "30")
    private int warmUpSeconds;

    @Option(
            names = "--seconds",
            description = "Seconds in which the throughput is counted, cold and warm (${DEFAULT-VALUE}).",
            defaultValue = "10")
    private int seconds;

    /// One start of each side, directly after each other.
    private record Starts(StartMeasurement cached, StartMeasurement plain) {
        double ratio(ToDoubleFunction<StartMeasurement> figure) {
            return figure.applyAsDouble(cached) / figure.applyAsDouble(plain);
        }
    }

    @Override
    public Integer call() throws Exception {
        var home = Home.ofThisProcess();
        var status = new StatusFile(home.statusFile())
                .read()
                .orElseThrow(() -> new IllegalStateException("The stack is not running: ./polystore up --detach"));
        var warmUp = new StartMeasurement.Plan(seconds, warmUpSeconds);
        System.out.printf(
                "%d processors, %d rounds; medians, and for ratios also minimum and maximum%n",
                Runtime.getRuntime().availableProcessors(), rounds);
        for (var service : Service.named(only)) {
            var image = ImageRun.of(service, home, Ports.of(System.getenv()), status);
            var starts = new ArrayList<Starts>();
            for (var round = 0; round < rounds; round++) {
                starts.add(new Starts(
                        StartMeasurement.of(image, image::startCached, warmUp),
                        StartMeasurement.of(image, image::startPlain, warmUp)));
            }
            report(service, starts);
        }
        return 0;
    }

    private static void report(Service service, List<Starts> starts) {
        line(service, "start to the first 200, ms", starts, StartMeasurement::startMillis);
        line(service, "memory after 10 thousand requests, MiB", starts, StartMeasurement::megabytes);
        line(service, "requests/s in the first seconds", starts, StartMeasurement::coldPerSecond);
        line(service, "requests/s warm", starts, StartMeasurement::warmPerSecond);
        line(service, "first seconds as a share of warm", starts, StartMeasurement::coldShare);
    }

    private static void line(
            Service service, String what, List<Starts> starts, ToDoubleFunction<StartMeasurement> figure) {
        var ratio = Spread.of(starts, pair -> pair.ratio(figure));
        System.out.printf(
                Locale.ROOT,
                "%-9s | %-38s | AOT cache %8.2f | fast-jar %8.2f | ratio %s%n",
                service.label(),
                what,
                Spread.of(starts, pair -> figure.applyAsDouble(pair.cached())).median(),
                Spread.of(starts, pair -> figure.applyAsDouble(pair.plain())).median(),
                ratio.ratio());
    }
}
