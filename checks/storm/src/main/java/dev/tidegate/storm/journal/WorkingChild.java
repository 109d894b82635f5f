package dev.tidegate.storm.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that works on a log until it is killed, and says on its standard output what it tries and what is answered,
 * a line each, written at once: see {@link Child}. It then does what it is told on its standard input: {@code settle N}
 * or {@code close}.
 */
final class WorkingChild {
    private final AtomicLong numbers;

    private WorkingChild(long first) {
        this.numbers = new AtomicLong(first);
    }

    /** Arguments: engine, home, first number, callers, sales of each. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Log log = Engine.of(arguments[0]).open(Path.of(arguments[1]), Long.parseLong(arguments[2]), () -> {});
        if (!log.refusal().isEmpty()) {
            say("REFUSES");
            return;
        }
        say("READY");
        WorkingChild child = new WorkingChild(Long.parseLong(arguments[2]));
        new Callers(log, child.voice(), () -> false)
                .run(Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
        say("DONE");
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ");
            if (words[0].equals("settle")) {
                child.settle(log, Integer.parseInt(words[1]));
            } else {
                break;
            }
        }
        log.close();
        say("CLOSED");
    }

    private void settle(Log log, int sales) {
        for (long number = 1; number <= sales; number++) {
            try {
                say("SETTLING " + number);
                log.settle(number);
            } catch (Log.RefusedException e) {
                say("STUCK");
            }
        }
        say("SETTLED");
    }

    private Witness voice() {
        return new Witness() {
            @Override
            public long submits() {
                long number = numbers.getAndIncrement();
                say("TRY " + number);
                return number;
            }

            @Override
            public void acknowledged(Sighting sale) {
                say("ACK " + words(sale));
            }

            @Override
            public void seen(Sighting sale) {
                say("SEEN " + words(sale));
            }

            @Override
            public void settling(long number) {
                say("SETTLING " + number);
            }

            @Override
            public void letGo() {
                say("LETGO");
            }

            @Override
            public void astray() {
                say("ASTRAY");
            }

            @Override
            public void forwarding(long place) {
                say("FORWARDING " + place);
            }

            @Override
            public void forwarded(long place) {
                say("FORWARDED " + place);
            }

            @Override
            public void full() {
                say("FULL");
            }
        };
    }

    private static String words(Sighting sale) {
        return sale.number() + " " + sale.place() + " " + sale.check() + " " + sale.body();
    }

    // One write for a line: a process that is killed leaves whole lines, and perhaps a part of one.
    private static void say(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (System.out) {
            System.out.write(bytes, 0, bytes.length);
            System.out.flush();
        }
    }
}
