package dev.tidegate.till.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.till.config.PeopleSettings;
import dev.tidegate.till.demo.DemoControls;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The drawer of test cards and the switch that cuts the network: there in a demo alone. */
@Path("/demo")
@Produces(MediaType.APPLICATION_JSON)
public final class DemoResource {
    /** Whether the network between till and gateway is cut. */
    public record Network(@Nullable Boolean cut) {}

    /** Who may sign in, and by which PIN. */
    public record PeopleList(List<PeopleSettings.DemoPerson> people) {}

    private static final Set<String> PRESSES = Set.of("right", "wrong", "bypass", "cancel");

    private final DemoControls controls;
    private final List<PeopleSettings.DemoPerson> people;

    DemoResource(DemoControls controls, List<PeopleSettings.DemoPerson> people) {
        this.controls = controls;
        this.people = people;
    }

    /** The demo's people, whose PINs protect nothing. */
    @GET
    @Path("/people")
    public PeopleList people() {
        return new PeopleList(people);
    }

    @GET
    @Path("/cards")
    public JsonNode cards() {
        return told(controls.cards());
    }

    @POST
    @Path("/cards/{name}/insert")
    public JsonNode insert(@PathParam("name") String name) {
        return told(controls.insert(card(name)));
    }

    @POST
    @Path("/cards/{name}/tap")
    public JsonNode tap(@PathParam("name") String name) {
        return told(controls.tap(card(name)));
    }

    @POST
    @Path("/cards/{name}/swipe")
    public JsonNode swipe(@PathParam("name") String name) {
        return told(controls.swipe(card(name)));
    }

    @POST
    @Path("/cards/remove")
    public JsonNode remove() {
        return told(controls.remove());
    }

    /** What the person before the PIN pad does: {@code right}, {@code wrong}, {@code bypass} or {@code cancel}. */
    @POST
    @Path("/pad/{press}")
    public JsonNode press(@PathParam("press") String press) {
        if (!PRESSES.contains(press)) {
            throw ProblemException.notFound("key");
        }
        DemoControls.Answer answer = controls.press(press);
        if (answer.status() == 409) {
            throw ProblemException.of(409, "state_conflict", "no PIN is being entered");
        }
        return told(answer);
    }

    @GET
    @Path("/network")
    public Network network() {
        return new Network(controls.isCut());
    }

    @POST
    @Path("/network")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response cut(@Nullable Network body) {
        if (body == null || body.cut() == null) {
            throw ProblemException.field("cut", "is true or false");
        }
        var ignored = told(controls.cut(body.cut()));
        return Response.ok(Map.of("cut", controls.isCut())).build();
    }

    private static String card(String name) {
        if (!name.matches("[a-z0-9-]{1,40}")) {
            throw ProblemException.notFound("card");
        }
        return name;
    }

    private static JsonNode told(DemoControls.Answer answer) {
        return switch (answer.status()) {
            case 400, 404 -> throw ProblemException.notFound("card");
            case 409 -> throw ProblemException.of(409, "state_conflict", "a card is in the reader");
            default -> {
                if (!answer.isOk()) {
                    throw ProblemException.of(503, "simulator_away", "the simulator could not do it");
                }
                yield answer.body();
            }
        };
    }
}
