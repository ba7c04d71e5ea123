package polystore.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.command.home.CheckoutFolder;

/// The script `polystore` on a machine that lacks a program: a copy of the script in a checkout of its own, with a
/// PATH that has only the programs that the test adds.
class PolystoreScriptIT {
    private static final List<String> TOOLS = List.of(
            "sh",
            "cat",
            "cp",
            "cut",
            "date",
            "dirname",
            "find",
            "grep",
            "head",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "tail",
            "tr",
            "awk");

    @TempDir
    @SuppressWarnings("NullAway") // set by JUnit
    Path machine;

    private Path bin = Path.of("");
    private Path jvm = Path.of("");

    @BeforeEach
    void hasTheToolsOfAnySystem() throws IOException {
        bin = Files.createDirectories(machine.resolve("bin"));
        jvm = Files.createDirectories(machine.resolve("jvm"));
        for (var tool : TOOLS) {
            for (var folder : List.of("/usr/bin", "/bin")) {
                var program = Path.of(folder, tool);
                if (Files.isExecutable(program) && !Files.exists(bin.resolve(tool))) {
                    Files.createSymbolicLink(bin.resolve(tool), program);
                }
            }
        }
        var script = Files.readString(CheckoutFolder.path().resolve("polystore"))
                .replace("/usr/lib/jvm/", jvm + "/")
                .replace("/opt/", machine + "/opt/");
        program(machine.resolve("polystore"), script);
    }

    @Test
    void saysInOneLineThatTheJdkIsMissing() throws Exception {
        jdk(17);
        maven("3.8.7");
        assertThat(says("status"))
                .singleElement()
                .asString()
                .startsWith("JDK 25 or newer is missing (the newest found is 17): set JAVA_HOME")
                .contains("apt install temurin-25-jdk", "brew install openjdk@25");
    }

    @Test
    void saysInOneLineThatMavenIsMissing() throws Exception {
        jdk(25);
        assertThat(says("status"))
                .singleElement()
                .asString()
                .startsWith("Maven 3.8 or newer is missing (no mvn on the PATH)")
                .contains("apt install maven");
    }

    @Test
    void saysInOneLineThatMavenIsTooOld() throws Exception {
        jdk(25);
        maven("3.6.3");
        assertThat(says("test"))
                .singleElement()
                .asString()
                .startsWith("Maven 3.8 or newer is missing (" + bin.resolve("mvn") + " is 3.6.3)");
    }

    @Test
    void acceptsEachNewerMaven() throws Exception {
        jdk(25);
        for (var version : List.of("3.8.1", "3.9.11", "3.10.0", "4.0.0-rc-5")) {
            maven(version);
            assertThat(says("status")).as(version).first().asString().startsWith("Building Polystore");
        }
    }

    @Test
    void saysInOneLineThatGitIsMissing() throws Exception {
        jdk(25);
        maven("3.8.7");
        assertThat(says("test")).singleElement().asString().startsWith("git is missing");
    }

    @Test
    void passesMavenArgsAlsoToAMavenBefore3Point9() throws Exception {
        jdk(25);
        maven("3.8.7");
        says("status", Map.of("MAVEN_ARGS", "-Dmaven.repo.local=/r -o"));
        assertThat(Files.readString(machine.resolve("arguments")))
                .startsWith("MAVEN_ARGS= -B -Dmaven.repo.local=/r -o -T 2")
                .contains("package");
    }

    private List<String> says(String command) throws Exception {
        return says(command, Map.of());
    }

    private List<String> says(String command, Map<String, String> more) throws Exception {
        var builder = new ProcessBuilder(machine.resolve("polystore").toString(), command).redirectErrorStream(true);
        var environment = new HashMap<>(more);
        environment.put("PATH", bin.toString());
        environment.put("HOME", machine.toString());
        builder.environment().clear();
        builder.environment().putAll(environment);
        var output = machine.resolve("output");
        var process = builder.redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        return Files.readAllLines(output);
    }

    private void jdk(int version) throws IOException {
        var home = jvm.resolve("jdk-" + version);
        program(home.resolve("bin/java"), "#!/bin/sh\n");
        program(home.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + ".0.1\"\n");
    }

    /// A Maven of this version, whose builds fail.
    private void maven(String version) throws IOException {
        program(bin.resolve("mvn"), """
                #!/bin/sh
                case $1 in
                    --version) echo 'Apache Maven %s (0123abc)'; exit 0 ;;
                esac
                echo "MAVEN_ARGS=${MAVEN_ARGS:-} $*" >%s/arguments
                exit 1
                """.formatted(version, machine));
    }

    private static void program(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
