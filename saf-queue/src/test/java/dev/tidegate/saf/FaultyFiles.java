package dev.tidegate.saf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Chronicle files of a disk that refuses when it is told to. Says when a file is used after it failed. */
final class FaultyFiles implements RecordFile.Maker {
    /** How many of each will fail from now on. */
    final AtomicInteger badForces = new AtomicInteger();

    final AtomicInteger badAppends = new AtomicInteger();
    final AtomicInteger badCreations = new AtomicInteger();
    final AtomicInteger closedChannels = new AtomicInteger();
    /** How many went well. */
    final AtomicInteger forces = new AtomicInteger();

    final Set<String> violations = new HashSet<>();

    void refuseAll(boolean refuses) {
        badForces.set(refuses ? Integer.MAX_VALUE : 0);
    }

    @Override
    public RecordFile create(Path folder) throws IOException {
        if (takesOne(badCreations)) {
            throw new IOException("no new file");
        }
        return new Faulty(new ChronicleFile(folder));
    }

    private static boolean takesOne(AtomicInteger faults) {
        return faults.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    private final class Faulty implements RecordFile {
        private final ChronicleFile file;
        private boolean failed;

        Faulty(ChronicleFile file) {
            this.file = file;
        }

        @Override
        public long append(byte[] frame) throws IOException {
            check("append");
            if (takesOne(badAppends)) {
                failed = true;
                file.append(frame);
                throw new InternalError("a fault occurred in an unsafe memory access operation");
            }
            return file.append(frame);
        }

        @Override
        public void force() throws IOException {
            check("force");
            if (takesOne(badForces)) {
                failed = true;
                throw new IOException("Input/output error");
            }
            if (takesOne(closedChannels)) {
                failed = true;
                file.close();
            }
            file.force();
            forces.incrementAndGet();
        }

        @Override
        public long length() {
            return file.length();
        }

        @Override
        public boolean isReady() {
            return file.isReady();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }

        private void check(String call) {
            if (failed) {
                violations.add(call + " on a file that had failed");
            }
        }
    }
}
