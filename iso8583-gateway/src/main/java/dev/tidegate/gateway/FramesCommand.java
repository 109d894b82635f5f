package dev.tidegate.gateway;

import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.GatewayKeys;
import dev.tidegate.gateway.config.GatewaySettings;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Set;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/**
 * {@code frames config/gateway.yml}: lists the frames that could not be read; {@code --open NAME --out FILE} opens one
 * into a new file that only its owner can read, for {@code tidegate decode}. It may hold card data.
 */
final class FramesCommand extends ConfiguredCommand<GatewayConfiguration> {
    private final PrintStream out;

    FramesCommand(PrintStream out) {
        super("frames", "lists frames of acquirers that could not be read; opens one into a file");
        this.out = out;
    }

    @Override
    public void configure(Subparser parser) {
        super.configure(parser);
        parser.addArgument("--open").help("the name of one");
        parser.addArgument("--out").help("the file to make of it");
    }

    @Override
    protected void run(Bootstrap<GatewayConfiguration> bootstrap, Namespace options, GatewayConfiguration configuration)
            throws IOException {
        GatewaySettings settings = configuration.gateway();
        GatewayHome home = new GatewayHome(settings.folder());
        try (GatewayKeys keys = home.keys(settings.keys().place(), InstantSource.system())) {
            FrameStore frames = FrameStore.in(settings.folder(), Vault.frames(keys), InstantSource.system());
            String name = options.getString("open");
            String file = options.getString("out");
            if (name == null) {
                frames.names().forEach(kept -> out.println(FrameStore.at(kept) + "  " + kept));
            } else if (file == null) {
                throw new IllegalArgumentException("--open needs --out");
            } else {
                write(Path.of(file), frames.open(name));
                out.println(file + " may hold card data: remove it when it was looked at");
            }
        }
        out.flush();
    }

    private static void write(Path file, byte[] frame) throws IOException {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = Files.newByteChannel(
                        file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner);
                OutputStream to = Channels.newOutputStream(channel)) {
            to.write(frame);
        } finally {
            Arrays.fill(frame, (byte) 0);
        }
    }
}
