package dev.tidegate.till;

import com.codahale.metrics.health.HealthCheck;
import dev.tidegate.till.adopt.AdoptedFolder;
import dev.tidegate.till.adopt.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether what this till brings for another one goes on. One that stopped waits for a person. */
final class AdoptionHealth extends HealthCheck {
    private final Path home;

    AdoptionHealth(Path home) {
        this.home = home;
    }

    @Override
    protected Result check() throws IOException {
        List<String> stopped = new ArrayList<>();
        int sending = 0;
        for (AdoptedFolder each : AdoptedFolder.all(home)) {
            Progress progress = each.progress();
            sending += progress.state() == Progress.State.SENDING ? 1 : 0;
            if (progress.state() == Progress.State.STOPPED) {
                stopped.add(each.folder().getFileName() + " " + progress.code());
            }
        }
        return stopped.isEmpty()
                ? Result.healthy(sending + " on their way")
                : Result.unhealthy(String.join("; ", stopped));
    }
}
