package dev.tidegate.demo;

import dev.tidegate.demo.Child.Recipe;
import dev.tidegate.house.Project;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a test starts single processes of the house. */
final class Processes {
    private Processes() {}

    /** One of a module's main classes; its log goes to the home. */
    static Recipe java(
            Path home, String name, String module, String main, Map<String, String> environment, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Project.folder().resolve(module).resolve("target/lib") + "/*",
                main));
        command.addAll(List.of(options));
        return new Recipe(name, command, environment, home, home.resolve("log").resolve(name + ".log"));
    }

    /** The acquirer, with its books in the home. */
    static Recipe acquirer(Path home) {
        return java(
                home,
                "acquirer",
                "simulators/acquirer-simulator",
                "dev.tidegate.simulator.acquirer.AcquirerSimulator",
                Map.of(),
                "--state",
                home.resolve("acquirer").toString());
    }

    /** A gateway with a configuration. */
    static Recipe gateway(Path home, String name, Map<String, String> environment, Path config) {
        return java(
                home,
                name,
                "iso8583-gateway",
                "dev.tidegate.gateway.GatewayApplication",
                environment,
                "server",
                config.toString());
    }
}
