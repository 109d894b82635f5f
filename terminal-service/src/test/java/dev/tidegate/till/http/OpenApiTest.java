package dev.tidegate.till.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.integration.SwaggerConfiguration;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The API as docs/openapi-till.json tells it is the API as it is. After a change that is meant, {@code mvn test
 * -Dtest=OpenApiTest -Dopenapi.write=true} writes the file anew.
 */
final class OpenApiTest {
    private static final Path FILE = Path.of("../docs/openapi-till.json");
    private static final String BASE = TillApi.BASE;

    @Test
    void openApi_inTheRepository_isTheOneOfTheCode() throws IOException {
        String now = Json.pretty(read()) + "\n";
        if (Boolean.getBoolean("openapi.write")) {
            Path ignored = Files.writeString(FILE, now);
        }

        assertThat(Files.readString(FILE)).isEqualTo(now);
    }

    @Test
    void openApi_everyCallThatThePageMakes_isThere() {
        Set<String> paths = read().getPaths().keySet();

        assertThat(paths)
                .contains(
                        BASE + "/terminal",
                        BASE + "/terminal/events",
                        BASE + "/terminal/sync",
                        BASE + "/display",
                        BASE + "/carts",
                        BASE + "/carts/{id}",
                        BASE + "/carts/{id}/lines",
                        BASE + "/carts/{id}/discounts",
                        BASE + "/carts/{id}/tip",
                        BASE + "/carts/{id}/void",
                        BASE + "/catalogue",
                        BASE + "/items",
                        BASE + "/payments",
                        BASE + "/payments/{id}",
                        BASE + "/payments/{id}/events",
                        BASE + "/payments/{id}/application",
                        BASE + "/payments/{id}/cancel",
                        BASE + "/payments/{id}/seen",
                        BASE + "/payments/{id}/void",
                        BASE + "/payments/{id}/answer",
                        BASE + "/payments/{id}/why",
                        BASE + "/payments/{id}/routes",
                        BASE + "/payments/{id}/refunds",
                        BASE + "/refunds/{id}",
                        BASE + "/sync-runs",
                        BASE + "/sync-runs/{id}",
                        BASE + "/payments/{id}/approval",
                        BASE + "/session",
                        BASE + "/session/manager",
                        BASE + "/terminal/forced",
                        BASE + "/limits",
                        BASE + "/limits/liability",
                        BASE + "/staff",
                        BASE + "/training",
                        BASE + "/training/afresh",
                        TrainingApi.BASE + "/drawer",
                        TrainingApi.BASE + "/drawer/cards/{name}",
                        TrainingApi.BASE + "/drawer/network",
                        BASE + "/demo/people",
                        BASE + "/demo/cards",
                        BASE + "/demo/cards/{name}/insert",
                        BASE + "/demo/cards/{name}/tap",
                        BASE + "/demo/cards/{name}/swipe",
                        BASE + "/demo/cards/remove",
                        BASE + "/demo/pad/{press}",
                        BASE + "/demo/network");
    }

