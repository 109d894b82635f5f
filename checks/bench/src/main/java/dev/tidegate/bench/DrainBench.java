package dev.tidegate.bench;

import dev.tidegate.gateway.GatewayWork;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.ProfileReader;
import dev.tidegate.gateway.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A thousand stored sales of twenty terminals go to a host that takes a tenth of a second for each. No gateway can be
 * faster than the host: one message is in flight on a terminal.
 */
final class DrainBench {
    private static final int TERMINALS = 20;
    private static final int SALES = 50;
    private static final int HOST_MILLIS = 100;
    private static final double RATIO_MAX = 1.1;

    private final Path project;
    private final Consumer<String> progress;

    DrainBench(Path project, Consumer<String> progress) {
        this.project = project;
        this.progress = progress;
    }

    List<DiskFigure> run() throws IOException, InterruptedException {
        Profile profile = ProfileReader.read(project.resolve("config/acquirers/iso87-generic"), name -> null);
        Path folder = Files.createTempDirectory("tidegate-drain");
        Database database = new Database("jdbc:sqlite:" + folder.resolve("gateway.db"), "", "");
        List<OpenLink> opened = new ArrayList<>();
        try (EchoHost host = new EchoHost(LinkBench.STAN_AT, LinkBench.RRN_AT, HOST_MILLIS);
                GatewayWork work = new GatewayWork(folder, profile, database, TERMINALS, (codec, its) -> {
                    OpenLink link = new OpenLink(codec, its, host.port());
                    opened.add(link);
                    return link.link();
                })) {
            progress.accept("Taking in " + TERMINALS * SALES + " stored sales …");
            GatewayWork.Goods goods = new GatewayWork.Goods(TidegateLink.TAGS, Sample.sale());
            for (int till = 0; till < TERMINALS; till++) {
                work.made(till, 1, SALES, goods).forEach(work::take);
            }
            progress.accept("Draining them …");
            long start = System.nanoTime();
            work.drain();
            double seconds = (System.nanoTime() - start) / 1e9;
            if (host.approved() != TERMINALS * SALES) {
                throw new IllegalStateException("the host has approved " + host.approved());
            }
            DiskFigure ideal = DiskFigure.of(
                    "drainIdeal",
                    "1,000 sales, 20 terminals, host of 100 ms: ideal",
                    "s",
                    SALES * HOST_MILLIS / 1e3,
                    0);
            return List.of(
                    ideal,
                    DiskFigure.of("drain", "  drained, each captured", "s", seconds, 0)
                            .beside(ideal)
                            .atMost(RATIO_MAX));
        } finally {
            opened.forEach(OpenLink::close);
        }
    }
}
