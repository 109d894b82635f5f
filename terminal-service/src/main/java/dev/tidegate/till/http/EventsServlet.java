package dev.tidegate.till.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.till.sync.SyncRuns;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * The stream of events (server-sent events, HTML Living Standard 9.2). One thread for each page that listens; a page
 * that stops reading is noticed by the next heartbeat.
 */
final class EventsServlet extends HttpServlet {
    /** A till has one page, a manager's tablet perhaps, and pages that were left open. */
    static final int LISTENERS_MAX = 16;

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final transient Feed feed;
    private final transient Glance glance;
    private final transient SyncRuns syncs;
    private final transient ObjectMapper json;
    private final transient Semaphore listeners = new Semaphore(LISTENERS_MAX);

    EventsServlet(Feed feed, Glance glance, SyncRuns syncs, ObjectMapper json) {
        this.feed = feed;
        this.glance = glance;
        this.syncs = syncs;
        this.json = json;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!listeners.tryAcquire()) {
            response.setStatus(503);
            response.setContentType(Problem.MEDIA_TYPE);
            json.writeValue(
                    response.getOutputStream(),
                    Problem.of(503, "too_many_listeners", "too many pages listen to this till", null));
            return;
        }
        try {
            response.setContentType("text/event-stream");
            response.setCharacterEncoding("UTF-8");
            response.setHeader("Cache-Control", "no-store");
            stream(feed.resume(request.getHeader("Last-Event-ID")), response.getWriter());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            listeners.release();
        }
    }

    private void stream(long resumeAfter, PrintWriter out) throws IOException, InterruptedException {
        out.write("retry: 1000\n\n");
        long told = resumeAfter;
        boolean snapshot = told < 0;
        while (!feed.isClosed() && !out.checkError()) {
            Feed.Batch batch = snapshot ? feed.after(Long.MAX_VALUE, Duration.ZERO) : feed.after(told, HEARTBEAT);
            if (batch.snapshot()) {
                write(out, feed.idOf(batch.upTo()), Feed.Kind.TERMINAL_STATE, glance.terminal());
            } else if (batch.events().isEmpty()) {
                out.write(": heartbeat\n\n");
            }
            for (Feed.Event event : batch.events()) {
                write(out, event);
            }
            snapshot = false;
            told = batch.upTo();
        }
    }

    private void write(PrintWriter out, Feed.Event event) throws IOException {
        Object data = switch (event.kind()) {
            case PAYMENT_UPDATED -> glance.payment(PaymentId.of(event.subject()));
            case TERMINAL_STATE -> glance.terminal();
            case SAF_PROGRESS -> SyncRunView.ofNullable(syncs.run(UUID.fromString(event.subject())));
        };
        if (data != null) {
            write(out, feed.idOf(event.number()), event.kind(), data);
        }
    }

    private void write(PrintWriter out, String id, Feed.Kind kind, Object data) throws IOException {
        out.write("id: " + id + "\nevent: " + kind.wireName() + "\ndata: " + json.writeValueAsString(data) + "\n\n");
    }
}
