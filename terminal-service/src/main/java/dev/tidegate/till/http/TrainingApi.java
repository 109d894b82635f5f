package dev.tidegate.till.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.till.log.FactLog;
import dev.tidegate.till.training.TrainingDoor;
import dev.tidegate.till.training.TrainingKernel;
import dev.tidegate.till.training.TrainingNetwork;
import io.dropwizard.core.setup.Environment;

/**
 * The training room's API: the same calls as the till's under a path of their own, over rooms of their own, so that no
 * id, key, event or cursor of the one means anything to the other.
 */
public final class TrainingApi {
    /** Where it begins. */
    public static final String BASE = "/training/api/v1";

    /**
     * The room as the API sees it.
     *
     * @param till what the till's own calls speak for, of the room
     */
    public record Rooms(TillApi.Rooms till, TrainingKernel kernel, TrainingNetwork network) {}

    /** One that is open. */
    public interface Room extends AutoCloseable {
        Rooms rooms();

        @Override
        void close();
    }

    private TrainingApi() {}

    /** Puts it in place; nothing of the room is opened by that. After {@link TillApi#open}. */
    public static void open(Environment environment, TrainingDoor<Room> door, FactLog log) {
        ObjectMapper json = environment.getObjectMapper();
        environment.jersey().register(new TrainingResource(door));
        environment
                .servlets()
                .addServlet("training", new TrainingServlet(door, json, log))
                .addMapping(BASE + "/*");
    }
}
