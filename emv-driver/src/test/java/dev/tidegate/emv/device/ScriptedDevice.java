package dev.tidegate.emv.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Answers each message by the next line of its script; the last line of a kind is said again and again. */
final class ScriptedDevice implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is done with one message. */
    @FunctionalInterface
    interface Line {
        /** @return bytes to write; none closes the connection without a word */
        byte[] say(JsonNode header, JsonNode body) throws InterruptedException;
    }

    private final SSLContext tls;
    private final ServerSocket doors;
    private final Map<String, Deque<Line>> script = new HashMap<>();
    private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
    private final Set<Socket> guests = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread acceptor;

    ScriptedDevice(SSLContext tls) {
        this.tls = tls;
        try {
            this.doors = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.acceptor = Thread.ofPlatform().daemon().name("scripted-device").start(this::accept);
    }

    int port() {
        return doors.getLocalPort();
    }

    ScriptedDevice on(String category, Line... lines) {
        synchronized (script) {
            script.put(category, new ArrayDeque<>(List.of(lines)));
        }
        return this;
    }

    /** Categories of the messages so far, in order. */
    List<String> heard() {
        return heard.stream()
                .map(each -> each.path("MessageHeader").path("MessageCategory").asText())
                .toList();
    }

    JsonNode heard(String category) {
        return heard.stream()
                .filter(each -> each.path("MessageHeader")
                        .path("MessageCategory")
                        .asText()
                        .equals(category))
                .findFirst()
                .orElseThrow();
    }

    /** An answer with the right header. */
    static Line with(ObjectNode body) {
        return (header, request) -> http(turned(header, body));
    }

    static Line bytes(String body) {
        return (header, request) -> http(body.getBytes(StandardCharsets.UTF_8));
    }

    static Line hangUp() {
        return (header, request) -> new byte[0];
    }

    /** Never answers while the test runs. */
    Line silence() {
        return (header, request) -> {
            closing.await();
            return new byte[0];
        };
    }

    static ObjectNode turned(JsonNode header, ObjectNode body) {
        ObjectNode back = header.deepCopy();
        back.put("MessageType", "Response");
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        response.set("MessageHeader", back);
        response.set(header.path("MessageCategory").asText() + "Response", body);
        return JsonNodeFactory.instance.objectNode().set("SaleToPOIResponse", response);
    }

    static byte[] http(JsonNode json) {
        return http(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    static byte[] http(byte[] body) {
        byte[] head =
                ("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            doors.close();
            // The port is free when nobody waits at it any more.
            acceptor.join();
            for (Socket guest : guests) {
                guest.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket guest = doors.accept();
                guests.add(guest);
                Thread.ofPlatform().daemon().name("scripted-device-guest").start(() -> serve(guest));
            }
        } catch (IOException closed) {
            // The doors were closed.
        }
    }

    private void serve(Socket guest) {
        try (guest;
                SSLSocket secure =
                        (SSLSocket) tls.getSocketFactory().createSocket(guest, InputStream.nullInputStream(), true)) {
            secure.setUseClientMode(false);
            JsonNode request =
                    JSON.readTree(requestBody(secure.getInputStream())).path("SaleToPOIRequest");
            heard.add(request);
            JsonNode header = request.path("MessageHeader");
            String category = header.path("MessageCategory").asText();
            byte[] answer = next(category).say(header, request.path(category + "Request"));
            OutputStream out = secure.getOutputStream();
            out.write(answer);
            out.flush();
        } catch (IOException gone) {
            // The till is gone.
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            guests.remove(guest);
        }
    }

    private Line next(String category) {
        synchronized (script) {
            Deque<Line> lines = script.getOrDefault(category, new ArrayDeque<>());
            if (lines.isEmpty()) {
                return bytes("ok");
            }
            return lines.size() == 1 ? lines.peek() : lines.remove();
        }
    }

    private static byte[] requestBody(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the till hung up");
            }
            head.append((char) next);
        }
        String length = head.substring(head.indexOf("Content-Length: ") + 16);
        return in.readNBytes(Integer.parseInt(length.substring(0, length.indexOf("\r\n"))));
    }
}
