package dev.tidegate.till.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tidegate.core.flow.AddTip;
import dev.tidegate.core.port.AcquirerTerms;
import dev.tidegate.core.port.Ledger;
import dev.tidegate.till.demo.DemoControls;
import dev.tidegate.till.floor.ShopFloor;
import dev.tidegate.till.ledger.LedgerQueries;
import dev.tidegate.till.log.FactLog;
import dev.tidegate.till.sale.CartDesk;
import dev.tidegate.till.sale.Identities;
import dev.tidegate.till.sale.Results;
import dev.tidegate.till.sale.SaleDesk;
import dev.tidegate.till.sale.TenderDesk;
import dev.tidegate.till.store.ShopStore;
import io.dropwizard.core.setup.Environment;
import jakarta.servlet.DispatcherType;
import java.util.Currency;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts the API where the page looks for it. */
public final class TillApi {
    /** Where the API begins. */
    public static final String BASE = "/api/v1";

    /** What the API speaks for. */
    public record Rooms(
            String merchant,
            SaleDesk desk,
            Results results,
            Glance glance,
            LedgerQueries queries,
            ShopStore shop,
            Identities identities,
            Currency currency,
            Feed feed,
            Runnable wakeDrain,
            NetworkApi.Rooms network,
            PeopleApi people,
            ShopFloor floor,
            CartDesk carts,
            TenderDesk tenders,
            AddTip tips,
            AcquirerTerms terms,
            Ledger ledger) {}

    private TillApi() {}

    /** @param demo absent in a shop; then there is no demo call at all */
    public static void open(Environment environment, Rooms rooms, @Nullable DemoControls demo, FactLog log) {
        ObjectMapper json = strict(environment.getObjectMapper());
        environment.jersey().setUrlPattern(BASE + "/*");
        register(resource -> environment.jersey().register(resource), rooms, log);
        if (demo != null) {
            environment.jersey().register(new DemoResource(demo, rooms.people().demoPeople()));
        }
        environment
                .servlets()
                .addServlet(
                        "events",
                        new EventsServlet(
                                rooms.feed(), rooms.glance(), rooms.network().syncs(), json))
                .addMapping(BASE + "/terminal/events");
        environment
                .servlets()
                .addFilter("local-only", new LocalOnlyFilter(json))
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        rooms.people().guard(environment, json);
        environment
                .admin()
                .addFilter("local-only", new LocalOnlyFilter(json))
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }

    /** What answers below the base, whichever base that is. */
    static void register(Consumer<Object> jersey, Rooms rooms, FactLog log) {
        jersey.accept(new ProblemMapper(log));
        jersey.accept(new TerminalResource(rooms.glance(), rooms.network().syncs()));
        jersey.accept(
                new CartsResource(rooms.shop(), rooms.carts(), rooms.floor(), rooms.identities(), rooms.currency()));
        jersey.accept(new ItemsResource(rooms.floor(), rooms.currency()));
        jersey.accept(new PaymentsResource(
                rooms.desk(),
                rooms.results(),
                rooms.glance(),
                rooms.queries(),
                rooms.currency(),
                rooms.wakeDrain(),
                rooms.people()::voided,
                new TenderCalls(rooms.tenders(), rooms.floor().settings(), rooms.currency()),
                rooms.shop().tenders(),
                new VoiceCalls(rooms.desk(), rooms.people().voice())));
        jersey.accept(new TipsResource(
                rooms.tips(), rooms.ledger(), rooms.terms(), rooms.currency(), rooms.people()::tipped));
        jersey.accept(new DisplayResource(rooms.merchant(), rooms.desk(), rooms.results()));
        NetworkApi.register(jersey, rooms.network(), rooms.queries(), rooms.currency());
        rooms.people().register(jersey, rooms.glance(), rooms.feed()::terminalChanged);
    }

    // Fields that are not known and values of another type are mistakes of the caller, and are told to it as such.
    private static ObjectMapper strict(ObjectMapper json) {
        json.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        json.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        json.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        json.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        json.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        json.configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false);
        json.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        return json;
    }
}
