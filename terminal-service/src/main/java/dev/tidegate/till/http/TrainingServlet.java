package dev.tidegate.till.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.till.log.FactLog;
import dev.tidegate.till.training.TrainingDoor;
import io.dropwizard.jersey.DropwizardResourceConfig;
import io.dropwizard.jersey.jackson.JacksonFeature;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletContainer;
import org.jspecify.annotations.Nullable;

/**
 * Answers the calls of the training room, where it is open. Its resources are made with the room, and again with the
 * next: the till's own, which are there from the start, know nothing of them.
 */
final class TrainingServlet extends HttpServlet {
    private static final String EVENTS = "/terminal/events";

    private final transient TrainingDoor<TrainingApi.Room> door;
    private final transient ObjectMapper json;
    private final transient FactLog log;
    private transient @Nullable Served served;

    /** What answers for one room. */
    private record Served(TrainingApi.Room room, ServletContainer calls, EventsServlet events) {}

    /** How far a request has come inside the room. */
    private enum Way {
        NOT_OPEN,
        ANSWERED,
        LISTENS
    }

    TrainingServlet(TrainingDoor<TrainingApi.Room> door, ObjectMapper json, FactLog log) {
        this.door = door;
        this.json = json;
        this.log = log;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        boolean listens = EVENTS.equals(request.getPathInfo());
        Way way;
        try {
            way = door.inside(Way.NOT_OPEN, room -> {
                ServletContainer calls = servedOf(room).calls();
                if (listens) {
                    return Way.LISTENS;
                }
                call(calls, request, response);
                return Way.ANSWERED;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        switch (way) {
            case NOT_OPEN -> refuse(response);
            case ANSWERED -> {}
            case LISTENS -> listen(request, response);
        }
    }

    // Outside of the room's door: whoever listens does so for hours, and keeps nobody from closing the room, which ends
    // every stream.
    private void listen(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Served now = current();
        if (now == null) {
            refuse(response);
        } else {
            now.events().service(request, response);
        }
    }

    private void refuse(HttpServletResponse response) throws IOException {
        response.setStatus(409);
        response.setContentType(Problem.MEDIA_TYPE);
        json.writeValue(
                response.getOutputStream(), Problem.of(409, "training_not_open", "nobody has entered training", null));
    }

    private static void call(Servlet calls, HttpServletRequest request, HttpServletResponse response) {
        try {
            calls.service(request, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized @Nullable Served current() {
        return served;
    }

    private synchronized Served servedOf(TrainingApi.Room room) {
        Served known = served;
        if (known != null && known.room().equals(room)) {
            return known;
        }
        if (known != null) {
            known.calls().destroy();
        }
        Served made = made(room);
        served = made;
        return made;
    }

    private Served made(TrainingApi.Room room) {
        TrainingApi.Rooms rooms = room.rooms();
        ResourceConfig config = new DropwizardResourceConfig();
        ResourceConfig ignored = config.property(ServerProperties.WADL_FEATURE_DISABLE, true);
        ignored = config.register(new JacksonFeature(json));
        TillApi.register(config::register, rooms.till(), log);
        ignored = config.register(new TrainingDrawerResource(rooms.kernel(), rooms.network()));
        ServletContainer calls = new ServletContainer(config);
        try {
            calls.init(getServletConfig());
        } catch (ServletException e) {
            throw new IllegalStateException("the training room's calls cannot be put in place", e);
        }
        return new Served(
                room,
                calls,
                new EventsServlet(
                        rooms.till().feed(),
                        rooms.till().glance(),
                        rooms.till().network().syncs(),
                        json));
    }

    @Override
    public void destroy() {
        Served last = current();
        if (last != null) {
            last.calls().destroy();
        }
    }
}