    private static OpenAPI read() {
        ObjectMapper names = Json.mapper().copy();
        names.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        names.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        ModelConverters.getInstance().addConverter(new ModelResolver(names));
        OpenAPI api = new Reader(new SwaggerConfiguration())
                .read(new LinkedHashSet<>(List.of(
                        TerminalResource.class,
                        DisplayResource.class,
                        CartsResource.class,
                        PaymentsResource.class,
                        SyncRunsResource.class,
                        WhyResource.class,
                        RoutesResource.class,
                        PaymentRefundsResource.class,
                        RefundsResource.class,
                        ApprovalsResource.class,
                        SessionResource.class,
                        ForcedResource.class,
                        LimitsResource.class,
                        StaffResource.class,
                        ItemsResource.class,
                        TrainingResource.class,
                        TrainingDrawerResource.class,
                        DemoResource.class)));
        TreeMap<String, PathItem> sorted = new TreeMap<>();
        api.getPaths().forEach((path, item) -> sorted.put(baseOf(path) + path, withProblems(item)));
        sorted.put(BASE + "/terminal/events", events());
        api.getPaths().clear();
        sorted.forEach((path, item) -> api.getPaths().addPathItem(path, item));
        for (Class<?> told : List.of(
                Problem.class,
                CartView.class,
                PaymentView.class,
                ApprovalsResource.ApprovalView.class,
                SessionResource.SessionView.class,
                SessionResource.SignedOutView.class)) {
            ModelConverters.getInstance()
                    .readAll(told)
                    .forEach((name, schema) -> api.getComponents().addSchemas(name, schema));
        }
        answers(item(api, "/terminal/sync").getPost(), "202", "SyncRunView");
        answers(item(api, "/payments/{id}/refunds").getPost(), "202", "RefundView");
        api.getComponents().addSchemas("TypedPin", new StringSchema().description("6 to 12 digits"));
        answers(item(api, "/carts").getPost(), "201", "CartView");
        answers(item(api, "/carts/{id}").getGet(), "200", "CartView");
        answers(item(api, "/carts/{id}").getPatch(), "200", "CartView");
        for (String part : List.of("lines", "discounts", "tip", "void")) {
            answers(item(api, "/carts/{id}/" + part).getPost(), "200", "CartView");
        }
        answers(item(api, "/payments").getPost(), "202", "PaymentView");
        answers(item(api, "/payments/{id}/cancel").getPost(), "202", "PaymentView");
        answers(item(api, "/payments/{id}/approval").getPost(), "201", "ApprovalView");
        answers(item(api, "/session").getPost(), "200", "SessionView");
        answers(item(api, "/session").getDelete(), "200", "SignedOutView");
        answers(item(api, "/session/manager").getPost(), "200", "SessionView");
        answers(item(api, "/demo/network").getPost(), "200", "Network");
        return api.info(new Info()
                .title("Tidegate till")
                .description(
                        "What the cashier's page uses; loopback alone. Money is minor units and an ISO 4217 currency."
                                + " Below "
                                + TrainingApi.BASE + " the training room answers the same calls, demo and training"
                                + " left out, where no money moves.")
                .version("v1")
                .license(new License().name("AGPL-3.0-or-later")));
    }

    // The training room answers all of them under its own base; this one only there.
    private static String baseOf(String path) {
        return path.startsWith("/drawer") ? TrainingApi.BASE : BASE;
    }

    private static PathItem item(OpenAPI api, String path) {
        return Objects.requireNonNull(api.getPaths().get(BASE + path));
    }

    // What a method says by its type is read from it; these give more than a body, and so say less.
    private static void answers(Operation operation, String status, String schema) {
        MediaType body = new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + schema));
        ApiResponse answer =
                new ApiResponse().description(schema).content(new Content().addMediaType("application/json", body));
        var ignored = operation.getResponses().remove("default");
        var same = operation.getResponses().addApiResponse(status, answer);
        assertThat(same).isSameAs(operation.getResponses());
    }

    private static PathItem withProblems(PathItem item) {
        ApiResponse problem = new ApiResponse()
                .description("Why not, as application/problem+json")
                .content(new Content()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
        item.readOperations().forEach(operation -> operation.getResponses().addApiResponse("4XX", problem));
        return item;
    }

    private static PathItem events() {
        ApiResponse stream = new ApiResponse()
                .description(
                        "Server-sent events terminal.state, payment.updated and saf.progress; a heartbeat every 15 s;"
                                + " an unknown Last-Event-ID gets a snapshot")
                .content(new Content().addMediaType("text/event-stream", new MediaType().schema(new StringSchema())));
        return new PathItem()
                .get(new Operation()
                        .operationId("events")
                        .addParametersItem(
                                new HeaderParameter().name("Last-Event-ID").schema(new StringSchema()))
                        .responses(new ApiResponses().addApiResponse("200", stream)));
    }
}
