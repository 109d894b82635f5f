package dev.tidegate.till.http;

import dev.tidegate.till.training.TrainingCard;
import dev.tidegate.till.training.TrainingKernel;
import dev.tidegate.till.training.TrainingNetwork;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The drawer of training cards and the switch of the training network. */
@Path("/drawer")
@Produces(MediaType.APPLICATION_JSON)
public final class TrainingDrawerResource {
    /** One card. */
    public record CardView(String name, String brand, String last4, String entryMode) {}

    /** What lies in the drawer, and how the network stands. */
    public record DrawerView(List<CardView> cards, TrainingNetwork.Mode network) {}

    /** How the network is to stand. */
    public record NetworkBody(TrainingNetwork.@Nullable Mode network) {}

    private final TrainingKernel kernel;
    private final TrainingNetwork network;

    TrainingDrawerResource(TrainingKernel kernel, TrainingNetwork network) {
        this.kernel = kernel;
        this.network = network;
    }

    @GET
    public DrawerView drawer() {
        return new DrawerView(
                Arrays.stream(TrainingCard.values())
                        .map(TrainingDrawerResource::view)
                        .toList(),
                network.mode());
    }

    /** Presents a card, where a sale waits for one. */
    @POST
    @Path("/cards/{name}")
    public DrawerView present(@PathParam("name") String name) {
        TrainingCard card = TrainingCard.named(name);
        if (card == null) {
            throw ProblemException.notFound("card");
        }
        if (!kernel.present(card)) {
            throw ProblemException.of(409, "state_conflict", "no card is asked for");
        }
        return drawer();
    }

    /** Puts the network's switch. */
    @POST
    @Path("/network")
    @Consumes(MediaType.APPLICATION_JSON)
    public DrawerView put(@Nullable NetworkBody body) {
        if (body == null || body.network() == null) {
            throw ProblemException.field("network", "is UP, DOWN or ANSWERS_LOST");
        }
        network.put(body.network());
        return drawer();
    }

    private static CardView view(TrainingCard card) {
        return new CardView(
                card.wireName(),
                card.masked().brand().name(),
                card.masked().lastFour(),
                card.mode().name());
    }
}
