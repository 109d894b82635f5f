package dev.tidegate.till.http;

import dev.tidegate.till.training.TrainingDoor;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The way into training, and out of what was trained with. Nothing of the shop is changed by either. */
@Path("/training")
@Produces(MediaType.APPLICATION_JSON)
public final class TrainingResource {
    /**
     * The room is open.
     *
     * @param path where its page is
     * @param startedAfresh whether what was there before could not be read and was thrown away
     */
    public record TrainingView(String path, boolean startedAfresh) {}

    private static final String PATH = "/training/";

    private final TrainingDoor<TrainingApi.Room> door;

    TrainingResource(TrainingDoor<TrainingApi.Room> door) {
        this.door = door;
    }

    /** Enters training; harmless when repeated. Refused while a sale stands on the till's screen. */
    @POST
    public TrainingView enter() {
        return switch (door.enter()) {
            case TrainingDoor.Entered.In(var afresh) -> new TrainingView(PATH, afresh);
            case TrainingDoor.Entered.SaleOpen() ->
                throw ProblemException.of(409, "sale_open", "a sale stands on the till's screen");
            case TrainingDoor.Entered.NoRoom() -> throw unavailable();
        };
    }

    /** Throws away every sale of training, and opens an empty room. */
    @POST
    @Path("/afresh")
    public TrainingView startAfresh() {
        if (!door.startAfresh()) {
            throw unavailable();
        }
        return new TrainingView(PATH, false);
    }

    private static ProblemException unavailable() {
        return ProblemException.of(
                503, "training_unavailable", "the training folder cannot be used; the till sells on");
    }
}
